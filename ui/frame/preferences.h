// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/words/language.h"

#include <QObject>
#include <optional>

namespace pilothouse::ui {

/// What a person chose for the window. A choice acts at once; the program keeps it.
class Preferences : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    ThemeChoice theme() const { return Theme::instance().choice(); }
    void setTheme(ThemeChoice choice);

    /// Nothing: as the desktop says.
    std::optional<Language> language() const { return m_language; }
    void setLanguage(std::optional<Language> language);

signals:
    void changed();

private:
    std::optional<Language> m_language;
};

} // namespace pilothouse::ui
