// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/topology_page.h"

#include "ui/dialogs/act_runner.h"
#include "ui/frame/session.h"
#include "ui/pages/topology_fit.h"
#include "ui/pages/topology_inspector.h"
#include "ui/pages/topology_legend.h"
#include "ui/pages/topology_thing.h"
#include "ui/theme/icons.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/list_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segments.h"
#include "ui/words/quantities.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace pilothouse::ui {

using console::PartState;

namespace {

constexpr int drawerBelow = 1130; // of the page: a window of 1180 with the sidebar as a rail
constexpr int labelsFrom = 900;   // of the page: below it "Colour" and its like are left to the tips
constexpr MapColour colours[] = {MapColour::health, MapColour::service, MapColour::revision, MapColour::age};

/// What the map needs of a part: rows that were whole once.
template <typename Row>
const Error* errorOf(const console::Part<Row>& part) {
    return part.asOf == 0 && part.error && part.state != PartState::ok ? &*part.error : nullptr;
}

} // namespace

TopologyPage::TopologyPage(const PageContext& context, QWidget* parent)
    : Page(context.session, parent), m_shown(context.session.snapshot()) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_left = new Surface(Ground::page);
    auto* column = new QVBoxLayout(m_left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHeader();
    column->addWidget(m_header);
    buildTools(column);
    m_stale = new StaleBanner;
    m_stale->hide();
    column->addWidget(m_stale);
    m_stack = new QStackedWidget;
    m_state = new ListState;
    m_map = new TopologyMap(m_topology);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_map);
    column->addWidget(m_stack, 1);
    m_inspector = new TopologyInspector(m_topology, context.runner, this);
    row->addWidget(m_left, 1);
    row->addWidget(m_inspector);
    listen(context);
    rename();
}

void TopologyPage::buildHeader() {
    m_header = new PageHeader;
    auto* zoom = new QWidget;
    auto* row = new QHBoxLayout(zoom);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_zoomOut = new QPushButton(QStringLiteral("−"));
    m_zoomFit = new QPushButton;
    m_zoomIn = new QPushButton(QStringLiteral("+"));
    m_zoomOut->setFixedWidth(28);
    m_zoomIn->setFixedWidth(28);
    for (QPushButton* button : {m_zoomOut, m_zoomFit, m_zoomIn})
        row->addWidget(button);
    m_fitting = new QPushButton(icon(QStringLiteral("search")), {});
    m_fitting->setCheckable(true);
    m_details = new QPushButton;
    m_details->setCheckable(true);
    m_header->addAction(zoom);
    m_header->addAction(m_fitting);
    m_header->addAction(m_details);
}

void TopologyPage::buildTools(QVBoxLayout* column) {
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(24, 0, 24, 12);
    tools->setSpacing(12);
    m_filter = new FilterField;
    m_filter->setMinimumWidth(120);
    m_colour = new Segments(4);
    m_size = new Segments(2);
    m_group = new Segments(2);
    m_size->setCurrent(1); // memory: what most clusters run out of first
    tools->addWidget(m_filter, 1);
    tools->addWidget(m_colour);
    tools->addWidget(m_size);
    tools->addWidget(m_group);
    column->addLayout(tools);
}

void TopologyPage::listen(const PageContext& context) {
    connect(m_header, &PageHeader::linkActivated, this, &TopologyPage::navigate);
    connect(m_zoomOut, &QPushButton::clicked, m_map, [this] { m_map->stepZoom(-1); });
    connect(m_zoomIn, &QPushButton::clicked, m_map, [this] { m_map->stepZoom(1); });
    connect(m_zoomFit, &QPushButton::clicked, m_map, &TopologyMap::fitZoom);
    connect(m_map, &TopologyMap::zoomChanged, this, &TopologyPage::tellZoom);
    connect(m_fitting, &QPushButton::clicked, this, &TopologyPage::setFitting);
    connect(m_details, &QPushButton::clicked, this, &TopologyPage::setDrawer);
    connect(m_filter, &FilterField::textChanged, this, [this](const QString& text) {
        m_topology.setFilter(parseFilter(text));
        m_map->viewport()->update();
        tellCount();
    });
    connect(m_filter, &FilterField::left, m_map, qOverload<>(&QWidget::setFocus));
    connect(m_colour, &Segments::chosen, this, [this](int value) {
        m_map->setColour(colours[value]);
        tellLegend();
    });
    connect(m_size, &Segments::chosen, this, [this](int value) {
        m_topology.setSizeBy(value == 0 ? Topology::SizeBy::cpu : Topology::SizeBy::memory);
        m_map->refresh();
    });
    connect(m_group, &Segments::chosen, this, [this](int value) {
        m_topology.setGroupBy(value == 0 ? Topology::GroupBy::zone : Topology::GroupBy::type);
        m_map->refresh();
    });
    connect(m_map, &TopologyMap::cursorChanged, this, &TopologyPage::tellThing);
    connect(m_map, &TopologyMap::opened, this, &TopologyPage::navigate);
    connect(m_map, &TopologyMap::peeked, this, [this] { setDrawer(!m_drawer); });
    connect(m_inspector, &TopologyInspector::closed, this, [this] {
        setDrawer(false);
        m_map->setFocus();
    });
    connect(m_inspector->thing(), &TopologyThing::linkActivated, this, &TopologyPage::navigate);
    connect(m_inspector->fit(), &TopologyFit::linkActivated, this, &TopologyPage::navigate);
    connect(m_inspector->fit(), &TopologyFit::changed, this, [this] {
        tellFit();
        emit interestChanged();
    });
    connect(m_inspector->fit(), &TopologyFit::closed, this, [this] {
        setFitting(false);
        m_map->setFocus();
    });
    connect(m_state, &ListState::acted, &context.session, &Session::reconnect);
    connect(m_stale, &StaleBanner::retry, &context.session, &Session::reconnect);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_map->setNow(session().now());
        tellState();
        if (m_inspector->isVisible()) tellThing();
    });
}

console::Interest TopologyPage::interest() const {
    console::Interest interest{{}, true, true, true, true};
    if (!m_fitting->isChecked()) return interest;
    interest.families = true;
    if (const std::string arn = m_inspector->fit()->wanted(); !arn.empty()) interest.definitions.insert(arn);
    return interest;
}

void TopologyPage::apply(const std::shared_ptr<const console::Snapshot>& snapshot) {
    const auto before = std::exchange(m_shown, snapshot);
    m_map->setNow(session().now());
    const bool changed = m_topology.apply(*snapshot);
    if (changed) m_map->refresh();
    if (m_fitting->isChecked() && (changed || before->definitions.rows != snapshot->definitions.rows ||
                                   before->families.rows != snapshot->families.rows ||
                                   before->definitions.state != snapshot->definitions.state)) {
        m_inspector->fit()->apply(snapshot);
        tellFit();
    }
    if (session().isOpen())
        m_tick.start(1000);
    else
        m_tick.stop();
    tellState();
    tellSentence();
    tellCount();
    tellLegend();
    tellThing();
}

void TopologyPage::go(const QString& rest) {
    if (rest.startsWith(QLatin1String("fit:"))) {
        m_inspector->fit()->choose(rest.mid(4));
        setFitting(true);
    } else if (!rest.isEmpty()) {
        m_filter->setText(rest);
    }
}

/// Unknown, denied and failed each have their face; what was whole once stays on screen and says its age.
void TopologyPage::tellState() {
    using Kind = ListState::Kind;
    const auto& tasks = m_shown->tasks;
    const auto& instances = m_shown->instances;
    const Error* error = errorOf(instances);
    if (!error) error = errorOf(tasks);
    const bool whole = instances.asOf != 0 && tasks.asOf != 0;
    if (error)
        m_state->showError(*error);
    else if (!whole)
        m_state->show(Kind::loading, say("page.loading"));
    else
        m_state->show(Kind::empty, say("map.empty"));
    const bool map = !error && whole && (!m_topology.instances().empty() || m_topology.shown() > 0);
    m_stack->setCurrentWidget(map ? static_cast<QWidget*>(m_map) : m_state);
    for (QWidget* tool : {static_cast<QWidget*>(m_filter), static_cast<QWidget*>(m_colour),
                          static_cast<QWidget*>(m_size), static_cast<QWidget*>(m_group)})
        tool->setVisible(map);
    for (QPushButton* button : {m_zoomOut, m_zoomFit, m_zoomIn, m_fitting})
        button->setVisible(map);
    m_inspector->legend()->setVisible(map);
    arrange();
    const console::Part<console::Task>* old = tasks.state != PartState::ok && tasks.error ? &tasks : nullptr;
    const bool oldInstances = instances.state != PartState::ok && instances.error.has_value();
    m_stale->setVisible(map && (old || oldInstances));
    if (map && (old || oldInstances))
        m_stale->set(old ? tasks.error : instances.error,
                     SystemClock().now() - (old ? tasks.asOf : instances.asOf));
    m_map->setStale(map && (old || oldInstances));
    settleFocus();
}

void TopologyPage::setFitting(bool on) {
    m_fitting->setChecked(on);
    m_inspector->fit()->parentWidget()->setVisible(on);
    if (on) {
        m_inspector->fit()->apply(m_shown);
        setDrawer(true);
        m_inspector->fit()->first()->setFocus();
    }
    tellFit();
    emit interestChanged();
}

bool TopologyPage::isNarrow() const {
    return width() < drawerBelow;
}

void TopologyPage::setDrawer(bool open) {
    m_drawer = open;
    arrange();
}

void TopologyPage::arrange() {
    const bool map = m_stack->currentWidget() == m_map, narrow = isNarrow();
    for (Segments* segments : {m_colour, m_size, m_group})
        segments->setLabelVisible(m_left->width() >= labelsFrom);
    m_details->setVisible(map && narrow);
    m_details->setChecked(m_drawer);
    m_inspector->setDrawer(narrow);
    auto* row = static_cast<QHBoxLayout*>(layout());
    if (narrow) {
        row->removeWidget(m_inspector);
        m_inspector->setGeometry(width() - m_inspector->width(), m_header->height(), m_inspector->width(),
                                 height() - m_header->height());
        m_inspector->raise();
    } else if (row->indexOf(m_inspector) < 0) {
        row->addWidget(m_inspector);
    }
    m_inspector->setVisible(map && (!narrow || m_drawer));
}

QString TopologyPage::missing() const {
    // Denied is an answer: the page shows it.
    if (const Error* error = errorOf(m_shown->instances);
        error && m_shown->instances.state != PartState::denied)
        return QStringLiteral("the instances (%1)").arg(QString::fromStdString(describe(*error)));
    if (const Error* error = errorOf(m_shown->tasks); error && m_shown->tasks.state != PartState::denied)
        return QStringLiteral("the tasks (%1)").arg(QString::fromStdString(describe(*error)));
    if (m_shown->instances.state == PartState::loading) return QStringLiteral("the instances");
    if (m_shown->tasks.state == PartState::loading) return QStringLiteral("the tasks");
    if (m_shown->services.state == PartState::loading) return QStringLiteral("the services");
    if (m_fitting->isChecked() && !m_inspector->fit()->wanted().empty() && !m_inspector->fit()->isKnown())
        return QStringLiteral("the definition");
    return {};
}

Targets TopologyPage::targets() const {
    const MapSpot spot = m_map->cursor();
    if (spot.instance >= 0)
        return {Targets::Kind::instance, {m_topology.instances()[std::size_t(spot.instance)].row->arn}};
    if (spot.task >= 0)
        if (const auto& row = m_topology.tasks()[std::size_t(spot.task)].row)
            return {Targets::Kind::task, {row->arn}};
    return {Targets::Kind::none, {}};
}

QWidget* TopologyPage::list() const {
    return m_map;
}

void TopologyPage::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QList<QWidget*> TopologyPage::panes() {
    QList<QWidget*> panes{m_header, m_filter, m_map};
    if (m_inspector->isVisible()) panes << m_inspector;
    return panes;
}

void TopologyPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape) return Page::keyPressEvent(event);
    // One layer a press.
    if (isNarrow() && m_drawer)
        setDrawer(false);
    else if (m_fitting->isChecked())
        setFitting(false);
    else if (!m_filter->text().isEmpty())
        m_filter->clear();
    else
        return event->ignore();
    m_map->setFocus();
}

void TopologyPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    arrange();
}

void TopologyPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rename();
    Page::changeEvent(event);
}

} // namespace pilothouse::ui
