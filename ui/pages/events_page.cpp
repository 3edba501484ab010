// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/events_page.h"

#include "ui/frame/session.h"
#include "ui/models/event_table_model.h"
#include "ui/pages/event_detail.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/list_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panel.h"
#include "ui/words/quantities.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace pilothouse::ui {

using console::PartState;

EventsPage::EventsPage(const PageContext& context, QWidget* parent)
    : ListPage(context, parent), m_model(new EventTableModel(this)), m_detail(new EventDetail) {
    auto* ground = new Surface(Ground::page, {}, this);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(ground);
    auto* column = buildList(m_model);
    ground->setLayout(column);
    buildTable();
    m_detail->hide();
    column->addWidget(m_detail);
    connect(m_detail, &EventDetail::linkActivated, this, &EventsPage::navigate);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_model->setNow(session().now());
        tellSentence();
        tellChosen();
        tellStale();
    });
    rename();
    nameParts();
}

void EventsPage::buildTable() {
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    using M = EventTableModel;
    m_table->setColumnWidths({112, 28, 160, 320, 220});
    m_table->setStretchColumn(M::What, 260);
    m_table->setDropOrder({M::About});
    connect(m_table, &DataTable::opened, this, &EventsPage::open);
    connect(m_table, &QTableView::doubleClicked, this, &EventsPage::open);
}

console::Interest EventsPage::interest() const {
    console::Interest interest;
    interest.tasks = interest.stoppedTasks = interest.instances = false;
    return interest;
}

void EventsPage::apply(const std::shared_ptr<const console::Snapshot>& snapshot) {
    m_shown = snapshot;
    m_model->setNow(session().now());
    m_model->apply(*snapshot);
    if (!m_tick.isActive() && session().isOpen()) m_tick.start(1000);
    if (!session().isOpen()) m_tick.stop();
    tellAll();
}

void EventsPage::tellSentence() {
    Millis last = 0;
    int services = 0;
    for (const auto& service : m_shown->services.rows) {
        if (service->events.empty()) continue;
        ++services;
        last = std::max(last, service->events.front().createdAt);
    }
    if (services == 0) return m_header->setSentence({});
    m_header->setSentence(say("events.sentence", {{"events", Arg::number(m_model->told())},
                                                  {"services", Arg::number(services)},
                                                  {"last", Arg::plain(sinceText(last, session().now()))}}));
}

void EventsPage::tellEmpty() {
    m_state->show(ListState::Kind::empty,
                  say(m_shown->services.rows.empty() ? "events.noService" : "events.empty"));
}

/// What is over the most that is shown, and what the runs hold, is a number too.
QString EventsPage::countText() const {
    if (m_model->total() < EventTableModel::most) return ListPage::countText();
    return sayPlain("events.cut",
                    {{"shown", Arg::number(m_model->rowCount())}, {"total", Arg::number(m_model->told())}});
}

void EventsPage::tellChosen() {
    const QModelIndex current = m_table->currentIndex();
    const bool there = current.isValid() && showsTable();
    m_detail->setVisible(there);
    if (there) m_detail->set(m_model->rowAt(current.row()), m_model->factsAt(current.row()), session().now());
}

void EventsPage::open() {
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid()) return;
    emit navigate(QStringLiteral("service/") + QString::fromStdString(m_model->rowAt(current.row()).service));
}

void EventsPage::go(const QString& rest) {
    if (!rest.isEmpty()) m_filter->setText(rest);
}

QList<QWidget*> EventsPage::panes() {
    return {m_filter, m_table, m_detail};
}

void EventsPage::nameParts() {
    m_filter->setAccessibleName(sayPlain("events.filterName"));
    m_filter->setToolTip(sayPlain("events.filterName") + QStringLiteral("  /"));
    m_detail->setAccessibleName(sayPlain("events.detail"));
}

void EventsPage::changeEvent(QEvent* event) {
    ListPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) nameParts();
}

} // namespace pilothouse::ui
