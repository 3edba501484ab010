// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_overview.h"

#include "ui/pages/service_counts_panel.h"
#include "ui/pages/service_events_panel.h"
#include "ui/pages/service_rollout.h"
#include "ui/pages/service_tasks_panel.h"
#include "ui/widgets/data_table.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {
constexpr int twoColumnsFrom = 960; // of the page, sidebar left out
} // namespace

ServiceOverview::ServiceOverview(ActRunner& runner, QWidget* parent)
    : ServiceTab(parent), m_scroll(new QScrollArea), m_rollout(new ServiceRollout(runner)),
      m_tasks(new ServiceTasksPanel), m_side(new QWidget), m_counts(new ServiceCountsPanel),
      m_events(new ServiceEventsPanel) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* inner = new Surface(Ground::page);
    m_grid = new QGridLayout(inner);
    m_grid->setContentsMargins(24, 16, 24, 16);
    m_grid->setSpacing(16);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(inner);
    outer->addWidget(m_scroll);
    auto* side = new QVBoxLayout(m_side);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(16);
    side->addWidget(m_counts);
    side->addWidget(m_events, 1);
    connect(m_counts, &ServiceCountsPanel::navigate, this, &ServiceTab::navigate);
    connect(m_rollout, &ServiceRollout::changesAsked, this, &ServiceOverview::changesAsked);
    connect(m_tasks, &ServiceTasksPanel::stopAsked, this, [this] { emit stopAsked(m_tasks->chosen()); });
    connect(m_rollout, &ServicePanel::linkActivated, this, &ServiceTab::navigate);
    connect(m_tasks, &ServiceTasksPanel::navigate, this, &ServiceTab::navigate);
    connect(m_events, &ServiceEventsPanel::navigate, this, &ServiceTab::navigate);
    arrange();
}

void ServiceOverview::arrange() {
    const int columns = width() >= twoColumnsFrom ? 2 : 1;
    if (columns == m_columns) return;
    m_columns = columns;
    for (QWidget* panel : std::initializer_list<QWidget*>{m_rollout, m_tasks, m_side})
        m_grid->removeWidget(panel);
    m_grid->addWidget(m_rollout, 0, 0, 1, columns);
    m_grid->addWidget(m_tasks, 1, 0);
    if (columns == 2)
        m_grid->addWidget(m_side, 1, 1);
    else
        m_grid->addWidget(m_side, 2, 0);
    m_grid->setColumnStretch(0, 11);
    m_grid->setColumnStretch(1, columns == 2 ? 10 : 0);
    m_grid->setRowStretch(1, 1);
    m_grid->setRowStretch(2, columns == 2 ? 0 : 1);
    m_tasks->setMinimumHeight(columns == 2 ? 280 : 240);
    m_events->setMinimumHeight(columns == 2 ? 160 : 220);
}

void ServiceOverview::resizeEvent(QResizeEvent* event) {
    ServiceTab::resizeEvent(event);
    arrange();
}

void ServiceOverview::apply(const ServiceView& view) {
    m_rollout->apply(view);
    m_tasks->apply(view);
    m_counts->apply(view);
    m_events->apply(view);
}

void ServiceOverview::tick(Millis now) {
    m_rollout->tick(now);
    m_tasks->tick(now);
    m_counts->tick(now);
    m_events->tick(now);
}

void ServiceOverview::rename() {
    m_rollout->rename();
    m_tasks->rename();
    m_counts->rename();
    m_events->rename();
}

QWidget* ServiceOverview::mainWidget() {
    return m_tasks->table();
}

} // namespace pilothouse::ui
