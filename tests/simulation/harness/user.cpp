// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/harness/user.h"

#include "tests/simulation/harness/oracle.h"

namespace pilothouse::simulation {

namespace {

const std::vector<std::string> clusters = {"east", "west", "spare"};
const std::vector<std::string> bridgeFamilies = {"api", "jobs", "web"};
const std::vector<std::string> vpcFamilies = {"vpc", "pay"};

bool isVpc(const std::string& service) {
    return service.starts_with("v");
}

Json network() {
    return Json::object({{"awsvpcConfiguration", Json::object({{"subnets", Json::strings({"subnet-1"})}})}});
}

} // namespace

std::optional<Reply> User::call(const std::string& operation, const Json& input) {
    return m_machine.call(operation, input);
}

std::string User::someCluster() {
    return m_random.chance(0.7) ? clusters[0] : clusters[1];
}

void User::setUp() {
    for (auto& name : {clusters[0], clusters[1]})
        call("CreateCluster", Json::object({{"clusterName", name}}));
    addInstances(clusters[0], 2 + static_cast<int>(m_random.below(4)));
    addInstances(clusters[1], 1 + static_cast<int>(m_random.below(2)));
    for (int i = 0; i < 4; ++i)
        registerDefinition(i == 3, true);
    for (int i = 0; i < 3; ++i)
        createService();
}

void User::addInstances(const std::string& cluster, int count) {
    AddInstances event{cluster, {}};
    for (int i = 0; i < count; ++i) {
        InstanceRow row;
        row.zone = std::string("us-east-1") + static_cast<char>('a' + i % 3);
        row.engine = oneOf(m_machine.links()).engine.name();
        row.address = "127.64.0." + std::to_string(10 + m_instances++);
        row.cpu = 1024;
        row.memory = static_cast<int>(512 + 256 * m_random.below(3));
        row.connected = true;
        row.attributes = {{"ecs.availability-zone", row.zone}};
        event.rows.push_back(row);
    }
    m_machine.post(event);
}

std::string User::registerDefinition(bool awsvpc, bool good) {
    auto& family = oneOf(awsvpc ? vpcFamilies : bridgeFamilies);
    auto kind = good ? goodKind(m_random, awsvpc) : anyKind(m_random, awsvpc);
    auto reply = call("RegisterTaskDefinition", definitionOf(kind, family));
    if (!reply) return "";
    if (!*reply) throw Violation("a definition is refused: " + reply->error().message);
    int revision = static_cast<int>((*reply)->at("taskDefinition").integer("revision"));
    m_kinds[{family, revision}] = kind;
    return family + ":" + std::to_string(revision);
}

/// Mostly one that is there already; a new one else.
std::string User::someDefinition(bool awsvpc) {
    std::vector<std::string> known;
    for (auto& [key, row] : m_machine.state().definitions)
        if (row->active && (row->typed.networkMode == ecs::NetworkMode::awsvpc) == awsvpc)
            known.push_back(key.text());
    if (known.empty() || m_random.chance(0.5)) return registerDefinition(awsvpc, m_random.chance(0.4));
    return oneOf(known);
}

Fate User::fateOf(const DefinitionKey& key) const {
    auto it = m_kinds.find(key);
    return it == m_kinds.end() ? Fate::runs : kindOf(it->second).fate;
}

Json User::configuration() {
    static const std::vector<int> lower = {0, 50, 66, 100, 100}, upper = {100, 133, 150, 200, 200};
    Json json = Json::object({{"minimumHealthyPercent", oneOf(lower)}, {"maximumPercent", oneOf(upper)}});
    if (json.integer("maximumPercent") == 100 && json.integer("minimumHealthyPercent") == 100)
        json.set("minimumHealthyPercent", 50);
    bool enable = m_random.chance(0.6);
    Json breaker = Json::object({{"enable", enable}, {"rollback", enable && m_random.chance(0.7)}});
    if (m_random.chance(0.2)) {
        static const std::vector<std::string> types = {"COUNT", "BOUNDED_PERCENT", "UNBOUNDED_PERCENT"};
        breaker.set(
            "thresholdConfiguration",
            Json::object({{"type", oneOf(types)}, {"value", 1 + static_cast<int>(m_random.below(60))}}));
        breaker.set("resetOnHealthyTask", m_random.chance(0.5));
    }
    json.set("deploymentCircuitBreaker", breaker);
    return json;
}

void User::createService() {
    static const std::vector<std::string> names = {"a", "b", "c", "d", "v1", "v2"};
    auto name = oneOf(names);
    auto definition = someDefinition(isVpc(name));
    if (definition.empty()) return;
    Json input = Json::object({{"cluster", someCluster()},
                               {"serviceName", name},
                               {"taskDefinition", definition},
                               {"desiredCount", static_cast<int>(m_random.below(6))},
                               {"deploymentConfiguration", configuration()}});
    if (isVpc(name)) {
        input.set("networkConfiguration", network());
        if (m_random.chance(0.5)) input.set("launchType", "FARGATE");
    }
    if (m_random.chance(0.3)) input.set("healthCheckGracePeriodSeconds", 12);
    if (m_random.chance(0.2))
        input.set("placementConstraints", Json::array({Json::object({{"type", "distinctInstance"}})}));
    if (m_random.chance(0.3))
        input.set("placementStrategy",
                  Json::array({m_random.chance(0.5)
                                   ? Json::object({{"type", "binpack"}, {"field", "memory"}})
                                   : Json::object({{"type", "spread"}, {"field", "instanceId"}})}));
    call("CreateService", input);
}

Ptr<ServiceRow> User::someService() {
    std::vector<Ptr<ServiceRow>> all;
    for (auto& [key, row] : m_machine.state().services)
        if (row->status == ecs::ServiceStatus::active) all.push_back(row);
    return all.empty() ? nullptr : oneOf(all);
}

void User::updateService() {
    auto service = someService();
    if (!service) return createService();
    Json input = Json::object({{"cluster", service->key.cluster}, {"service", service->key.name}});
    auto what = m_random.below(10);
    if (what < 4) {
        input.set("desiredCount", static_cast<int>(m_random.below(7)));
    } else if (what < 8) {
        auto definition = someDefinition(isVpc(service->key.name));
        if (definition.empty()) return;
        input.set("taskDefinition", definition);
    } else if (what < 9) {
        input.set("forceNewDeployment", true);
    }
    if (m_random.chance(0.25)) input.set("deploymentConfiguration", configuration());
    call("UpdateService", input);
}

/// Mostly one that is under way; now and then one that is over, which is refused.
void User::stopDeployment() {
    std::vector<Ptr<DeploymentRow>> open, all;
    for (auto& [digits, row] : m_machine.state().deployments) {
        all.push_back(row);
        if (row->status == ecs::ServiceDeploymentStatus::inProgress) open.push_back(row);
    }
    if (all.empty()) return;
    auto row = oneOf(open.empty() || m_random.chance(0.1) ? all : open);
    Json input = Json::object(
        {{"serviceDeploymentArn", m_machine.state().arns.serviceDeployment(
                                      row->service.cluster, row->service.name, row->deploymentId)}});
    if (m_random.chance(0.7)) input.set("stopType", m_random.chance(0.4) ? "ABORT" : "ROLLBACK");
    call("StopServiceDeployment", input);
}

void User::mend(const ServiceRow& service) {
    auto definition = registerDefinition(isVpc(service.key.name), true);
    if (definition.empty()) return;
    Json breaker = Json::object({{"enable", false}, {"rollback", false}});
    call("UpdateService",
         Json::object({{"cluster", service.key.cluster},
                       {"service", service.key.name},
                       {"taskDefinition", definition},
                       {"deploymentConfiguration", Json::object({{"minimumHealthyPercent", 50},
                                                                 {"maximumPercent", 200},
                                                                 {"deploymentCircuitBreaker", breaker}})}}));
}

void User::deleteService() {
    auto service = someService();
    if (!service) return;
    call("DeleteService", Json::object({{"cluster", service->key.cluster},
                                        {"service", service->key.name},
                                        {"force", m_random.chance(0.7)}}));
}

void User::runTask() {
    bool awsvpc = m_random.chance(0.3);
    auto definition = someDefinition(awsvpc);
    if (definition.empty()) return;
    Json input = Json::object({{"cluster", someCluster()},
                               {"taskDefinition", definition},
                               {"count", 1 + static_cast<int>(m_random.below(3))}});
    if (awsvpc) {
        input.set("networkConfiguration", network());
        if (m_random.chance(0.5)) input.set("launchType", "FARGATE");
    }
    if (m_random.chance(0.2)) input.set("clientToken", "token" + std::to_string(m_random.below(3)));
    call("RunTask", input);
}

void User::stopTask() {
    std::vector<ClusterKey> live;
    for (auto& [key, row] : m_machine.state().tasks)
        if (isLive(*row)) live.push_back(key);
    if (live.empty()) return;
    auto& key = oneOf(live);
    call("StopTask", Json::object({{"cluster", key.cluster}, {"task", key.name}}));
}

void User::updateInstance() {
    std::vector<Ptr<InstanceRow>> all;
    for (auto& [key, row] : m_machine.state().instances)
        all.push_back(row);
    if (all.empty()) return;
    auto row = oneOf(all);
    bool drain = row->status == ecs::InstanceStatus::active && m_random.chance(0.8);
    call("UpdateContainerInstancesState",
         Json::object({{"cluster", row->key.cluster},
                       {"containerInstances", Json::strings({row->key.name})},
                       {"status", drain ? "DRAINING" : "ACTIVE"}}));
}

void User::cluster() {
    bool create = m_random.chance(0.5);
    auto name = m_random.chance(0.8) ? clusters[2] : clusters[1];
    if (create)
        call("CreateCluster", Json::object({{"clusterName", name}}));
    else
        call("DeleteCluster", Json::object({{"cluster", name}}));
}

void User::deregister() {
    std::vector<std::string> known;
    for (auto& [key, row] : m_machine.state().definitions)
        if (row->active) known.push_back(key.text());
    if (!known.empty()) call("DeregisterTaskDefinition", Json::object({{"taskDefinition", oneOf(known)}}));
}

void User::act() {
    auto what = m_random.below(100);
    if (what < 12) return createService();
    if (what < 50) return updateService();
    if (what < 55) return deleteService();
    if (what < 59) return stopDeployment();
    if (what < 70) return runTask();
    if (what < 80) return stopTask();
    if (what < 92) return updateInstance();
    if (what < 96) return cluster();
    deregister();
}

} // namespace pilothouse::simulation
