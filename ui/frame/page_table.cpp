// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/page_table.h"

#include "ui/pages/clusters_page.h"
#include "ui/pages/definitions_page.h"
#include "ui/pages/events_page.h"
#include "ui/pages/instances_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/service_page.h"
#include "ui/pages/services_page.h"
#include "ui/pages/settings_page.h"
#include "ui/pages/tasks_place.h"
#include "ui/pages/topology_page.h"

namespace pilothouse::ui {

namespace {

template <typename Kind>
Page* make(const PageContext& context) {
    return new Kind(context);
}

// In the order of the sidebar.
constexpr PageKind kinds[] = {
    {"overview", "frame.overview", "overview", Qt::Key_O, make<OverviewPage>},
    {"topology", "frame.topology", "topology", Qt::Key_T, make<TopologyPage>},
    {"services", "frame.services", "services", Qt::Key_S, make<ServicesPage>},
    {"tasks", "frame.tasks", "tasks", Qt::Key_K, make<TasksPlace>},
    {"instances", "frame.instances", "instances", Qt::Key_I, make<InstancesPage>},
    {"events", "events.title", "events", Qt::Key_E, make<EventsPage>},
    {"definitions", "frame.definitions", "taskdef", Qt::Key_F, make<DefinitionsPage>},
    {"clusters", "frame.clusters", "globe", Qt::Key_C, make<ClustersPage>},
    {"settings", "frame.settings", "gear", Qt::Key_Comma, make<SettingsPage>, false},
    {"service", "frame.services", "services", 0, make<ServicePage>, false, "services"},
};

// Places whose first word is another than their page's name.
constexpr std::pair<const char*, const char*> others[] = {
    {"task", "tasks"},
    {"instance", "instances"},
    {"definition", "definitions"},
};

} // namespace

std::span<const PageKind> pageKinds() {
    return kinds;
}

const PageKind* pageKind(const QString& name) {
    for (const PageKind& kind : kinds)
        if (name == QLatin1String(kind.name)) return &kind;
    return nullptr;
}

std::pair<QString, QString> pageOf(const QString& path) {
    const qsizetype slash = path.indexOf(QLatin1Char('/'));
    const QString head = path.left(slash);
    for (const auto& [word, page] : others)
        if (head == QLatin1String(word)) return {QString::fromLatin1(page), path};
    return {head, slash < 0 ? QString() : path.mid(slash + 1)};
}

} // namespace pilothouse::ui
