// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/page.h"
#include "ui/frame/page_context.h"

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
class ServicesPage : public Page {
    Q_OBJECT
public:
    explicit ServicesPage(const PageContext& context, QWidget* parent = nullptr);

    console::Interest interest() const override;
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot) override;
    void go(const QString& rest) override;
    QString missing() const override;
    void focusFilter() override;
    QList<QWidget*> panes() override;
    Targets targets() const override;

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
    void choose(const QString& arn);
    void openService();
    void openTasks();

    ActRunner& m_runner;
    SampleActs& m_sample;
    std::shared_ptr<const console::Snapshot> m_shown;
    PageHeader* m_header;
    QList<ActButton*> m_acts;
    QPushButton* m_tasksButton;
    QPushButton* m_sampleButton;
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
