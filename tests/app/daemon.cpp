// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/daemon.h"

#include "core/aws/credentials.h"

#include <QRegularExpression>
#include <csignal>

namespace pilothouse::tests {

namespace {

constexpr int patience = 30'000;
const char* program = PILOTHOUSE_BIN_DIR "/pilothoused";

std::shared_ptr<net::HttpClient> http() {
    static auto one = std::make_shared<net::HttpClient>();
    return one;
}

} // namespace

QProcessEnvironment Home::environment() const {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("HOME", path("home"));
    environment.insert("XDG_DATA_HOME", path("data"));
    environment.insert("XDG_STATE_HOME", path("state"));
    return environment;
}

QByteArray fileBytes(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Json fileJson(const QString& path) {
    return Json::parse(fileBytes(path).toStdString()).value_or(Json());
}

Ran runPilothoused(const Home& home, const QStringList& arguments) {
    QProcess process;
    process.setProcessEnvironment(home.environment());
    process.start(program, arguments);
    if (!process.waitForFinished(patience)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

Daemon::Daemon(const Home& home, const QStringList& flags, bool simulated) : m_data(home.data(simulated)) {
    auto at = flags.indexOf("--data");
    if (at >= 0) m_data = flags.value(at + 1);
    m_process.setProcessEnvironment(home.environment());
    QStringList arguments = flags;
    if (simulated) arguments.prepend("--simulated");
    if (!flags.contains("--listen"))
        arguments << "--listen"
                  << "127.0.0.1:0";
    m_process.start(program, arguments);
}

Daemon::~Daemon() {
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.kill();
    m_process.waitForFinished();
}

bool Daemon::ready() {
    while (!m_process.canReadLine())
        if (!m_process.waitForReadyRead(patience)) return false;
    m_line = QString::fromUtf8(m_process.readLine()).trimmed();
    static const QRegularExpression pair(R"re((\w+)=("([^"]*)"|\S+))re");
    for (auto it = pair.globalMatch(m_line); it.hasNext();) {
        auto match = it.next();
        m_said[match.captured(1)] = match.captured(3).isEmpty() ? match.captured(2) : match.captured(3);
    }
    auto key = fileJson(m_data + "/credentials.json");
    m_client = std::make_unique<aws::EcsClient>(
        http(), aws::Endpoint{said("endpoint").toStdString(), said("region").toStdString()},
        aws::staticCredentials({key.str("accessKeyId"), key.str("secretAccessKey"), {}}),
        aws::RetryPolicy{.attempts = 1});
    return m_line.startsWith("pilothoused ready ");
}

Result<Json> Daemon::call(const std::string& operation, const char* input) {
    return call(operation, *Json::parse(input));
}

Result<Json> Daemon::call(const std::string& operation, Json input) {
    return m_client->wait(operation, std::move(input));
}

int Daemon::end(int signal) {
    ::kill(static_cast<pid_t>(m_process.processId()), signal);
    return waitForEnd();
}

int Daemon::waitForEnd() {
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(patience)) return -1000;
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -m_process.exitCode();
}

} // namespace pilothouse::tests
