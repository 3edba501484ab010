// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/step.h"

namespace pilothouse::control {

bool isRead(std::string_view operation) {
    return operation.starts_with("Describe") || operation.starts_with("List");
}

} // namespace pilothouse::control
