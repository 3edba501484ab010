// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/world.h"

namespace pilothouse::tests {

namespace {

docker::Address engineAddress(const std::string& given) {
    auto text = given.empty()
                    ? qEnvironmentVariable("DOCKER_HOST", "unix:///var/run/docker.sock").toStdString()
                    : given;
    return docker::addressOf(text).value_or(docker::Address{});
}

constexpr const char* image = "pilothouse/web:1";

} // namespace

Bystander::Bystander(const std::string& address)
    : m_engine(std::make_shared<net::HttpClient>(), engineAddress(address)) {
    (void)m_engine.connect();
}

Json Bystander::containers(const std::string& label) {
    auto list = m_engine.call("GET", "/containers/json?all=1&filters=" + docker::labelFilter({label}));
    return list ? *list : Json::array();
}

std::string Bystander::runStranger(const std::string& name, const std::string& label) {
    Json spec = Json::object({{"Image", image}, {"Labels", Json::object()}});
    if (!label.empty())
        spec.find("Labels")->set(label.substr(0, label.find('=')), label.substr(label.find('=') + 1));
    auto made = m_engine.call("POST", "/containers/create?name=" + name, &spec);
    if (!made || !m_engine.call("POST", "/containers/" + made->str("Id") + "/start")) return {};
    return made->str("Id");
}

bool Bystander::isRunning(const std::string& id) {
    auto json = m_engine.call("GET", "/containers/" + id + "/json");
    return json && json->at("State").boolean("Running");
}

void Bystander::kill(const std::string& id) {
    (void)m_engine.call("POST", "/containers/" + id + "/kill");
}
void Bystander::remove(const std::string& id) {
    (void)m_engine.call("DELETE", "/containers/" + id + "?force=1");
}

void Bystander::removeAllOf(const QString& plane) {
    if (plane.isEmpty()) return;
    for (auto& item : containers("pilothouse.plane=" + plane.toStdString()).items())
        remove(item.str("Id"));
    (void)m_engine.call("DELETE", "/networks/ph-" + plane.left(6).toStdString());
}

bool WebService::registerDefinition(const std::string& variable) {
    Json health = Json::object({{"command", Json::array({"CMD", "/web", "--check"})},
                                {"interval", 5},
                                {"timeout", 3},
                                {"retries", 3}});
    Json app = Json::object(
        {{"name", "app"},
         {"image", image},
         {"cpu", 32},
         {"memory", 32},
         {"healthCheck", std::move(health)},
         {"stopTimeout", 2},
         {"environment", Json::array({Json::object({{"name", "REVISION"}, {"value", variable}})})}});
    Json needs = Json::array({Json::object({{"containerName", "app"}, {"condition", "START"}})});
    // "--check" asks 127.0.0.1: it ends with 0 only if the other container of its task answers there.
    Json peer = Json::object({{"name", "peer"},
                              {"image", image},
                              {"memory", 16},
                              {"essential", false},
                              {"command", Json::array({"--check"})},
                              {"dependsOn", std::move(needs)}});
    return m_daemon
        .call("RegisterTaskDefinition",
              Json::object({{"family", m_name}, {"containerDefinitions", Json::array({app, peer})}}))
        .has_value();
}

bool WebService::create(int desired) {
    return m_daemon
        .call("CreateService",
              Json::object({{"serviceName", m_name}, {"taskDefinition", m_name}, {"desiredCount", desired}}))
        .has_value();
}

bool WebService::update(const Json& members) {
    Json input = members;
    input.set("service", m_name);
    return m_daemon.call("UpdateService", input).has_value();
}

Json WebService::describe() {
    auto answer = m_daemon.call("DescribeServices", Json::object({{"services", Json::array({m_name})}}));
    return answer ? answer->at("services").at(std::size_t{0}) : Json();
}

std::vector<Json> WebService::tasks(const std::string& desiredStatus) {
    auto list =
        m_daemon.call("ListTasks", Json::object({{"serviceName", m_name}, {"desiredStatus", desiredStatus}}));
    if (!list || !list->at("taskArns").size()) return {};
    auto answer = m_daemon.call("DescribeTasks", Json::object({{"tasks", list->at("taskArns")}}));
    return answer ? std::vector<Json>(answer->at("tasks").items()) : std::vector<Json>();
}

std::pair<int, int> WebService::healthyAndLive() {
    int healthy = 0, live = 0;
    for (auto& status : {"RUNNING", "STOPPED"})
        for (auto& task : tasks(status)) {
            live += task.str("lastStatus") != "STOPPED";
            healthy += task.str("lastStatus") == "RUNNING" && task.str("healthStatus") == "HEALTHY";
        }
    return {healthy, live};
}

bool WebService::steady(int count) {
    auto service = describe();
    return service.integer("runningCount") == count && service.at("deployments").size() == 1 &&
           service.at("deployments").at(std::size_t{0}).str("rolloutState") == "COMPLETED" &&
           healthyAndLive().first == count;
}

} // namespace pilothouse::tests
