// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothouse/picture.h"

#include "ui/frame/main_window.h"
#include "ui/words/errors.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <cstdio>

namespace pilothouse::app {

namespace {

constexpr int between = 100;

} // namespace

QString prepareOffscreen(QSize size) {
    // The offscreen platform reads its screens from a file; its own screen is 800 x 800.
    const QString path = QDir::tempPath() +
                         QStringLiteral("/pilothouse-screen-%1.json").arg(QCoreApplication::applicationPid());
    QFile file(path);
    QByteArray platform = "offscreen";
    if (file.open(QIODevice::WriteOnly)) {
        const QString screen =
            QStringLiteral(R"({"synchronousWindowSystemEvents": false, "windowFrameMargins": false,
 "screens": [{"name": "picture", "x": 0, "y": 0, "width": %1, "height": %2,
 "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]})");
        file.write(screen.arg(size.width()).arg(size.height()).toUtf8());
        platform += ":configfile=" + QFile::encodeName(path);
    }
    qputenv("QT_QPA_PLATFORM", platform);
    qputenv("QT_SCALE_FACTOR", "1");
    return path;
}

Picture::Picture(ui::MainWindow& window, QString file, QObject* parent, int patience)
    : QObject(parent), m_window(window), m_file(std::move(file)), m_patience(patience) {
    m_waited.start();
    connect(&m_look, &QTimer::timeout, this, &Picture::look);
    m_look.start(between);
}

/// Whole at two looks in a row: what came last has been laid out and painted by then.
void Picture::look() {
    if (m_window.refusal()) return refuse(*m_window.refusal());
    // Nor does waiting help against an endpoint that does not let one in.
    const auto error = m_window.session().snapshot()->clusters.error;
    if (error && ui::isDenied(*error)) return refuse(*error);
    const QString missing = m_window.missing();
    m_whole = missing.isEmpty() ? m_whole + 1 : 0;
    if (m_whole >= 2) return take();
    if (m_waited.elapsed() < m_patience) return;
    if (error) return refuse(*error);
    m_look.stop();
    std::fprintf(stderr, "pilothouse: no picture: %s did not come within %d s\n", qUtf8Printable(missing),
                 m_patience / 1000);
    QCoreApplication::exit(1);
}

/// In the window's own words: a person reads this at a prompt.
void Picture::refuse(const Error& error) {
    m_look.stop();
    const ui::Explanation told = ui::explainError(error);
    std::fprintf(stderr, "pilothouse: no picture: %s %s\n", qUtf8Printable(told.why.plain()),
                 qUtf8Printable(told.next.plain()));
    if (!told.raw.isEmpty()) std::fprintf(stderr, "%s\n", qUtf8Printable(told.raw.trimmed()));
    QCoreApplication::exit(1);
}

void Picture::take() {
    m_look.stop();
    // The offscreen platform lets the pointer enter at 0, 0: a picture has none.
    for (auto* widget : m_window.findChildren<QWidget*>())
        widget->setAttribute(Qt::WA_UnderMouse, false);
    if (!m_window.grab().save(m_file, "PNG")) {
        std::fprintf(stderr, "pilothouse: %s cannot be written\n", qUtf8Printable(m_file));
        return QCoreApplication::exit(1);
    }
    std::printf("%s\n", qUtf8Printable(m_file));
    QCoreApplication::exit(0);
}

} // namespace pilothouse::app
