// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tasks_place.h"

#include "ui/frame/session.h"
#include "ui/pages/tasks_detail.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/panel.h"

#include <QVBoxLayout>

namespace pilothouse::ui {

TasksPlace::TasksPlace(const PageContext& context, QWidget* parent)
    : Page(context.session, parent), m_page(new TasksPage(&context.runner, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* ground = new Surface(Ground::page);
    auto* inner = new QVBoxLayout(ground);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->addWidget(m_page);
    column->addWidget(ground);
    connect(m_page, &TasksPage::linkActivated, this, &Page::navigate);
    connect(m_page, &TasksPage::refreshAsked, &context.session, &Session::reconnect);
    connect(&m_tick, &QTimer::timeout, this, [this] { m_page->tick(this->session().now()); });
    m_tick.setInterval(1000);
}

console::Interest TasksPlace::interest() const {
    return {{}, false, true, true, true};
}

void TasksPlace::apply(const std::shared_ptr<const console::Snapshot>& snapshot) {
    m_page->tick(session().now());
    m_page->setSnapshot(snapshot);
    settleFocus();
    if (session().isOpen())
        m_tick.start();
    else
        m_tick.stop();
}

void TasksPlace::go(const QString& rest) {
    if (rest.startsWith(QLatin1String("task/")))
        m_page->showTask(rest.section(QLatin1Char('/'), 1));
    else if (!rest.isEmpty())
        m_page->setFilterText(rest);
}

QString TasksPlace::missing() const {
    const auto& part = session().snapshot()->tasks;
    if (part.state == console::PartState::failed)
        return QStringLiteral("the tasks (%1)").arg(QString::fromStdString(describe(*part.error)));
    return m_page->isSettled() ? QString() : QStringLiteral("the tasks");
}

Targets TasksPlace::targets() const {
    return m_page->targets();
}

QWidget* TasksPlace::list() const {
    return m_page->findChild<DataTable*>();
}

void TasksPlace::focusFilter() {
    if (auto* filter = m_page->findChild<FilterField*>()) filter->setFocus(Qt::ShortcutFocusReason);
}

QList<QWidget*> TasksPlace::panes() {
    QList<QWidget*> all;
    if (auto* filter = m_page->findChild<FilterField*>()) all << filter;
    if (auto* table = m_page->findChild<DataTable*>()) all << table;
    if (auto* detail = m_page->findChild<TaskDetail*>()) all << detail;
    return all;
}

} // namespace pilothouse::ui
