// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acts/find.h"

namespace pilothouse::ui {

namespace {

using Kind = Targets::Kind;

console::PartState stateOf(const console::Snapshot& snapshot, Kind kind) {
    switch (kind) {
    case Kind::service:
    case Kind::deployment:
        return snapshot.services.state;
    case Kind::task:
        return snapshot.tasks.state;
    case Kind::instance:
        return snapshot.instances.state;
    case Kind::definition:
        return snapshot.families.state;
    case Kind::none:
    case Kind::cluster:
    case Kind::connection:
        break;
    }
    return snapshot.clusters.state;
}

template <typename Row>
bool anyGone(const console::Rows<Row>& rows, const Targets& targets) {
    for (const std::string& arn : targets.arns)
        if (!console::findRow(rows, arn)) return true;
    return false;
}

bool isGone(const Asking& asking) {
    const console::Snapshot& now = *asking.snapshot;
    switch (asking.targets.kind) {
    case Kind::service:
        return anyGone(now.services.rows, asking.targets);
    case Kind::task:
        return anyGone(now.tasks.rows, asking.targets);
    case Kind::instance:
        return anyGone(now.instances.rows, asking.targets);
    case Kind::cluster:
        return anyGone(now.clusters.rows, asking.targets);
    default:
        return false;
    }
}

} // namespace

QString obstacleTo(const ActKind& act, const Asking& asking) {
    if (stateOf(*asking.snapshot, act.on) != console::PartState::ok) return sayPlain("act.old");
    if (act.on != Kind::none) {
        if (asking.targets.kind != act.on || asking.targets.arns.empty())
            return sayPlain(act.on == Kind::service ? "services.choose" : "act.choose");
        if (asking.targets.arns.size() > 1 && !act.several) return sayPlain("act.one");
        if (isGone(asking)) return sayPlain("act.gone");
    }
    return act.obstacle ? act.obstacle(asking) : QString();
}

} // namespace pilothouse::ui
