// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/console/fake_cluster.h"
#include "tests/console/rows.h"
#include "ui/frame/backend.h"
#include "ui/frame/main_window.h"
#include "ui/frame/preferences.h"

namespace pilothouse::tests {

class AnyKey final : public aws::CredentialsProvider {
public:
    Result<aws::Credentials> credentials() override { return aws::Credentials{"AKID", "secret", "", 0}; }
    void forget() override {}
};

/// Connects to a FakeCluster whatever the target, once it is told to answer.
class FakeBackend : public ui::Backend {
    Q_OBJECT
public:
    explicit FakeBackend(FakeCluster& cluster) : m_cluster(cluster) {
        places.engine.state = ui::EngineFound::State::answers;
        places.engine.name = "Docker";
        places.engine.version = "27.3";
        places.engine.cpus = 8;
        places.engine.memory = 32'000;
    }

    void look() override {
        ++looks;
        emit looked(places);
    }
    void connectTo(const ui::Target& target) override {
        asked << target;
        if (answers) answer();
    }
    void answer() {
        emit connected(asked.last(),
                       std::make_shared<aws::EcsClient>(std::make_shared<net::HttpClient>(),
                                                        aws::Endpoint{m_cluster.endpoint.url(), "us-east-1"},
                                                        std::make_shared<AnyKey>()));
    }

    void lookForPlanes() override { emit planesLooked(planes); }
    void stopPlane(bool simulated) override {
        ++stopped;
        emit planeStopped(simulated, std::nullopt);
    }

    ui::Places places;
    QList<ui::PlaneFound> planes;
    int stopped = 0;
    QList<ui::Target> asked;
    int looks = 0;
    bool answers = true;

private:
    FakeCluster& m_cluster;
};

/// A service as DescribeServices tells it.
inline Json serviceJson(const std::string& name, int desired, int running) {
    const std::string arn = arnStart + "service/default/" + name;
    return Json::object(
        {{"serviceArn", arn},
         {"serviceName", name},
         {"status", "ACTIVE"},
         {"desiredCount", desired},
         {"runningCount", running},
         {"taskDefinition", definitionArn(name + ":1")},
         {"deployments", Json::array({Json::object({{"id", "ecs-svc/1"},
                                                    {"status", "PRIMARY"},
                                                    {"desiredCount", desired},
                                                    {"runningCount", running},
                                                    {"rolloutState", "COMPLETED"},
                                                    {"taskDefinition", definitionArn(name + ":1")}})})}});
}

} // namespace pilothouse::tests
