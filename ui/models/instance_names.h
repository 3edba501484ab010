// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"

#include <QString>

namespace pilothouse::ui {

inline QString nameOf(const console::Instance& instance) {
    return QString::fromStdString(instance.ec2InstanceId.empty() ? instance.id : instance.ec2InstanceId);
}

/// "i-0a4c1": its first signs tell instances apart; the whole name is in the tip and in the detail.
inline QString shortInstance(const QString& name) {
    return name.left(7);
}

/// "ap-northeast-1a" is told as "1a"; what is short already stays.
inline QString shortZone(const std::string& zone) {
    const QString text = QString::fromStdString(zone);
    const auto dash = text.lastIndexOf(u'-');
    return dash < 0 ? text : text.mid(dash + 1);
}

} // namespace pilothouse::ui
