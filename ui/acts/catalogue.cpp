// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acts/act.h"
#include "ui/acts/kinds.h"

#include <algorithm>

namespace pilothouse::ui {

using Kind = Targets::Kind;

namespace {

// id, icon, on, several, argument, key, e1s key, obstacle, effect, request, open
constexpr ActKind kinds[] = {
    {"service.scale", "scaling", Kind::service, false, true, "S", "U", scaleObstacle, scaleEffect,
     scaleRequest, openScale},
    {"service.force", "restart", Kind::service, false, false, "R", nullptr, deployObstacle, forceEffect,
     forceRequest, openForce},
    {"task.run", "play", Kind::none, false, false, nullptr, nullptr, nullptr, nullptr, nullptr, openRun},
    {"task.stop", "x", Kind::task, true, false, "Del", "S", stopObstacle, nullptr, nullptr, openStop},
};

} // namespace

std::span<const ActKind> allActs() {
    return kinds;
}

const ActKind* actKind(std::string_view id) {
    auto it = std::find_if(std::begin(kinds), std::end(kinds), [&](const ActKind& k) { return k.id == id; });
    return it == std::end(kinds) ? nullptr : &*it;
}

QString nameOf(const ActKind& act) {
    return sayPlain(std::string("act.") + act.id);
}

} // namespace pilothouse::ui
