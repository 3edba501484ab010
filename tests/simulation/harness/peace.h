// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/harness/user.h"

namespace pilothouse::simulation {

/// Faults end, instances come back, some services are given what runs; then time passes. False if
/// a service is left whose tasks get sick and are replaced for ever.
bool makePeace(Machine& machine, User& user, Random& random);

/// Everything is as the rules say it must be by now, here and on the engines, and stays so over a restart.
void checkPeace(Machine& machine, const User& user);

} // namespace pilothouse::simulation
