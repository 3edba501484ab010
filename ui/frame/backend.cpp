// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/backend.h"

namespace pilothouse::ui {

QString keyOf(const Target& target) {
    switch (target.kind) {
    case Target::Kind::thisComputer:
        return target.simulated ? QStringLiteral("simulation") : QStringLiteral("this-computer");
    case Target::Kind::profile:
        return QStringLiteral("profile/") + target.name + QLatin1Char('/') + target.region;
    case Target::Kind::endpoint:
        return QStringLiteral("endpoint/") + target.name;
    }
    return {};
}

} // namespace pilothouse::ui
