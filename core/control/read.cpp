// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/operations.h"

namespace pilothouse::control {

Reply read(const State& state, const std::string& operation, const Json& input, Millis now) {
    return readOperation(state, operation, input, now);
}

} // namespace pilothouse::control
