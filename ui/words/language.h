// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTranslator>

namespace pilothouse::ui {

enum class Language { en, ja };

/// The language of the window. A switch reaches static labels (tr) by QEvent::LanguageChange and everything
/// made of sentences by changed(). One per application, on the UI thread.
class Languages : public QObject {
    Q_OBJECT
public:
    static Languages& instance();
    /// The desktop's language if it is one of ours, else English.
    static Language ofSystem();

    void set(Language language);
    Language current() const { return m_current; }

signals:
    void changed();

private:
    Languages() = default;
    Language m_current = Language::en;
    QTranslator m_labels, m_qt;
};

inline Language language() {
    return Languages::instance().current();
}

} // namespace pilothouse::ui
