// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_configuration_tab.h"

#include "ui/pages/service_configuration.h"
#include "ui/pages/service_panel.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {
constexpr int twoColumnsFrom = 860;
} // namespace

ServiceConfigurationTab::ServiceConfigurationTab(QWidget* parent)
    : ServiceTab(parent), m_scroll(new QScrollArea) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* inner = new Surface(Ground::page);
    m_grid = new QGridLayout(inner);
    m_grid->setContentsMargins(24, 16, 24, 16);
    m_grid->setSpacing(16);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(inner);
    outer->addWidget(m_scroll);
    for (const std::string& code : configurationGroups()) {
        Group group{code, new ServicePanel(inner), new FactList};
        auto* lines = new QVBoxLayout;
        lines->setContentsMargins(15, 0, 15, 12);
        lines->addWidget(group.facts);
        group.panel->body()->addLayout(lines);
        group.panel->body()->addStretch(1);
        connect(group.facts, &FactList::linkActivated, this, &ServiceTab::navigate);
        m_groups.push_back(group);
    }
}

/// Panels fill two columns, the shorter one first.
void ServiceConfigurationTab::arrange() {
    const int columns = width() >= twoColumnsFrom ? 2 : 1;
    for (const Group& group : m_groups)
        m_grid->removeWidget(group.panel);
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        if (item->layout()) {
            while (item->layout()->takeAt(0)) {
            }
        }
        delete item;
    }
    QVBoxLayout* stacks[2] = {new QVBoxLayout, new QVBoxLayout};
    int heights[2] = {0, 0};
    for (const Group& group : m_groups) {
        group.panel->setVisible(group.lines > 0);
        if (group.lines == 0) continue;
        const int at = columns == 2 && heights[1] < heights[0] ? 1 : 0;
        stacks[at]->addWidget(group.panel);
        heights[at] += 3 + group.lines;
    }
    for (int i = 0; i < 2; ++i) {
        stacks[i]->setSpacing(16);
        stacks[i]->addStretch(1);
        m_grid->addLayout(stacks[i], 0, i);
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    }
}

void ServiceConfigurationTab::resizeEvent(QResizeEvent* event) {
    const bool across = (event->oldSize().width() >= twoColumnsFrom) != (width() >= twoColumnsFrom);
    ServiceTab::resizeEvent(event);
    if (across) arrange();
}

void ServiceConfigurationTab::apply(const ServiceView& view) {
    if (m_service == view.service) return;
    m_service = view.service;
    tell();
}

void ServiceConfigurationTab::tell() {
    if (!m_service) return;
    const auto lines = configurationOf(m_service->raw);
    bool moved = false;
    for (Group& group : m_groups) {
        std::vector<Fact> facts;
        for (const ConfigurationLine& line : lines)
            if (line.group == group.code) facts.push_back(line.fact);
        moved = moved || group.lines != int(facts.size());
        group.lines = int(facts.size());
        group.facts->set(facts);
    }
    if (moved) arrange();
}

void ServiceConfigurationTab::rename() {
    m_scroll->setAccessibleName(sayPlain("servicePage.tab.configuration"));
    for (const Group& group : m_groups)
        group.panel->setTitle(sayPlain(group.code));
    tell();
}

QWidget* ServiceConfigurationTab::mainWidget() {
    return m_scroll;
}

} // namespace pilothouse::ui
