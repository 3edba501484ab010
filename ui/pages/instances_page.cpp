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
    : Page(context.session, parent), m_context(context), m_shown(context.session.snapshot()) {
    build();
    rename();
}

void InstancesPage::build() {
    auto* ground = new Surface(Ground::page, {}, this);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(ground);
    auto* row = new QHBoxLayout(ground);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_left = new QWidget;
    auto* column = new QVBoxLayout(m_left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_header = new PageHeader;
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
    buildTable();
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_table);
    column->addWidget(m_stack, 1);
    m_bar = new ActionBar;
    for (const char* id : {"instance.drain", "instance.activate"}) {
        m_acts << new ActButton(id, m_context.runner);
        m_bar->addAction(m_acts.last());
    }
    m_bar->hide();
    column->addWidget(m_bar);
    m_detail = new InstanceDetail(m_context.runner);
    m_detail->hide();
    row->addWidget(m_left, 1);
    row->addWidget(m_detail);
    connect(m_detail, &InstanceDetail::linkActivated, this, &InstancesPage::navigate);
    connect(m_detail, &InstanceDetail::closed, this, [this] {
        m_detailClosed = true;
        tellChosen();
        m_table->setFocus();
    });
    connect(m_header, &PageHeader::linkActivated, this, &InstancesPage::navigate);
    connect(m_filter, &FilterField::textChanged, this, [this](const QString& text) {
        m_model->setFilter(parseFilter(text));
        tellList();
    });
    connect(m_filter, &FilterField::left, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_state, &ListState::acted, this, [this] {
        if (m_state->kind() == ListState::Kind::noMatch)
            m_filter->clear();
        else
            session().reconnect();
    });
    connect(m_stale, &StaleBanner::retry, &m_context.session, &Session::reconnect);
    connect(m_held, &QPushButton::clicked, this, [this] { m_model->applyHeld(); });
}

void InstancesPage::buildTable() {
    m_table = new DataTable;
    m_model = new InstanceTableModel(this);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    using M = InstanceTableModel;
    m_table->setColumnWidths({52, 32, 120, 64, 96, 168, 184, 64, 120, 128, 112});
    m_table->setStretchColumn(M::Name, 110);
    m_table->setDropOrder({M::Memory, M::Zone, M::Tasks, M::Engine, M::Limits, M::Agent});
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, m_model,
            [this](int at, Qt::SortOrder order) { m_model->sort(at, order); });
    connect(m_table, &DataTable::pointerInside, m_model, &InstanceTableModel::setFrozen);
    connect(m_table, &DataTable::opened, this, [this] {
        m_detailClosed = false;
        tellChosen();
    });
    connect(m_table, &DataTable::peeked, this, [this] {
        m_detailClosed = !m_detailClosed;
        tellChosen();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &InstancesPage::tellChosen);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &InstancesPage::tellChosen);
    connect(m_model, &InstanceTableModel::countsChanged, this, &InstancesPage::tellCount);
    connect(m_model, &InstanceTableModel::heldChanged, this, &InstancesPage::tellCount);
}

console::Interest InstancesPage::interest() const {
    return {.services = false, .stoppedTasks = false};
}

void InstancesPage::apply(const std::shared_ptr<const console::Snapshot>& snapshot) {
    m_shown = snapshot;
    m_model->apply(*snapshot);
    m_table->setAlwaysHidden(m_model->absent());
    tellSentence();
    tellList();
    tellCount();
    if (!m_wanted.isEmpty()) go(m_wanted);
    tellChosen();
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

void InstancesPage::tellList() {
    using Kind = ListState::Kind;
    const auto& part = m_shown->instances;
    m_stack->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget*>(m_table) : m_state);
    m_filter->setVisible(m_model->total() > 0);
    const bool old = part.asOf != 0 && part.error && part.state != PartState::ok;
    m_stale->setVisible(old);
    if (old) m_stale->set(part.error, SystemClock().now() - part.asOf);
    settleFocus();
    if (m_model->rowCount() > 0) return;
    if (m_model->total() > 0)
        m_state->show(Kind::noMatch, say("instances.noMatch"), sayPlain("instances.clearFilter"));
    else if (part.state == PartState::loading)
        m_state->show(Kind::loading, say("page.loading"));
    else if (part.error && part.state != PartState::ok)
        m_state->showError(*part.error);
    else
        m_state->show(Kind::empty, say("instances.empty"));
}

void InstancesPage::tellCount() {
    const int shown = m_model->rowCount(), total = m_model->total();
    m_filter->setCount(
        m_filter->text().isEmpty()
            ? numberText(total)
            : sayPlain("instances.count", {{"shown", Arg::number(shown)}, {"total", Arg::number(total)}}));
    m_held->setText(sayPlain("instances.held", {{"changes", Arg::number(m_model->heldChanges())}}));
    m_held->setVisible(m_model->heldChanges() > 0);
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
    const bool show = at.isValid() && m_stack->currentWidget() == m_table && !m_detailClosed;
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
            QString::fromStdString(instance->ec2InstanceId) == id)
            return choose(QString::fromStdString(instance->arn));
    if (m_shown->instances.state == PartState::loading) m_wanted = rest;
}

void InstancesPage::choose(const QString& arn) {
    if (m_model->rowOf(arn) < 0) m_filter->clear();
    const int row = m_model->rowOf(arn);
    if (row < 0) return;
    m_detailClosed = false;
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, 0));
}

QString InstancesPage::missing() const {
    const auto& part = m_shown->instances;
    if (part.state == PartState::loading) return QStringLiteral("the instances");
    if (part.state == PartState::failed)
        return QStringLiteral("the instances (%1)").arg(QString::fromStdString(describe(*part.error)));
    return {};
}

QWidget* InstancesPage::list() const {
    return m_table;
}

void InstancesPage::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QList<QWidget*> InstancesPage::panes() {
    return {m_header, m_filter, m_table, m_detail};
}

void InstancesPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_detail->isVisible()) {
        m_detailClosed = true;
        return tellChosen();
    }
    Page::keyPressEvent(event);
}

void InstancesPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    // Where only one fits the list comes first; Enter shows the detail.
    if (width() < singlePage && event->oldSize().width() >= singlePage) m_detailClosed = true;
    placeDetail();
}

void InstancesPage::rename() {
    m_header->setTitle(sayPlain("frame.instances"));
    m_filter->setPlaceholderText(sayPlain("instances.filter"));
    m_filter->setAccessibleName(sayPlain("instances.filter"));
    m_table->setAccessibleName(sayPlain("frame.instances"));
    tellSentence();
    tellList();
    tellCount();
    tellChosen();
}

void InstancesPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rename();
    Page::changeEvent(event);
}

} // namespace pilothouse::ui
