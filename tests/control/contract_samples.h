// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/control/caller.h"
#include "tests/ecs/shape_walk.h"

#include <memory>
#include <string>

namespace pilothouse::control {

/// A cluster with instances, definitions, services, tasks and deployments, two of each, so that every request
/// of the contract has something to be about.
std::unique_ptr<Caller> contractWorld();

/// Values that mean something in that world, by "Shape.member" or "member".
tests::Samples contractSamples(Caller& caller);

/// The rest of a request that makes one member valid there: laid under it where it says nothing.
Json around(const tests::Visit& visit, Json request);

/// Where the answer of Describe tells a member, if not under its own name: a pointer; "" for one that starts
/// something and is not told; nothing for its own name.
std::optional<std::string> toldAt(const tests::Visit& visit);

} // namespace pilothouse::control
