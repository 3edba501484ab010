// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/frame/backend.h"

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>

namespace pilothouse::app {

/// What the command line asks for.
struct Options {
    std::optional<ui::Target> target; ///< nothing: the last connection, else first start
    QString cluster;                  ///< "": the first one found
    bool sample = false;              ///< start the sample once connected
    QString theme, language;          ///< "" : as the settings say
    QString page;                     ///< "first-start", "services", "service/NAME", "task/ID" ...
    QString screenshot;               ///< file; empty: a window
    QSize size;                       ///< of the window
    bool help = false, version = false;
};

/// Error: options.usage, cause = what is wrong.
Result<Options> readOptions(const QStringList& arguments);
QString usage();

} // namespace pilothouse::app
