// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/services_page.h"

#include "ui/acts/act_button.h"
#include "ui/frame/sample_acts.h"
#include "ui/frame/session.h"
#include "ui/models/service_table_model.h"
#include "ui/pages/remove_sample.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/list_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/status_shape.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace pilothouse::ui {

using console::PartState;

ServicesPage::ServicesPage(const PageContext& context, QWidget* parent)
    : Page(context.session, parent), m_runner(context.runner), m_sample(context.sample),
      m_shown(context.session.snapshot()) {
    auto* ground = new Surface(Ground::page, {}, this);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(ground);
    auto* column = new QVBoxLayout(ground);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHeader();
    column->addWidget(m_header);
    auto* filter = new QHBoxLayout;
    filter->setContentsMargins(24, 0, 24, 12);
    filter->setSpacing(12);
    m_filter = new FilterField;
    m_held = new QPushButton;
    setSmall(m_held);
    m_held->hide();
    filter->addWidget(m_filter, 1);
    filter->addWidget(m_held);
    column->addLayout(filter);
    m_stale = new StaleBanner;
    m_stale->hide();
    column->addWidget(m_stale);
    m_stack = new QStackedWidget;
    m_state = new ListState;
    m_stack->addWidget(m_state);
    buildTable();
    m_stack->addWidget(m_table);
    column->addWidget(m_stack, 1);
    buildWhy();
    column->addWidget(m_why);
    connect(m_filter, &FilterField::textChanged, this, [this](const QString& text) {
        m_model->setFilter(parseFilter(text));
        tellList();
    });
    connect(m_state, &ListState::acted, this, [this] {
        if (m_state->kind() == ListState::Kind::empty) m_sample.start();
        if (m_state->kind() == ListState::Kind::noMatch) m_filter->clear();
        if (m_state->kind() == ListState::Kind::denied || m_state->kind() == ListState::Kind::failed)
            this->session().reconnect();
    });
    connect(m_stale, &StaleBanner::retry, &context.session, &Session::reconnect);
    connect(m_filter, &FilterField::left, m_table, qOverload<>(&QWidget::setFocus));
    connect(&m_sample, &SampleActs::changed, this, [this] {
        tellActions();
        tellList();
    });
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_model->setNow(this->session().now());
        m_table->viewport()->update();
        tellStale();
    });
    rename();
}

void ServicesPage::buildHeader() {
    m_header = new PageHeader;
    for (const char* id : {"service.create", "service.scale", "service.force"}) {
        m_acts << new ActButton(id, m_runner);
        m_header->addAction(m_acts.last());
    }
    m_tasksButton = new QPushButton(icon(QStringLiteral("tasks")), {});
    m_header->addAction(m_tasksButton);
    connect(m_tasksButton, &QPushButton::clicked, this, &ServicesPage::openTasks);
    m_sampleButton = new QPushButton(icon(QStringLiteral("trash")), {});
    m_header->addAction(m_sampleButton);
    connect(m_sampleButton, &QPushButton::clicked, this,
            [this] { RemoveSampleSheet::open(window(), m_sample, *m_shown); });
    connect(m_header, &PageHeader::linkActivated, this, &ServicesPage::navigate);
}

void ServicesPage::buildTable() {
    m_table = new DataTable;
    m_model = new ServiceTableModel(this);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    using M = ServiceTableModel;
    m_table->setColumnWidths({52, 152, 100, 128, 68, 156, 200, 236});
    m_table->setStretchColumn(M::State, 150);
    m_table->setSharingColumn(M::Event);
    m_table->setDropOrder({M::Tasks, M::Pending, M::Event});
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, m_model,
            [this](int column, Qt::SortOrder order) { m_model->sort(column, order); });
    connect(m_table, &DataTable::pointerInside, m_model, &ServiceTableModel::setFrozen);
    connect(m_table, &DataTable::opened, this, &ServicesPage::openService);
    connect(m_table, &QTableView::doubleClicked, this, &ServicesPage::openService);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ServicesPage::tellActions);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ServicesPage::tellActions);
    connect(m_model, &ServiceTableModel::countsChanged, this, &ServicesPage::tellCount);
    connect(m_model, &ServiceTableModel::heldChanged, this, &ServicesPage::tellCount);
    connect(m_held, &QPushButton::clicked, this, [this] {
        m_model->setFrozen(false);
        m_model->setFrozen(m_table->underMouse());
    });
}

void ServicesPage::buildWhy() {
    m_why = new Surface(Ground::selected, Qt::TopEdge);
    m_whyShape = new StatusShape(Shape::unknown);
    m_whyWords = new StateSentence(13);
    auto* row = new QHBoxLayout(m_why);
    row->setContentsMargins(24, 11, 24, 11);
    row->setSpacing(8);
    row->addWidget(m_whyShape);
    row->addWidget(m_whyWords, 1);
    m_why->hide();
    connect(m_whyWords, &QLabel::linkActivated, this, &ServicesPage::navigate);
}

console::Interest ServicesPage::interest() const {
    return {{}, true, true, true, true};
}

void ServicesPage::apply(const std::shared_ptr<const console::Snapshot>& snapshot) {
    m_shown = snapshot;
    m_model->setNow(session().now());
    m_model->apply(*snapshot);
    if (!m_tick.isActive() && session().isOpen()) m_tick.start(1000);
    if (!session().isOpen()) m_tick.stop();
    tellSentence();
    tellList();
    tellStale();
    tellCount();
    if (!m_wanted.isEmpty()) go(m_wanted);
    tellActions();
}

void ServicesPage::tellSentence() {
    m_header->setSentence(sayReasons(console::servicesSentence(*m_shown)));
}

void ServicesPage::tellList() {
    using Kind = ListState::Kind;
    const auto& part = m_shown->services;
    m_stack->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget*>(m_table) : m_state);
    m_filter->setVisible(m_model->total() > 0);
    settleFocus();
    if (m_model->rowCount() > 0) return;
    if (m_model->total() > 0) {
        m_state->show(Kind::noMatch, say("services.noMatch"), sayPlain("services.clearFilter"));
    } else if (part.state == PartState::loading) {
        m_state->show(Kind::loading, say("page.loading"));
    } else if (part.error && part.state != PartState::ok) {
        m_state->showError(*part.error);
    } else if (!m_sample.canStart()) {
        m_state->show(Kind::empty, say("services.empty.remote"));
    } else if (m_sample.isBusy()) {
        m_state->show(Kind::loading, say("services.startingSample"));
    } else {
        m_state->show(Kind::empty, say("services.empty.next"), sayPlain("services.startSample"));
    }
}

/// Data that was whole once and is old stays on screen under a strip that says so.
void ServicesPage::tellStale() {
    const auto& part = m_shown->services;
    const bool old = part.asOf != 0 && part.error && part.state != PartState::ok;
    m_stale->setVisible(old);
    if (old) m_stale->set(part.error, SystemClock().now() - part.asOf);
}

void ServicesPage::tellCount() {
    const int shown = m_model->rowCount(), total = m_model->total();
    m_filter->setCount(
        m_filter->text().isEmpty()
            ? numberText(total)
            : sayPlain("services.count", {{"shown", Arg::number(shown)}, {"total", Arg::number(total)}}));
    m_held->setText(sayPlain("services.held", {{"changes", Arg::number(m_model->heldChanges())}}));
    m_held->setVisible(m_model->heldChanges() > 0);
}

/// The selected row, else the one that the keyboard is on.
int ServicesPage::chosenRow() const {
    const auto rows = m_table->selectionModel()->selectedRows();
    if (!rows.isEmpty()) return rows.first().row();
    return m_table->currentIndex().row();
}

Targets ServicesPage::targets() const {
    const int at = chosenRow();
    if (at < 0) return {Targets::Kind::service, {}};
    return {Targets::Kind::service, {m_model->pointerAt(at)->service->arn}};
}

void ServicesPage::tellActions() {
    for (ActButton* act : m_acts)
        act->set({m_shown, targets(), {}});
    tellWhy();
    m_tasksButton->setText(sayPlain("services.tasks"));
    m_tasksButton->setToolTip(sayPlain("services.tasks.tip") + QStringLiteral("  T"));
    m_tasksButton->setEnabled(chosenRow() >= 0);
    m_sampleButton->setVisible(SampleActs::isThere(*m_shown));
    m_sampleButton->setText(sayPlain(m_sample.isStarting() ? "services.startingSample"
                                     : m_sample.isBusy()   ? "services.removingSample"
                                                           : "services.removeSample"));
    m_sampleButton->setEnabled(!m_sample.isBusy() && m_shown->services.state == PartState::ok);
}

/// Why the chosen service stands as it does, whole: its reason, and what the newest failure was.
void ServicesPage::tellWhy() {
    const int at = chosenRow();
    m_why->setVisible(at >= 0 && m_stack->currentWidget() == m_table);
    if (at < 0) return;
    const ServiceFacts& facts = m_model->factsAt(at);
    const Arg name = Arg::name(m_model->rowAt(at).service->name, {}, toneOf(facts.verdict.status));
    Sentence sentence = say("services.why", {{"name", name}});
    sentence += sayReason(facts.verdict.reason);
    if (facts.verdict.cause) sentence += say("services.cause");
    if (facts.verdict.cause) sentence += sayReason(*facts.verdict.cause);
    m_whyShape->setShape(shapeOf(facts.verdict.status));
    m_whyWords->setSentence(sentence);
}

void ServicesPage::openService() {
    const int at = chosenRow();
    if (at < 0) return;
    emit navigate(QStringLiteral("service/") + QString::fromStdString(m_model->rowAt(at).service->name));
}

void ServicesPage::openTasks() {
    const int at = chosenRow();
    if (at < 0) return;
    const auto& service = *m_model->pointerAt(at)->service;
    emit navigate(QStringLiteral("tasks/service:") + QString::fromStdString(service.name));
}

/// "services/web" chooses that row.
void ServicesPage::go(const QString& rest) {
    m_wanted.clear();
    const QString& name = rest;
    if (name.isEmpty()) return;
    for (const auto& service : m_shown->services.rows)
        if (QString::fromStdString(service->name) == name)
            return choose(QString::fromStdString(service->arn));
    if (m_shown->services.state == PartState::loading) m_wanted = rest;
}

void ServicesPage::choose(const QString& arn) {
    if (m_model->rowOf(arn) < 0) m_filter->clear();
    const int row = m_model->rowOf(arn);
    if (row < 0) return;
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, 0));
}

QString ServicesPage::missing() const {
    const auto& part = m_shown->services;
    if (part.state == PartState::loading) return QStringLiteral("the services");
    if (part.state == PartState::failed)
        return QStringLiteral("the services (%1)").arg(QString::fromStdString(describe(*part.error)));
    if (m_shown->tasks.state == PartState::loading && !m_shown->cluster.empty())
        return QStringLiteral("the tasks of the services");
    if (m_sample.isOnItsWay()) return QStringLiteral("the sample");
    return {};
}

QWidget* ServicesPage::list() const {
    return m_table;
}

void ServicesPage::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QList<QWidget*> ServicesPage::panes() {
    return {m_header, m_filter, m_table};
}

void ServicesPage::keyPressEvent(QKeyEvent* event) {
    if (m_filter->hasFocus() && (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return))
        return m_table->setFocus();
    if (event->key() == Qt::Key_T && event->modifiers() == Qt::NoModifier && !m_filter->hasFocus())
        return openTasks();
    Page::keyPressEvent(event);
}

void ServicesPage::rename() {
    m_header->setTitle(sayPlain("frame.services"));
    m_filter->setPlaceholderText(sayPlain("services.filter"));
    m_filter->setAccessibleName(sayPlain("services.filter"));
    m_table->setAccessibleName(sayPlain("frame.services"));
    tellSentence();
    tellList();
    tellCount();
    tellActions();
}

void ServicesPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rename();
    Page::changeEvent(event);
}

} // namespace pilothouse::ui
