// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/control/state.h"
#include "core/store/store.h"

#include <string>

namespace pilothouse::app {

/// Gives a new folder its plane: id, kind of engine and the cluster "default", in one commit. A folder that
/// has its plane is left as it is. True if it was new. Errors: folder.otherEngine, store.commit.
Result<bool> makePlane(store::Store& store, control::State& state, const std::string& engineKind, Millis now);

/// The address of the engine that its instances were cut from; "" while there are none.
std::string engineAddressOf(const control::State& state);
/// Writes down where the plane's engine is, unless instances were cut already: DOCKER_HOST may point
/// elsewhere for once. Error: store.commit.
Result<void> rememberEngine(store::Store& store, control::State& state, const std::string& address);

std::string planeIdOf(const control::State& state);

} // namespace pilothouse::app
