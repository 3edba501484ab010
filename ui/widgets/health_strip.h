// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/counts.h"

#include <QRect>
#include <QString>

class QPainter;

namespace pilothouse::ui {

/// A seismograph of minutes, 14 px high: taller is worse (2 calm, 7 at risk, 11 trouble), 1 px grey where
/// nothing was to run, nothing where nothing is known; a violet line below while a change ran.
void paintHealthStrip(QPainter& painter, const QRect& rect, const std::vector<console::HealthMinute>& minutes,
                      bool stale = false);
/// The same in words, for screen readers and tips.
QString healthText(const std::vector<console::HealthMinute>& minutes);

} // namespace pilothouse::ui
