// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"
#include "ui/acts/targets.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace pilothouse::ui {

class ActionBar;
class ActRunner;
class DataTable;
class FilterField;
class ListState;
class PageHeader;
class StaleBanner;
class StateSentence;
class TaskDetail;
class TaskTableModel;
class QuickFilters;

/// All tasks of a cluster, running and recently stopped: what needs a person first; filter, marks with what
/// can be done to them, and beside it the detail of the task under the cursor. Selection is by ARN.
class TasksPage : public QWidget {
    Q_OBJECT
public:
    explicit TasksPage(ActRunner* runner, QWidget* parent = nullptr);

    void setSnapshot(std::shared_ptr<const console::Snapshot> snapshot);
    /// The time passed: ages anew. `now` is the endpoint's clock.
    void tick(Millis now);
    /// By id or ARN; once the endpoint tells it, if it does not yet.
    void showTask(const QString& idOrArn);
    void setFilterText(const QString& text);
    /// True once rows (or the reason why there are none) are on screen, and the task asked for is.
    bool isSettled() const;
    /// The marked tasks, else the one under the cursor.
    Targets targets() const;

public slots:
    void askRun();
    void askStop();

signals:
    void linkActivated(const QString& link);
    void refreshAsked();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void makeActions();
    void retranslate();
    void showPart();
    void showCounts();
    void showSelection();
    void showDetail();
    void closeDetail();
    void placeDetail();
    void resumeWanted();
    void stop(const QStringList& arns);
    void copyArns();
    void copyCommand();
    QStringList selectedArns() const;
    QString commonText(const QStringList& arns) const;

    ActRunner* m_runner;
    std::shared_ptr<const console::Snapshot> m_snapshot;
    Millis m_now = 0;
    QString m_wanted; ///< id or ARN that was asked for and is not told yet
    bool m_detailClosed = false;
    bool m_detailInPlace = false;

    TaskTableModel* m_model;
    PageHeader* m_header;
    QPushButton* m_run;
    FilterField* m_filter;
    QuickFilters* m_quick;
    StaleBanner* m_stale;
    StateSentence* m_held;
    QStackedWidget* m_stack;
    DataTable* m_table;
    ListState* m_state;
    ActionBar* m_bar;
    QPushButton *m_stopMarked, *m_copyMarked;
    QWidget* m_list;
    TaskDetail* m_detail;
};

} // namespace pilothouse::ui
