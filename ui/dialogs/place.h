// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"

#include <QString>

namespace pilothouse::ui {

/// Where an act goes, taken when its question opens.
struct Place {
    QString connection;
    std::string cluster;

    static Place of(const console::Snapshot& snapshot) {
        return {QString::fromStdString(snapshot.connection), snapshot.cluster};
    }
    QString clusterName() const { return QString::fromStdString(cluster); }
    QString text() const {
        return connection.isEmpty() ? clusterName() : connection + QStringLiteral(" / ") + clusterName();
    }
};

} // namespace pilothouse::ui
