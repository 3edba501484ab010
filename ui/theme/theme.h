// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QObject>

namespace pilothouse::ui {

enum class ThemeChoice { system, light, dark };

/// What all painters read. It changes with the theme; nobody keeps a colour of it beyond a paint.
const Tokens& tokens();

/// Owns the application's palette, style and base font. One per application, on the UI thread.
/// A switch sets the palette: every widget gets QEvent::PaletteChange and paints with the new tokens.
class Theme : public QObject {
    Q_OBJECT
public:
    static Theme& instance();

    /// Style, fonts and palette of the application; call once after QApplication is made.
    void install(ThemeChoice choice);
    void setChoice(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }

    /// All type follows it (1.0: the sizes of the design).
    void setScale(double scale);
    double scale() const { return m_scale; }

signals:
    void changed();

private:
    Theme() = default;
    void apply();
    void followSystem();

    ThemeChoice m_choice = ThemeChoice::system;
    bool m_installed = false, m_dark = false, m_systemDark = false;
    double m_scale = 1.0;
};

} // namespace pilothouse::ui
