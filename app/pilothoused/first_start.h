// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/runtime.h"

#include <functional>
#include <memory>

namespace pilothouse::app {

/// A runtime that also tells `onEngine` what its engine says of itself: instances are cut when it first
/// answers.
std::unique_ptr<runtime::Runtime> watched(std::unique_ptr<runtime::Runtime> inner,
                                          std::function<void(const control::EngineObservation&)> onEngine);

} // namespace pilothouse::app
