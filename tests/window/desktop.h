// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPoint>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace pilothouse::tests {

/// An X server without a screen (Xvfb on a free display), with a person at it: keys, mouse, eyes. It ends
/// with the object.
class Desktop {
public:
    Desktop(); ///< isThere() tells whether it came up
    ~Desktop();
    bool isThere() const { return !m_display.isEmpty(); }
    QString display() const { return m_display; }
    QProcessEnvironment environment() const; ///< of this process, on that display

    /// The window of that title gets the keyboard (there is no window manager); false: it did not come.
    bool focus(const QString& title);
    void key(const QStringList& keys); ///< as xdotool spells them: "s", "ctrl+a", "Return"
    void type(const QString& text);
    void click(QPoint at);
    void moveMouse(QPoint to);

    QColor pixel(QPoint at) const;
    void picture(const QString& file) const;

private:
    QByteArray run(const QString& program, const QStringList& arguments) const;

    QProcess m_server;
    QString m_display;
};

} // namespace pilothouse::tests
