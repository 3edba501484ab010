// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acts/act.h"
#include "ui/acts/keys.h"
#include "ui/acts/kinds.h"

#include <algorithm>

namespace pilothouse::ui {

using Kind = Targets::Kind;

namespace {

// id, icon, on, several, argument, key, e1s key, obstacle, effect, request, open
// A key may stand once for each kind of target. e1s's letters are those of its own help; what e1s has no
// letter for has one that e1s leaves free.
constexpr ActKind kinds[] = {
    {"service.create", "plus", Kind::none, false, true, nullptr, nullptr, nullptr, nullptr, nullptr,
     openCreateService},
    {"service.deploy", "deployments", Kind::service, false, true, "D", "Shift+U", rolloutObstacle,
     deployEffect, deployRequest, openDeploy},
    {"service.rollback", "rollback", Kind::service, false, false, "B", "Shift+R", rolloutObstacle,
     rollBackEffect, nullptr, openRollBack},
    {"service.scale", "scaling", Kind::service, false, true, "S", "=", scaleObstacle, scaleEffect,
     scaleRequest, openScale},
    {"service.force", "restart", Kind::service, false, false, "R", "Shift+D", rolloutObstacle, forceEffect,
     forceRequest, openForce},
    {"service.delete", "trash", Kind::service, false, false, "Del", "Del", deleteServiceObstacle,
     deleteServiceEffect, nullptr, openDeleteService},
    {"deployment.stop", "x", Kind::deployment, false, false, "Del", "Shift+S", stopDeploymentObstacle,
     stopDeploymentEffect, stopDeploymentRequest, openStopDeployment},
    {"task.run", "play", Kind::none, false, true, nullptr, nullptr, nullptr, runEffect, nullptr, openRun},
    {"task.again", "restart", Kind::task, false, false, "R", "Shift+R", nullptr, runAgainEffect, nullptr,
     openRunAgain},
    {"task.stop", "x", Kind::task, true, false, "Del", "Shift+S", stopObstacle, stopEffect, stopRequest,
     openStop},
    {"instance.drain", "down", Kind::instance, true, false, "D", "Shift+D", drainObstacle, drainEffect,
     drainRequest, openDrain},
    {"instance.activate", "up", Kind::instance, true, false, "A", "Shift+A", activateObstacle, activateEffect,
     activateRequest, openActivate},
    {"cluster.create", "plus", Kind::none, false, true, nullptr, nullptr, nullptr, createClusterEffect,
     createClusterRequest, openCreateCluster},
    {"cluster.delete", "trash", Kind::cluster, false, false, "Del", "Del", deleteClusterObstacle,
     deleteClusterEffect, deleteClusterRequest, openDeleteCluster},
    {"definition.deregister", "trash", Kind::definition, true, false, "Del", "Del", deregisterObstacle,
     deregisterEffect, deregisterRequest, openDeregister},
};

} // namespace

std::span<const ActKind> allActs() {
    return kinds;
}

const ActKind* actKind(std::string_view id) {
    auto it = std::find_if(std::begin(kinds), std::end(kinds), [&](const ActKind& k) { return k.id == id; });
    return it == std::end(kinds) ? nullptr : &*it;
}

const ActKind& actOfKey(const ActKind& act, Targets::Kind on) {
    const QKeySequence key = keyOf(act);
    if (act.on == on || key.isEmpty()) return act;
    for (const ActKind& other : kinds)
        if (other.on == on && keyOf(other) == key) return other;
    return act;
}

QString nameOf(const ActKind& act) {
    return sayPlain(std::string("act.") + act.id);
}

} // namespace pilothouse::ui
