// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace pilothouse::console {

/// The endpoint knows us and says no, or does not take us for whom we say we are.
bool isDenied(const Error& error);
/// There are no credentials, or they have ended: what was seen with them stays, and grows old.
bool isOfSigningIn(const Error& error);
/// No other call would fare better now.
bool concernsAll(const Error& error);

} // namespace pilothouse::console
