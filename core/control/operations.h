// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/draft.h"

#include <string>

namespace pilothouse::control {

/// A writing operation of the API (its shape has been checked) on a Draft. After an error the Draft is thrown
/// away, so an operation may refuse at any point. Services it marks dirty are reconciled after it returned:
/// its reply shows them as they were before the scheduler looked. Implemented in op_*.cpp.
Reply runOperation(Draft& draft, const Command& command);

/// A reading operation, on a State between two steps.
Reply readOperation(const State& state, const std::string& operation, const Json& input, Millis now);

} // namespace pilothouse::control
