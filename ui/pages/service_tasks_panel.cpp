// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_tasks_panel.h"

#include "ui/models/deployment_tasks_model.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/list_state.h"
#include "ui/words/quantities.h"

#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace pilothouse::ui {

using console::PartState;

ServiceTasksPanel::ServiceTasksPanel(QWidget* parent)
    : ServicePanel(parent), m_stack(new QStackedWidget), m_state(new ListState), m_table(new DataTable),
      m_model(new DeploymentTasksModel(this)) {
    using M = DeploymentTasksModel;
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidths({44, 84, 124, 150, 108, 104});
    m_table->setStretchColumn(M::Reason, 130);
    m_table->setDropOrder({M::LastStatus, M::Where});
    m_table->installEventFilter(this);
    m_stack->setMinimumHeight(90); // less than what explains an empty one would like
    m_stack->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored); // what is left
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_table);
    body()->addWidget(m_stack, 1);
    connect(m_table, &DataTable::pointerInside, m_model, &M::setFrozen);
    connect(m_table, &DataTable::opened, this, [this](const QModelIndex& at) { open(at.row()); });
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex& at) {
        if (!m_model->isHead(at.row())) open(at.row());
    });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& at) {
        if (m_model->isHead(at.row())) open(at.row());
    });
    // Heads go over the whole width, wherever they stand.
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ServiceTasksPanel::span);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &ServiceTasksPanel::span);
    connect(m_model, &QAbstractItemModel::layoutChanged, this, &ServiceTasksPanel::span);
}

bool ServiceTasksPanel::eventFilter(QObject* watched, QEvent* event) {
    const bool key = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (watched != m_table || !key || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Delete ||
        chosen().empty())
        return ServicePanel::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress) emit stopAsked();
    return true;
}

void ServiceTasksPanel::span() {
    m_table->clearSpans();
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (m_model->isHead(row)) m_table->setSpan(row, 0, 1, DeploymentTasksModel::ColumnCount);
}

void ServiceTasksPanel::open(int row) {
    if (row < 0 || row >= m_model->rowCount()) return;
    if (m_model->isHead(row)) return m_model->toggle(row);
    emit navigate(QStringLiteral("task/") + QString::fromStdString(m_model->rowAt(row).task->id));
}

std::vector<std::string> ServiceTasksPanel::chosen() const {
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid() || m_model->isHead(current.row())) return {};
    return {m_model->rowAt(current.row()).task->arn};
}

void ServiceTasksPanel::apply(const ServiceView& view) {
    m_view = view;
    m_model->setNow(view.now);
    m_model->apply(*view.service, *view.snapshot, view.gone);
    tell();
}

void ServiceTasksPanel::tick(Millis now) {
    m_view.now = now;
    m_model->setNow(now);
    m_table->viewport()->update();
}

void ServiceTasksPanel::tell() {
    if (!m_view.service) return;
    using Kind = ListState::Kind;
    const auto& part = m_view.snapshot->tasks;
    const bool known = part.asOf != 0 || m_view.gone;
    bool list = false;
    if (!known && part.error && part.state != PartState::loading)
        m_state->showError(*part.error);
    else if (!known)
        m_state->show(Kind::loading, say("page.loading"));
    else if (m_model->rowCount() == 0)
        m_state->show(Kind::empty, say("serviceTasks.none"));
    else
        list = true;
    m_stack->setCurrentWidget(list ? static_cast<QWidget*>(m_table) : m_state);
    setNote(list ? say("serviceTasks.count", {{"count", Arg::number(m_model->tasks())}}) : Sentence{});
}

void ServiceTasksPanel::rename() {
    setTitle(sayPlain("serviceTasks.title"));
    m_table->setAccessibleName(sayPlain("serviceTasks.title"));
    tell();
}

} // namespace pilothouse::ui
