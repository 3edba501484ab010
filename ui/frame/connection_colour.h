// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/connections.h"

#include <QColor>

namespace pilothouse::ui {

class Connection;
struct ConnectionChoice;

/// The colour that tells a connection from the others everywhere: the chosen one, else by its place among the
/// open ones; a production connection has the colour of trouble. Follows the theme: ask at paint time.
QColor colourOf(const Connections& all, const Connection* connection);
QColor colourOf(const ConnectionChoice& choice, int place);

} // namespace pilothouse::ui
