// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QObject>
#include <QSize>
#include <QString>
#include <QTimer>

namespace pilothouse::ui {
class MainWindow;
}

namespace pilothouse::app {

/// Chooses the platform that draws without a display, with a screen that holds the window. Before
/// QApplication is made; the file it gives may go once that is.
QString prepareOffscreen(QSize size);

/// Draws the window into a file once it is whole, then ends the program: 0, or 1 with what is missing after a
/// minute, or at once with why the connection was refused.
class Picture : public QObject {
    Q_OBJECT
public:
    Picture(ui::MainWindow& window, QString file, QObject* parent = nullptr, int patience = 60'000);

private:
    void look();
    void take();
    void refuse(const Error& error);

    ui::MainWindow& m_window;
    const QString m_file;
    const int m_patience;
    QTimer m_look;
    QElapsedTimer m_waited;
    int m_whole = 0; ///< looks in a row at which nothing was missing
};

} // namespace pilothouse::app
