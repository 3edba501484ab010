// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/window/desktop.h"

namespace pilothouse::tests {

Desktop::Desktop() {
    // Xvfb chooses a free display itself and writes its number to the descriptor that -displayfd names.
    m_server.setProgram("Xvfb");
    m_server.setArguments({"-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"});
    m_server.setStandardErrorFile(QProcess::nullDevice());
    m_server.start();
    QByteArray said;
    while (!said.endsWith('\n') && m_server.waitForReadyRead(30'000))
        said += m_server.readAllStandardOutput();
    if (said.endsWith('\n')) m_display = ":" + QString::fromLatin1(said.trimmed());
}

Desktop::~Desktop() {
    m_server.terminate();
    if (!m_server.waitForFinished(10'000)) m_server.kill();
    m_server.waitForFinished();
}

QProcessEnvironment Desktop::environment() const {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("DISPLAY", m_display);
    environment.remove("WAYLAND_DISPLAY");
    environment.insert("QT_QPA_PLATFORM", "xcb");
    return environment;
}

QByteArray Desktop::run(const QString& program, const QStringList& arguments) const {
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(program, arguments);
    process.waitForFinished(60'000);
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0
               ? process.readAllStandardOutput()
               : QByteArray();
}

bool Desktop::focus(const QString& title) {
    const QByteArray found = run("xdotool", {"search", "--onlyvisible", "--name", title});
    const QString window = QString::fromLatin1(found.trimmed().split('\n').last());
    if (window.isEmpty()) return false;
    run("xdotool", {"windowfocus", "--sync", window});
    return true;
}

void Desktop::key(const QStringList& keys) {
    run("xdotool", QStringList{"key", "--clearmodifiers", "--delay", "30"} + keys);
}

void Desktop::type(const QString& text) {
    run("xdotool", {"type", "--delay", "30", text});
}

void Desktop::click(QPoint at) {
    moveMouse(at);
    run("xdotool", {"click", "1"});
}

void Desktop::moveMouse(QPoint to) {
    run("xdotool", {"mousemove", "--sync", QString::number(to.x()), QString::number(to.y())});
}

QColor Desktop::pixel(QPoint at) const {
    const QString crop = QString("1x1+%1+%2").arg(at.x()).arg(at.y());
    const QByteArray bytes = run("import", {"-window", "root", "-crop", crop, "-depth", "8", "rgb:-"});
    if (bytes.size() < 3) return {};
    return QColor(uchar(bytes[0]), uchar(bytes[1]), uchar(bytes[2]));
}

void Desktop::picture(const QString& file) const {
    run("import", {"-window", "root", file});
}

} // namespace pilothouse::tests
