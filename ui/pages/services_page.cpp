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
    : ListPage(context, parent), m_runner(context.runner), m_sample(context.sample),
      m_model(new ServiceTableModel(this)) {
    auto* ground = new Surface(Ground::page, {}, this);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(ground);
    buildHeader();
    auto* column = buildList(m_model);
    ground->setLayout(column);
    buildTable();
    buildWhy();
    column->addWidget(m_why);
    connect(&m_sample, &SampleActs::changed, this, [this] {
        tellChosen();
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
}

void ServicesPage::buildTable() {
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    using M = ServiceTableModel;
    m_table->setColumnWidths({52, 152, 100, 128, 68, 156, 200, 236});
    m_table->setStretchColumn(M::State, 150);
    m_table->setSharingColumn(M::Event);
    m_table->setDropOrder({M::Tasks, M::Pending, M::Event});
    connect(m_table, &DataTable::opened, this, &ServicesPage::openService);
    connect(m_table, &QTableView::doubleClicked, this, &ServicesPage::openService);
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
    tellAll();
    if (!m_wanted.isEmpty()) go(m_wanted);
}

void ServicesPage::tellSentence() {
    m_header->setSentence(sayReasons(console::servicesSentence(*m_shown)));
}

void ServicesPage::tellEmpty() {
    using Kind = ListState::Kind;
    if (!m_sample.canStart())
        m_state->show(Kind::empty, say("services.empty.remote"));
    else if (m_sample.isBusy())
        m_state->show(Kind::loading, say("services.startingSample"));
    else
        m_state->show(Kind::empty, say("services.empty.next"), sayPlain("services.startSample"));
}

void ServicesPage::actOnEmpty() {
    m_sample.start();
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

void ServicesPage::tellChosen() {
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
    m_why->setVisible(at >= 0 && showsTable());
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

QString ServicesPage::missing() const {
    if (const QString list = ListPage::missing(); !list.isEmpty()) return list;
    if (m_shown->tasks.state == PartState::loading && !m_shown->cluster.empty())
        return QStringLiteral("the tasks of the services");
    return m_sample.isOnItsWay() ? QStringLiteral("the sample") : QString();
}

QList<QWidget*> ServicesPage::panes() {
    return {m_header, m_filter, m_table};
}

void ServicesPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_T && event->modifiers() == Qt::NoModifier && !m_filter->hasFocus())
        return openTasks();
    ListPage::keyPressEvent(event);
}

} // namespace pilothouse::ui
