// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/instances_page.h"

#include "ui/acts/act_button.h"
#include "ui/frame/session.h"
#include "ui/models/instance_table_model.h"
#include "ui/pages/instances_detail.h"
#include "ui/theme/style.h"
#include "ui/widgets/action_bar.h"
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

namespace {

constexpr int detailWide = 360, detailNarrow = 320, narrowPage = 1100, singlePage = 820;

} // namespace

InstancesPage::InstancesPage(const PageContext& context, QWidget* parent)
    : ListPage(context, parent), m_model(new InstanceTableModel(this)) {
    build(context.runner);
    rename();
}

void InstancesPage::build(ActRunner& runner) {
    auto* ground = new Surface(Ground::page, {}, this);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(ground);
    auto* row = new QHBoxLayout(ground);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_left = new QWidget;
    auto* column = buildList(m_model);
    m_left->setLayout(column);
    buildTable();
    m_bar = new ActionBar;
    for (const char* id : {"instance.drain", "instance.activate"}) {
        m_acts << new ActButton(id, runner);
        m_bar->addAction(m_acts.last());
    }
    m_bar->hide();
    column->addWidget(m_bar);
    m_detail = new InstanceDetail(runner);
    m_detail->hide();
    row->addWidget(m_left, 1);
    row->addWidget(m_detail);
    connect(m_detail, &InstanceDetail::linkActivated, this, &InstancesPage::navigate);
    connect(m_detail, &InstanceDetail::closed, this, [this] {
        m_detailClosed = true;
        tellChosen();
        m_table->setFocus();
    });
}

void InstancesPage::buildTable() {
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    using M = InstanceTableModel;
    m_table->setColumnWidths({52, 32, 120, 64, 96, 168, 184, 64, 120, 128, 112});
    m_table->setStretchColumn(M::Name, 110);
    m_table->setDropOrder({M::Memory, M::Zone, M::Tasks, M::Engine, M::Limits, M::Agent});
    connect(m_table, &DataTable::opened, this, [this] {
        m_detailClosed = false;
        tellChosen();
    });
    connect(m_table, &DataTable::peeked, this, [this] {
        m_detailClosed = !m_detailClosed;
        tellChosen();
    });
}

console::Interest InstancesPage::interest() const {
    return {.services = false, .stoppedTasks = false};
}

void InstancesPage::apply(const std::shared_ptr<const console::Snapshot>& snapshot) {
    m_shown = snapshot;
    m_model->apply(*snapshot);
    m_table->setAlwaysHidden(m_model->absent());
    tellAll();
    if (!m_wanted.isEmpty()) go(m_wanted);
}

void InstancesPage::tellSentence() {
    const auto& part = m_shown->instances;
    if (part.asOf == 0) return m_header->setSentence({});
    int active = 0;
    std::int64_t cpu = 0, memory = 0;
    Arg silent, draining;
    silent.count = draining.count = 0;
    for (const auto& instance : part.rows) {
        const QString name =
            QString::fromStdString(instance->ec2InstanceId.empty() ? instance->id : instance->ec2InstanceId);
        const Arg link = Arg::name(name, QStringLiteral("instance/") + QString::fromStdString(instance->id));
        Arg* list = !instance->connected ? &silent : instance->status == "DRAINING" ? &draining : nullptr;
        if (list) {
            list->items.push_back(link);
            ++list->count;
            continue;
        }
        ++active;
        cpu += instance->cpuFree;
        memory += instance->memoryFree;
    }
    const auto total = std::int64_t(part.rows.size());
    if (total == 0) return m_header->setSentence(say("instances.sentence.none"));
    Sentence sentence = say(active == total ? "instances.sentence.all" : "instances.sentence.some",
                            {{"active", Arg::number(active)}, {"total", Arg::number(total)}});
    if (silent.count > 0) sentence += say("instances.sentence.silent", {{"names", silent}});
    if (draining.count > 0) sentence += say("instances.sentence.draining", {{"names", draining}});
    if (active > 0)
        sentence += say("instances.sentence.free",
                        {{"cpu", Arg::plain(cpuText(cpu))}, {"memory", Arg::plain(memoryText(memory))}});
    m_header->setSentence(sentence);
}

void InstancesPage::tellEmpty() {
    m_state->show(ListState::Kind::empty, say("instances.empty"));
}

QStringList InstancesPage::marked() const {
    QStringList arns;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        arns << m_model->arnAt(index.row());
    return arns;
}

Targets InstancesPage::targets() const {
    Targets targets{Targets::Kind::instance, {}};
    for (const QString& arn : marked())
        targets.arns.push_back(arn.toStdString());
    if (targets.arns.empty() && m_table->currentIndex().isValid())
        targets.arns.push_back(m_model->arnAt(m_table->currentIndex().row()).toStdString());
    return targets;
}

void InstancesPage::tellChosen() {
    const QStringList arns = marked();
    m_bar->setVisible(arns.size() > 1);
    int tasks = 0;
    for (const auto& index : m_table->selectionModel()->selectedRows())
        tasks += m_model->pointerAt(index.row())->running;
    m_bar->setTexts(sayPlain("instances.selection", {{"count", Arg::number(arns.size())}}),
                    sayPlain("instances.selection.tasks", {{"tasks", Arg::number(tasks)}}));
    for (ActButton* act : m_acts)
        act->set({m_shown, targets(), {}});
    const QModelIndex at = m_table->currentIndex();
    const bool show = at.isValid() && showsTable() && !m_detailClosed;
    if (show) {
        const auto row = m_model->pointerAt(at.row());
        if (m_model->row(m_model->arnAt(at.row())))
            m_detail->set(row, m_shown, int(arns.size()));
        else
            m_detail->setGone();
    }
    m_detail->setVisible(show);
    placeDetail();
}

/// Wide beside the list, narrow in its place.
void InstancesPage::placeDetail() {
    const bool single = width() < singlePage;
    m_left->setVisible(!(single && m_detail->isVisibleTo(this)));
    if (single) {
        m_detail->setMinimumWidth(0);
        m_detail->setMaximumWidth(QWIDGETSIZE_MAX);
    } else {
        m_detail->setFixedWidth(width() < narrowPage ? detailNarrow : detailWide);
    }
}

void InstancesPage::go(const QString& rest) {
    m_wanted = {};
    const QString id = rest.section(QLatin1Char('/'), 1);
    if (id.isEmpty()) return;
    for (const auto& instance : m_shown->instances.rows)
        if (QString::fromStdString(instance->id) == id ||
            QString::fromStdString(instance->ec2InstanceId) == id) {
            m_detailClosed = false;
            return choose(QString::fromStdString(instance->arn));
        }
    if (m_shown->instances.state == PartState::loading) m_wanted = rest;
}

QList<QWidget*> InstancesPage::panes() {
    return {m_header, m_filter, m_table, m_detail};
}

void InstancesPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_detail->isVisible()) {
        m_detailClosed = true;
        return tellChosen();
    }
    ListPage::keyPressEvent(event);
}

void InstancesPage::resizeEvent(QResizeEvent* event) {
    ListPage::resizeEvent(event);
    // Where only one fits the list comes first; Enter shows the detail.
    if (width() < singlePage && event->oldSize().width() >= singlePage) m_detailClosed = true;
    placeDetail();
}

} // namespace pilothouse::ui
