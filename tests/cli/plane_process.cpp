// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/plane_process.h"
#include "core/aws/credentials.h"

#include <QFile>
#include <QRegularExpression>

namespace pilothouse::tests {

PlaneProcess::PlaneProcess() {
    m_process.start(PILOTHOUSE_BIN_DIR "/pilothoused",
                    {"--simulated", "--data", folder() + "/data", "--log", folder() + "/log", "--listen",
                     "127.0.0.1:0", "--seed", "7"});
    QByteArray line;
    while (!line.contains('\n') && m_process.waitForReadyRead(60'000))
        line += m_process.readAllStandardOutput();
    m_words = m_process.readAllStandardError() + line + m_process.errorString();
    QFile file(folder() + "/data/credentials.json");
    if (!file.open(QIODevice::ReadOnly)) return;
    auto credentials = Json::parse(file.readAll().toStdString()).value_or(Json());
    m_accessKey = QString::fromStdString(credentials.str("accessKeyId"));
    m_secretKey = QString::fromStdString(credentials.str("secretAccessKey"));
    auto match = QRegularExpression("^pilothoused ready endpoint=(\\S+) region=(\\S+) account=000000000000 "
                                    "engine=\"simulated\" plane=[0-9a-f]{32}\n$")
                     .match(line);
    m_endpoint = match.captured(1);
    m_region = match.captured(2);
}

PlaneProcess::~PlaneProcess() {
    stop();
}

int PlaneProcess::stop() {
    if (m_process.state() == QProcess::NotRunning) return m_process.exitCode();
    m_process.terminate();
    if (!m_process.waitForFinished(60'000)) {
        m_process.kill();
        m_process.waitForFinished();
        return -1;
    }
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

std::unique_ptr<aws::EcsClient> PlaneProcess::client() const {
    return std::make_unique<aws::EcsClient>(
        std::make_shared<net::HttpClient>(), aws::Endpoint{m_endpoint.toStdString(), m_region.toStdString()},
        aws::staticCredentials({m_accessKey.toStdString(), m_secretKey.toStdString(), "", 0}));
}

AwsCli::AwsCli(const PlaneProcess& plane) : m_endpoint(plane.endpoint()) {
    environment.insert("PATH", "/usr/bin:/bin");
    environment.insert("HOME", plane.folder());
    environment.insert("LANG", "C.UTF-8");
    environment.insert("AWS_PAGER", "");
    environment.insert("AWS_EC2_METADATA_DISABLED", "true");
    environment.insert("AWS_DEFAULT_REGION", plane.region());
    environment.insert("AWS_ACCESS_KEY_ID", plane.accessKey());
    environment.insert("AWS_SECRET_ACCESS_KEY", plane.secretKey());
}

CliReply AwsCli::ecs(const QStringList& arguments) const {
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start("/usr/bin/aws",
                  QStringList{"--endpoint-url", m_endpoint, "--output", "json", "ecs"} + arguments);
    CliReply reply;
    bool done = process.waitForFinished(300'000);
    reply.out = process.readAllStandardOutput();
    reply.err = process.readAllStandardError();
    if (done && process.exitStatus() == QProcess::NormalExit)
        reply.exit = process.exitCode();
    else
        reply.err += process.errorString().toUtf8();
    return reply;
}

} // namespace pilothouse::tests
