// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <QString>

namespace pilothouse::ui {

// Numbers, lengths and times as the screens write them, in the language of the moment.

QString numberText(std::int64_t number); ///< 2,048
/// "8.4 s", "1 min 48 s", "2 h 14 min", "3 d 4 h": the two largest units, never below zero.
QString durationText(Millis length);
/// The same in a table: "0:12", "4:32", "2 h 49", "3 d 4 h".
QString ageText(Millis length);
/// Age under an hour ("3 min ago"), clock within a day ("14:12"), date beyond.
QString sinceText(Millis time, Millis now);
/// "14:12"; of another day "24 Nov 14:12".
QString clockText(Millis time);
QString clockSecondsText(Millis time);
/// With the date before it, where that is not today's.
QString momentText(Millis time);            ///< "14:30:11"
QString memoryText(std::int64_t mebibytes); ///< "1,024 MiB"
QString cpuText(std::int64_t units);        ///< "0.5 vCPU"

} // namespace pilothouse::ui
