// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_place.h"

#include "ui/frame/page_table.h"
#include "ui/words/sentence.h"

namespace pilothouse::ui {

namespace {

using Kind = console::PlaceOf::Kind;

bool has(const char* page) {
    return pageKind(QString::fromLatin1(page)) != nullptr;
}

/// A place that there is.
console::PlaceOf nearest(console::PlaceOf place) {
    if (place.kind == Kind::topology && !has("topology"))
        return {place.name.empty() ? Kind::services : Kind::service, place.name};
    const bool instances = place.kind == Kind::instance || place.kind == Kind::instances;
    if (instances && !has("instances")) return {Kind::tasks, {}};
    return place;
}

} // namespace

QString pathOf(const console::PlaceOf& wanted) {
    const console::PlaceOf place = nearest(wanted);
    const QString name = QString::fromStdString(place.name);
    switch (place.kind) {
    case Kind::none:
        return {};
    case Kind::service:
        return QStringLiteral("service/") + name;
    case Kind::services:
        return QStringLiteral("services");
    case Kind::tasks:
        return name.isEmpty() ? QStringLiteral("tasks") : QStringLiteral("tasks/") + name;
    case Kind::instance:
        return QStringLiteral("instance/") + name;
    case Kind::instances:
        return QStringLiteral("instances");
    case Kind::topology:
        return QStringLiteral("topology");
    }
    return {};
}

QString goingTo(const console::PlaceOf& wanted) {
    const console::PlaceOf place = nearest(wanted);
    switch (place.kind) {
    case Kind::service:
        return sayPlain("overview.open", {{"name", Arg::plain(place.name)}});
    case Kind::tasks:
        return sayPlain("overview.openTasks");
    case Kind::instance:
        return sayPlain("overview.openInstance");
    case Kind::instances:
        return sayPlain("overview.openInstances");
    case Kind::topology:
        return sayPlain("overview.openTopology");
    default:
        return sayPlain("overview.openServices");
    }
}

} // namespace pilothouse::ui
