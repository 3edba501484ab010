// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"

#include <QString>

namespace pilothouse::ui {

/// Why a service cannot be scaled or deployed anew here, in words; empty: it can.
QString scaleObstacle(const console::Service& service);
QString deployObstacle(const console::Service& service);

} // namespace pilothouse::ui
