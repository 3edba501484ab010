// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

namespace pilothouse::ui {

class Preferences;

/// A connection in the settings: its colour, whether acts exist in it, whether they ask harder.
class ConnectionRow : public QWidget {
    Q_OBJECT
public:
    ConnectionRow(const QString& key, const QString& name, int place, Preferences& preferences,
                  QWidget* parent = nullptr);
};

} // namespace pilothouse::ui
