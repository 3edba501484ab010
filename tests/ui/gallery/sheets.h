// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QString>
#include <functional>
#include <vector>

namespace pilothouse::ui::gallery {

struct Sheet {
    QString name;
    std::function<QPixmap()> draw;
};

std::vector<Sheet> sheets();
std::vector<Sheet> actSheets(); ///< questions

QPixmap partsSheet();
QPixmap tasksSheet();
QPixmap tasksRunningSheet();
QPixmap tasksNarrowSheet();
QPixmap statesSheet();
QPixmap documentsSheet();

} // namespace pilothouse::ui::gallery
