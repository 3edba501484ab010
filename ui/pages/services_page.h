// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/list_page.h"

#include <QTimer>

class QPushButton;
class QStackedWidget;

namespace pilothouse::ui {

class ActRunner;
class ActButton;
class DataTable;
class FilterField;
class ListState;
class PageHeader;
class SampleActs;
class ServiceTableModel;
class StaleBanner;
class StateSentence;
class StatusShape;
class Surface;

/// The services of the cluster: their state in one sentence, the table with trouble first, and what can be
/// done with the chosen one.
class ServicesPage : public ListPage {
    Q_OBJECT
public:
    explicit ServicesPage(const PageContext& context, QWidget* parent = nullptr);

    console::Interest interest() const override;
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot) override;
    void go(const QString& rest) override;
    QString missing() const override;
    QList<QWidget*> panes() override;
    Targets targets() const override;

protected:
    Words words() const override { return {"frame.services", "services.filter", "services.noMatch"}; }
    PartFacts part() const override { return PartFacts::of(m_shown->services); }
    QString partName() const override { return QStringLiteral("the services"); }
    void tellEmpty() override;
    void actOnEmpty() override;
    void tellSentence() override;
    void tellChosen() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildHeader();
    void buildTable();
    void buildWhy();
    void tellWhy();
    int chosenRow() const;
    void openService();
    void openTasks();

    ActRunner& m_runner;
    SampleActs& m_sample;
    QList<ActButton*> m_acts;
    QPushButton* m_tasksButton;
    QPushButton* m_sampleButton;
    ServiceTableModel* m_model;
    Surface* m_why; ///< of the chosen service, at the foot
    StatusShape* m_whyShape;
    StateSentence* m_whyWords;
    QTimer m_tick;    ///< ages in the table
    QString m_wanted; ///< name of a service to choose once it is there
};

} // namespace pilothouse::ui
