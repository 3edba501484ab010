// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tasks_page.h"

#include "ui/dialogs/act_runner.h"
#include "ui/models/task_table_model.h"
#include "ui/pages/tasks_detail.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/action_bar.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/list_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/quick_filters.h"
#include "ui/words/reason.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {
const QStringList quickFilters{QStringLiteral("is:trouble"), QStringLiteral("is:starting"),
                               QStringLiteral("is:running"), QStringLiteral("is:over")};
} // namespace

TasksPage::TasksPage(ActRunner* runner, QWidget* parent)
    : QWidget(parent), m_runner(runner), m_model(new TaskTableModel(this)), m_header(new PageHeader),
      m_run(new QPushButton), m_filter(new FilterField), m_quick(new QuickFilters), m_stale(new StaleBanner),
      m_held(new StateSentence(12)), m_stack(new QStackedWidget), m_table(new DataTable),
      m_state(new ListState), m_bar(new ActionBar), m_stopMarked(new QPushButton),
      m_copyMarked(new QPushButton), m_list(new QWidget), m_detail(new TaskDetail) {
    build();
    makeActions();
    retranslate();
    showPart();
}

void TasksPage::build() {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_run->setIcon(icon(QStringLiteral("play")));
    m_header->addAction(m_run);
    column->addWidget(m_header);
    auto* fieldRow = new QHBoxLayout;
    fieldRow->setContentsMargins(24, 0, 24, 0);
    fieldRow->addWidget(m_filter);
    column->addLayout(fieldRow);
    for (const QString& filter : quickFilters)
        m_quick->add(filter);
    column->addWidget(m_quick);
    column->addWidget(m_stale);
    m_held->setContentsMargins(24, 4, 24, 4);
    column->addWidget(m_held);

    m_table->setModel(m_model);
    m_table->setColumnWidths({44, 24, 84, 128, 44, 120, 220, 112, 96});
    m_table->setStretchColumn(TaskTableModel::Reason, 150);
    m_table->setDropOrder({TaskTableModel::LastStatus, TaskTableModel::Revision, TaskTableModel::Where});
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);
    column->addWidget(m_stack, 1);
    setButtonKind(m_stopMarked, ButtonKind::danger);
    m_copyMarked->setIcon(icon(QStringLiteral("copy")));
    m_bar->addAction(m_stopMarked);
    m_bar->addAction(m_copyMarked);
    column->addWidget(m_bar);
    row->addWidget(m_list, 1);
    row->addWidget(m_detail);
    setMinimumSize(360, 240); // what does not fit gives way, see placeDetail
    m_detail->hide();
    m_bar->hide();
    m_stale->hide();
    m_held->hide();
}

void TasksPage::makeActions() {
    connect(m_run, &QPushButton::clicked, this, &TasksPage::askRun);
    connect(m_header, &PageHeader::linkActivated, this, &TasksPage::linkActivated);
    connect(m_detail, &TaskDetail::linkActivated, this, &TasksPage::linkActivated);
    connect(m_detail, &TaskDetail::closed, this, &TasksPage::closeDetail);
    connect(m_detail, &TaskDetail::stopAsked, this, [this](const QString& arn) { stop({arn}); });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model->setFilter(parseFilter(text));
        m_quick->setActive(text);
    });
    connect(m_filter, &FilterField::left, this, [this] { m_table->setFocus(); });
    connect(m_quick, &QuickFilters::chosen, m_filter, &QLineEdit::setText);
    connect(m_model, &TableModel::countsChanged, this, &TasksPage::showPart);
    connect(m_model, &TableModel::heldChanged, this, [this](int n) {
        m_held->setSentence(
            say("tasks.held", {{"count", Arg::number(n)},
                               {"apply", Arg::name(tr("Apply now"), QStringLiteral("apply"), Tone::you)}})
                .toned(Tone::text2));
        m_held->setVisible(n > 0);
    });
    connect(m_held, &QLabel::linkActivated, m_model, &TableModel::applyHeld);
    connect(m_table, &DataTable::pointerInside, m_model, &TableModel::setFrozen);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_wanted.clear();
        showDetail();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TasksPage::showSelection);
    const auto reopen = [this] {
        m_detailClosed = false;
        showDetail();
        if (m_detailInPlace) m_detail->setFocus();
    };
    connect(m_table, &DataTable::opened, this, reopen);
    connect(m_table, &DataTable::peeked, this, reopen);
    connect(m_table, &QTableView::doubleClicked, this, reopen);
    connect(m_state, &ListState::acted, this, [this] {
        if (m_state->kind() == ListState::Kind::noMatch)
            m_filter->clear();
        else if (m_state->kind() == ListState::Kind::empty)
            askRun();
        else
            emit refreshAsked();
    });
    connect(m_stale, &StaleBanner::retry, this, &TasksPage::refreshAsked);
    connect(m_stopMarked, &QPushButton::clicked, this, &TasksPage::askStop);
    connect(m_copyMarked, &QPushButton::clicked, this, &TasksPage::copyArns);
}

void TasksPage::setSnapshot(std::shared_ptr<const console::Snapshot> snapshot) {
    m_snapshot = std::move(snapshot);
    m_now = m_snapshot->takenAt;
    m_model->setNow(m_now);
    m_model->apply(*m_snapshot);
    showPart();
    resumeWanted();
    showDetail();
}

void TasksPage::tick(Millis now) {
    m_now = now;
    m_model->setNow(now);
    if (m_table->isVisible()) m_table->viewport()->update();
    if (m_detail->isVisible()) m_detail->tick(now);
    if (m_snapshot && m_snapshot->tasks.state == console::PartState::stale)
        m_stale->set(m_snapshot->tasks.error, now - m_snapshot->skew - m_snapshot->tasks.asOf);
}

void TasksPage::showPart() {
    using console::PartState;
    const bool whole = m_snapshot && m_snapshot->tasks.asOf > 0;
    const PartState state = m_snapshot ? m_snapshot->tasks.state : PartState::loading;
    const bool blocked = state == PartState::denied || state == PartState::failed;
    m_run->setEnabled(state == PartState::ok && m_runner && m_runner->isConnected());
    m_stale->setVisible(state == PartState::stale);
    if (state == PartState::stale)
        m_stale->set(m_snapshot->tasks.error, m_now - m_snapshot->skew - m_snapshot->tasks.asOf);
    if (blocked && m_snapshot->tasks.error) {
        m_state->showError(*m_snapshot->tasks.error);
    } else if (!whole) {
        m_state->show(ListState::Kind::loading, say("page.loading"));
    } else if (m_model->total() == 0) {
        m_state->show(ListState::Kind::empty, say("tasks.empty"), tr("Run task…"));
    } else if (m_model->rowCount() == 0) {
        m_state->show(ListState::Kind::noMatch,
                      say("tasks.noMatch", {{"total", Arg::number(m_model->total())}}),
                      tr("Clear the filter"));
    }
    const bool list = !blocked && whole && m_model->rowCount() > 0;
    m_stack->setCurrentWidget(list ? static_cast<QWidget*>(m_table) : m_state);
    const bool rows = whole && !blocked && m_model->total() > 0;
    m_filter->setVisible(rows);
    m_quick->setVisible(rows);
    m_header->setSentence(!rows ? Sentence{} : sayReasons(console::tasksSentence(*m_snapshot)));
    showCounts();
}

void TasksPage::showCounts() {
    const int total = m_model->total(), shown = m_model->rowCount();
    Args args{{"shown", Arg::number(shown)}, {"total", Arg::number(total)}};
    m_filter->setCount(sayPlain(shown == total ? "filter.countAll" : "filter.count", args));
    int counts[4] = {};
    m_model->eachRow([&counts](const console::Task&, const TaskFacts& facts) { ++counts[int(facts.kind)]; });
    const QString names[] = {tr("Needs you"), tr("Starting"), tr("Running"), tr("Stopping or stopped")};
    for (int i = 0; i < 4; ++i)
        m_quick->setText(i, names[i], counts[i]);
}

void TasksPage::resumeWanted() {
    if (m_wanted.isEmpty()) return;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const auto& task = m_model->rowAt(row);
        if (m_wanted != QString::fromStdString(task.arn) && m_wanted != QString::fromStdString(task.id))
            continue;
        m_detailClosed = false;
        m_wanted.clear();
        const QModelIndex index = m_model->index(row, 0);
        m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                              QItemSelectionModel::Rows);
        m_table->scrollTo(index);
        showDetail(); // it may have been the current row already
        return;
    }
}

void TasksPage::showTask(const QString& idOrArn) {
    m_wanted = idOrArn;
    m_filter->clear();
    resumeWanted();
}

void TasksPage::setFilterText(const QString& text) {
    m_filter->setText(text);
}

bool TasksPage::isSettled() const {
    if (!m_snapshot || m_snapshot->tasks.state == console::PartState::loading) return false;
    return m_wanted.isEmpty() || m_snapshot->tasks.state != console::PartState::ok;
}

void TasksPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void TasksPage::retranslate() {
    m_header->setTitle(tr("Tasks"));
    m_run->setText(tr("Run task…"));
    m_filter->setPlaceholderText(tr("Filter: words, service:web, !stopped"));
    m_filter->setAccessibleName(tr("Filter tasks"));
    m_filter->setToolTip(tr("Filter the tasks (/)"));
    m_table->setAccessibleName(tr("Tasks"));
    m_copyMarked->setText(tr("Copy ARNs"));
    m_copyMarked->setToolTip(tr("Copy the ARNs (C)"));
    m_stopMarked->setToolTip(tr("Stop the marked tasks (Del)"));
    showPart();
    showSelection();
}

} // namespace pilothouse::ui
