// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/window/control.h"

#include "app/pilothouse/local_plane.h"

#include <QFile>
#include <QProcess>
#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace pilothouse::tests {

Control::Control(QString dataFolder)
    : m_folder(std::move(dataFolder)), m_http(std::make_shared<net::HttpClient>()) {}

Control::~Control() {
    if (m_pid <= 1) return;
    ::kill(m_pid, SIGTERM);
    // Its lock is free once it has ended.
    const int lock = ::open((m_folder + "/lock").toLocal8Bit(), O_RDWR | O_CLOEXEC);
    if (lock >= 0) {
        ::flock(lock, LOCK_EX);
        ::close(lock);
    }
    const QString label = "label=pilothouse.plane=" + QString::fromStdString(m_plane);
    for (const auto& [list, remove] :
         {std::pair(QStringList{"ps", "-aq", "--filter", label}, QStringList{"rm", "-f"}),
          std::pair(QStringList{"network", "ls", "-q", "--filter", label}, QStringList{"network", "rm"})}) {
        QProcess find;
        find.start("docker", list);
        find.waitForFinished(60'000);
        const QStringList ids =
            QString::fromLatin1(find.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts);
        if (!ids.isEmpty()) QProcess::execute("docker", remove + ids);
    }
}

bool Control::connect() {
    QFile file(m_folder + "/endpoint.json");
    if (!file.open(QIODevice::ReadOnly)) return false;
    const auto json = Json::parse(file.readAll().toStdString());
    if (!json) return false;
    m_pid = static_cast<int>(json->integer("pid"));
    m_plane = json->str("plane");
    m_client =
        std::make_unique<aws::EcsClient>(m_http, aws::Endpoint{json->str("endpoint"), json->str("region")},
                                         app::planeCredentials(m_folder.toStdString()));
    return true;
}

Json Control::ask(const std::string& operation, Json input) {
    return m_client->wait(operation, std::move(input)).value_or(Json());
}

Json Control::service(const std::string& name) {
    const Json reply = ask("DescribeServices", Json::object({{"services", Json::array({name})}}));
    return reply.at("services").at(std::size_t{0});
}

Json Control::task(const std::string& arn) {
    return ask("DescribeTasks", Json::object({{"tasks", Json::array({arn})}})).at("tasks").at(std::size_t{0});
}

std::set<std::string> Control::runningTasks(const std::string& service) {
    std::set<std::string> arns;
    const Json listed = ask("ListTasks", Json::object({{"serviceName", service}}));
    if (listed.at("taskArns").size() == 0) return arns;
    const Json tasks = ask("DescribeTasks", Json::object({{"tasks", listed.at("taskArns")}}));
    for (const Json& row : tasks.at("tasks").items())
        if (row.str("lastStatus") == "RUNNING" && row.str("desiredStatus") == "RUNNING")
            arns.insert(row.str("taskArn"));
    return arns;
}

int Control::tasks(const std::string& desiredStatus) {
    const Json listed = ask("ListTasks", Json::object({{"desiredStatus", desiredStatus}}));
    return listed.at("taskArns").isArray() ? static_cast<int>(listed.at("taskArns").size()) : -1;
}

std::string Control::definitionStatus(const std::string& name) {
    const Json reply = ask("DescribeTaskDefinition", Json::object({{"taskDefinition", name}}));
    return reply.at("taskDefinition").str("status");
}

bool Control::isSteady(const std::string& name, int tasks) {
    const Json row = service(name);
    const Json& deployments = row.at("deployments");
    return row.integer("desiredCount") == tasks && row.integer("runningCount") == tasks &&
           row.integer("pendingCount") == 0 && deployments.size() == 1 &&
           deployments.at(std::size_t{0}).str("rolloutState") == "COMPLETED";
}

} // namespace pilothouse::tests
