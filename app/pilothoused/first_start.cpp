// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothoused/first_start.h"

#include "core/base/random.h"
#include "core/control/step.h"

namespace pilothouse::app {

using namespace control;

Result<bool> makePlane(store::Store& store, State& state, const std::string& engineKind, Millis now) {
    if (auto it = state.meta.find("plane"); it != state.meta.end()) {
        auto& kind = it->second->engineKind;
        if (kind == engineKind) return false;
        return fail("folder.otherEngine", kind, "its tasks belong to the other kind of engine");
    }
    Random random(systemSeed());
    Command command{"CreateCluster", Json::object({{"clusterName", "default"}}),
                    "arn:aws:iam::" + state.arns.account + ":root"};
    Changes first = step(state, command, now, random, {}).changes;
    MetaRow meta;
    meta.planeId = Random(systemSeed()).hex(16) + Random(systemSeed()).hex(16);
    meta.engineKind = engineKind;
    meta.lastNow = now;
    first.meta["plane"] = std::make_shared<const MetaRow>(meta);
    if (auto done = store.commit(first); !done) return tl::unexpected<Error>(done.error());
    apply(state, first);
    return true;
}

std::string engineAddressOf(const State& state) {
    return state.instances.empty() ? std::string() : state.meta.at("plane")->engineAddress;
}

Result<void> rememberEngine(store::Store& store, State& state, const std::string& address) {
    MetaRow meta = *state.meta.at("plane");
    if (meta.engineAddress == address || !state.instances.empty()) return {};
    meta.engineAddress = address;
    Changes changes;
    changes.meta["plane"] = std::make_shared<const MetaRow>(meta);
    if (auto done = store.commit(changes); !done) return done;
    apply(state, changes);
    return {};
}

std::string planeIdOf(const State& state) {
    return state.meta.at("plane")->planeId;
}

} // namespace pilothouse::app
