// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pilothoused/options.h"

namespace pilothouse::app {

/// Runs the control plane until SIGTERM or SIGINT; the program's exit code.
int serve(const Options& options);

} // namespace pilothouse::app
