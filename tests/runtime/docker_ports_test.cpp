// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses and ports of tasks: bridge on the instance's loopback address, awsvpc on the plane's network.
#include "core/net/http.h"
#include "core/runtime/docker_names.h"
#include "tests/runtime/docker_fixture.h"
#include "tests/support/test_registry.h"

#include <QTcpServer>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::control;
using namespace pilothouse::tests;

namespace {

ecs::ContainerDefinition web(std::vector<ecs::PortMapping> ports) {
    ecs::ContainerDefinition container;
    container.name = "web";
    container.image = "pilothouse/web:1";
    container.environment = {{"PORT", "8080"}};
    container.portMappings = std::move(ports);
    container.healthCheck = ecs::HealthCheck{{"CMD", "/web", "--check"}, 1, 5, 3, 0};
    return container;
}

bool isHealthy(const TaskObservation& seen) {
    return allRun(seen) && seen.containers[0].health == ecs::HealthStatus::healthy;
}

std::string get(const std::string& host, int port, const std::string& path) {
    net::HttpClient http;
    net::Request request;
    request.url = "http://" + host + ":" + std::to_string(port) + path;
    auto answer = http.wait(request);
    return answer ? answer->body : describe(answer.error());
}

} // namespace

class DockerPortsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TestEngine> engine;

    TaskGoal withTaskVariable(TaskGoal goal) {
        auto plan = std::make_shared<TaskPlan>(*goal.plan);
        plan->environment = {{"PILOTHOUSE_TASK", goal.taskId}};
        goal.plan = plan;
        return goal;
    }

private slots:
    void init() {
        engine = std::make_unique<TestEngine>();
        QVERIFY2(engine->answers(), "no Docker engine answers");
    }

    void cleanup() { engine.reset(); }

    void bridgePublishesOnTheInstancesAddress() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = withTaskVariable(plane.task(definitionOf({web({{8080, 0, "tcp", ""}})})));
        plane.want(goal);
        auto seen = plane.await(goal, isHealthy);
        QVERIFY(seen.has_value());
        QCOMPARE(seen->bindings.size(), std::size_t{1});
        auto& binding = seen->bindings[0];
        QCOMPARE(binding.bindIP, goal.plan->hostAddress);
        QCOMPARE(binding.containerPort, 8080);
        QCOMPARE(binding.protocol, std::string("tcp"));
        QVERIFY(binding.hostPort >= 1024);
        QVERIFY(get(binding.bindIP, binding.hostPort, "/").find(goal.taskId.substr(0, 12)) !=
                std::string::npos);
        QCOMPARE(get(binding.bindIP, binding.hostPort, "/health"), std::string("ok\n"));
    }

    void twoInstancesPublishTheSamePort() {
        TestPlane plane(*engine);
        plane.start();
        auto one = withTaskVariable(plane.task(definitionOf({web({{8080, 18080, "tcp", ""}})})));
        auto two = withTaskVariable(plane.task(definitionOf({web({{8080, 18080, "tcp", ""}})})));
        for (auto& goal : {one, two})
            plane.want(goal);
        for (auto& goal : {one, two}) {
            auto seen = plane.await(goal, isHealthy);
            QVERIFY(seen.has_value());
            QCOMPARE(seen->bindings.at(0).hostPort, 18080);
            QVERIFY(get(goal.plan->hostAddress, 18080, "/").find(goal.taskId.substr(0, 12)) !=
                    std::string::npos);
        }
    }

    void aPortInUseIsSaidInTheEnginesWords() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = plane.task(definitionOf({web({{8080, 18081, "tcp", ""}})}));
        QTcpServer holder;
        QVERIFY(holder.listen(QHostAddress(QString::fromStdString(goal.plan->hostAddress)), 18081));
        plane.want(goal);
        auto seen = plane.await(goal, [](auto& now) { return !now.networkReason.empty(); });
        QVERIFY(seen.has_value());
        QVERIFY2(seen->networkReason.starts_with("CannotStartContainerError: "), seen->networkReason.c_str());
        QVERIFY2(seen->networkReason.find("address already in use") != std::string::npos,
                 seen->networkReason.c_str());
        plane.want(plane.removed(goal));
        QVERIFY(plane.await(goal, isGone).has_value());
        QCOMPARE(engine->count(plane.label()), std::size_t{0});
    }

    void awsvpcGivesEachTaskAnAddress() {
        TestPlane plane(*engine);
        plane.start();
        auto one = withTaskVariable(plane.task(definitionOf({web({})}, ecs::NetworkMode::awsvpc)));
        plane.want(one);
        auto seen = plane.await(one, isHealthy);
        QVERIFY(seen.has_value());
        QVERIFY(!seen->address.empty() && !seen->macAddress.empty());
        QVERIFY(seen->bindings.empty());
        QVERIFY(engine->inspect(plane.container(one, runtime::pauseName))
                    .at("NetworkSettings")
                    .at("Networks")
                    .has("ph-" + plane.id.substr(0, 6)));
        auto client = plane.task(definitionOf(
            {busyboxRuns(*engine, "client",
                         "/bin/busybox wget -q -O - http://" + seen->address +
                             ":8080/ | /bin/busybox grep -q " + one.taskId.substr(0, 12) + " && exit 9")},
            ecs::NetworkMode::awsvpc));
        plane.want(client);
        auto asked = plane.await(client, isIn(0, ObservedContainer::exited));
        QVERIFY(asked.has_value());
        QCOMPARE(asked->containers[0].exitCode, std::optional<int>(9));
        QVERIFY(asked->address != seen->address);
    }

    void hostAndNoneHaveNoNetworkOfTheirOwn() {
        TestPlane plane(*engine);
        plane.start();
        auto none = plane.task(definitionOf(
            {busyboxRuns(*engine, "one",
                         "[ $(/bin/busybox ls /sys/class/net | /bin/busybox wc -l) = 1 ] && exit 4")},
            ecs::NetworkMode::none));
        plane.want(none);
        auto seen = plane.await(none, isIn(0, ObservedContainer::exited));
        QVERIFY(seen.has_value());
        QCOMPARE(seen->containers[0].exitCode, std::optional<int>(4));
        auto host = plane.task(definitionOf({busyboxRuns(*engine, "one", "exec /bin/busybox sleep 3600")},
                                            ecs::NetworkMode::host));
        plane.want(host);
        QVERIFY(plane.await(host, allRun).has_value());
        QCOMPARE(
            engine->inspect(plane.container(host, runtime::pauseName)).at("HostConfig").str("NetworkMode"),
            std::string("host"));
    }

    void theWebProgramEndsGracefully() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = plane.task(definitionOf({web({})}));
        plane.want(goal);
        QVERIFY(plane.await(goal, isHealthy).has_value());
        plane.want(plane.with(goal, 0, ContainerGoal::stop));
        auto seen = plane.await(goal, isIn(0, ObservedContainer::exited));
        QVERIFY(seen.has_value());
        QCOMPARE(seen->containers[0].exitCode, std::optional<int>(0));
    }
};

static pilothouse::tests::Registered<DockerPortsTest> registered("docker_ports");

#include "docker_ports_test.moc"
