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
    : Page(context.session, parent), m_shown(context.session.snapshot()), m_header(new PageHeader),
      m_stale(new StaleBanner), m_filter(new FilterField), m_held(new QPushButton),
      m_stack(new QStackedWidget), m_state(new ListState), m_detail(new EventDetail) {
    auto* ground = new Surface(Ground::page, {}, this);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(ground);
    auto* column = new QVBoxLayout(ground);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    auto* filter = new QHBoxLayout;
    filter->setContentsMargins(24, 0, 24, 12);
    filter->setSpacing(12);
    setSmall(m_held);
    m_held->hide();
    filter->addWidget(m_filter, 1);
    filter->addWidget(m_held);
    column->addLayout(filter);
    m_stale->hide();
    column->addWidget(m_stale);
    buildTable();
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_table);
    column->addWidget(m_stack, 1);
    m_detail->hide();
    column->addWidget(m_detail);
    connect(m_filter, &FilterField::textChanged, this, [this](const QString& text) {
        m_model->setFilter(parseFilter(text));
        tellList();
        tellDetail();
    });
    connect(m_filter, &FilterField::left, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_state, &ListState::acted, this, [this] {
        if (m_state->kind() == ListState::Kind::noMatch)
            m_filter->clear();
        else
            session().reconnect();
    });
    connect(m_stale, &StaleBanner::retry, &context.session, &Session::reconnect);
    connect(m_detail, &EventDetail::linkActivated, this, &EventsPage::navigate);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_model->setNow(session().now());
        tellSentence();
        tellDetail();
        tellStale();
    });
    rename();
}

void EventsPage::buildTable() {
    m_table = new DataTable;
    m_model = new EventTableModel(this);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    using M = EventTableModel;
    m_table->setColumnWidths({112, 28, 160, 320, 220});
    m_table->setStretchColumn(M::What, 260);
    m_table->setDropOrder({M::About});
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, m_model,
            [this](int by, Qt::SortOrder order) { m_model->sort(by, order); });
    connect(m_table, &DataTable::pointerInside, m_model, &EventTableModel::setFrozen);
    connect(m_table, &DataTable::opened, this, &EventsPage::open);
    connect(m_table, &QTableView::doubleClicked, this, &EventsPage::open);
    for (auto* model : {m_table->selectionModel()}) {
        connect(model, &QItemSelectionModel::selectionChanged, this, &EventsPage::tellDetail);
        connect(model, &QItemSelectionModel::currentChanged, this, &EventsPage::tellDetail);
    }
    connect(m_model, &EventTableModel::countsChanged, this, &EventsPage::tellCount);
    connect(m_model, &EventTableModel::heldChanged, this, &EventsPage::tellCount);
    connect(m_held, &QPushButton::clicked, m_model, &EventTableModel::applyHeld);
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
    tellSentence();
    tellList();
    tellStale();
    tellCount();
    tellDetail();
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

void EventsPage::tellList() {
    using Kind = ListState::Kind;
    const auto& part = m_shown->services;
    const bool rows = m_model->rowCount() > 0;
    m_stack->setCurrentWidget(rows ? static_cast<QWidget*>(m_table) : m_state);
    m_filter->setVisible(m_model->total() > 0);
    settleFocus();
    if (rows) return;
    if (m_model->total() > 0)
        m_state->show(Kind::noMatch, say("events.noMatch"), sayPlain("services.clearFilter"));
    else if (part.state == PartState::loading)
        m_state->show(Kind::loading, say("page.loading"));
    else if (part.error && part.state != PartState::ok)
        m_state->showError(*part.error);
    else
        m_state->show(Kind::empty, say(part.rows.empty() ? "events.noService" : "events.empty"));
}

void EventsPage::tellStale() {
    const auto& part = m_shown->services;
    const bool old = part.asOf != 0 && part.error && part.state != PartState::ok;
    m_stale->setVisible(old);
    if (old) m_stale->set(part.error, SystemClock().now() - part.asOf);
}

/// What is over the most that is shown, and what the runs hold, is a number too.
void EventsPage::tellCount() {
    const int shown = m_model->rowCount(), total = m_model->total();
    const bool cut = total >= EventTableModel::most;
    m_filter->setCount(m_filter->text().isEmpty() && !cut
                           ? numberText(total)
                           : sayPlain(cut ? "events.cut" : "services.count",
                                      {{"shown", Arg::number(shown)},
                                       {"total", Arg::number(cut ? m_model->told() : total)}}));
    m_held->setText(sayPlain("events.held", {{"changes", Arg::number(m_model->heldChanges())}}));
    m_held->setVisible(m_model->heldChanges() > 0);
}

void EventsPage::tellDetail() {
    const QModelIndex current = m_table->currentIndex();
    const bool there = current.isValid() && m_stack->currentWidget() == m_table;
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

QString EventsPage::missing() const {
    const auto& part = m_shown->services;
    if (part.state == PartState::loading) return QStringLiteral("the events");
    if (part.state == PartState::failed)
        return QStringLiteral("the events (%1)").arg(QString::fromStdString(describe(*part.error)));
    return {};
}

QWidget* EventsPage::list() const {
    return m_table;
}

void EventsPage::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QList<QWidget*> EventsPage::panes() {
    return {m_filter, m_table, m_detail};
}

void EventsPage::keyPressEvent(QKeyEvent* event) {
    if (m_filter->hasFocus() && (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return))
        return m_table->setFocus();
    Page::keyPressEvent(event);
}

void EventsPage::rename() {
    m_header->setTitle(sayPlain("events.title"));
    m_filter->setPlaceholderText(sayPlain("events.filter"));
    m_filter->setAccessibleName(sayPlain("events.filterName"));
    m_filter->setToolTip(sayPlain("events.filterName") + QStringLiteral("  /"));
    m_table->setAccessibleName(sayPlain("events.title"));
    m_detail->setAccessibleName(sayPlain("events.detail"));
    tellSentence();
    tellList();
    tellCount();
    tellDetail();
}

void EventsPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rename();
    Page::changeEvent(event);
}

} // namespace pilothouse::ui
