// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/page.h"

#include <QTimer>

class QPushButton;
class QStackedWidget;

namespace pilothouse::ui {

class ActRunner;
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
class ServicesPage : public Page {
    Q_OBJECT
public:
    ServicesPage(Session& session, ActRunner& runner, SampleActs& sample, QWidget* parent = nullptr);

    console::Interest interest() const override;
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot) override;
    void go(const QString& rest) override;
    QString missing() const override;
    void focusFilter() override;
    QList<QWidget*> panes() override;

protected:
    QWidget* list() const override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildHeader();
    void buildTable();
    void buildWhy();
    void rename();
    void tellSentence();
    void tellList();
    void tellStale();
    void tellCount();
    void tellActions();
    void tellWhy();
    int chosenRow() const;
    /// The chosen service, or null with the reason why nothing can be done with one.
    std::shared_ptr<const console::Service> chosen(QString* why = nullptr) const;
    void choose(const QString& arn);
    void scale();
    void deploy();
    void openTasks();

    ActRunner& m_runner;
    SampleActs& m_sample;
    std::shared_ptr<const console::Snapshot> m_shown;
    PageHeader* m_header;
    QPushButton *m_scale, *m_deploy, *m_sampleButton;
    StaleBanner* m_stale;
    FilterField* m_filter;
    QPushButton* m_held;
    QStackedWidget* m_stack;
    ListState* m_state;
    DataTable* m_table;
    ServiceTableModel* m_model;
    Surface* m_why; ///< of the chosen service, at the foot
    StatusShape* m_whyShape;
    StateSentence* m_whyWords;
    QTimer m_tick;    ///< ages in the table
    QString m_wanted; ///< name of a service to choose once it is there
};

} // namespace pilothouse::ui
