// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/draft.h"

namespace pilothouse::control {

/// Instances cut out of an engine; makes the cluster if there is none. Empty ids and times are filled.
void addInstances(Draft& draft, const AddInstances& event);
/// An engine answers, or does not: its instances are connected, or not. Their tasks stay as they are.
void observeEngine(Draft& draft, const EngineObservation& seen);

} // namespace pilothouse::control
