// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/world.h"

#include <cstdio>
#include <cstdlib>

namespace pilothouse::bench {

using namespace control;

Json webDefinition() {
    Json container = Json::object({{"name", "web"}, {"image", "web"}, {"cpu", 64}, {"memory", 32}});
    return Json::object({{"family", "web"}, {"containerDefinitions", Json::array({container})}});
}

World::World(int instances) {
    call("CreateCluster", Json::object({{"clusterName", "default"}}));
    call("RegisterTaskDefinition", webDefinition());
    AddInstances event{"default", {}};
    for (int i = 0; i < instances; ++i) {
        InstanceRow row;
        row.zone = std::string("us-east-1") + static_cast<char>('a' + i % 3);
        row.engine = "simulated";
        row.cpu = 8192;
        row.memory = 32768;
        row.connected = true;
        row.attributes = {{"ecs.availability-zone", row.zone}};
        event.rows.push_back(row);
    }
    take(event);
}

void World::take(const Event& event) {
    apply(state, step(state, event, ++m_now, m_random, m_rules).changes);
}

Json World::call(const std::string& operation, const Json& input) {
    auto done = step(state, Command{operation, input, "bench"}, ++m_now, m_random, m_rules);
    if (!done.reply || !*done.reply) {
        std::fprintf(stderr, "%s is refused\n", operation.c_str());
        std::exit(1);
    }
    apply(state, done.changes);
    return **done.reply;
}

void World::run(const TaskRow& task) {
    TaskObservation seen;
    seen.taskId = task.key.name;
    seen.attempt = task.attempt;
    seen.network = NetworkState::up;
    seen.pullStartedAt = seen.pullStoppedAt = m_now;
    take(seen);
    ContainerObservation container;
    container.state = ObservedContainer::running;
    container.runtimeId = Random(m_random.next()).hex(64);
    container.imageDigest = "sha256:" + std::string(64, 'a');
    container.startedAt = m_now;
    seen.containers.assign(task.containers.size(), container);
    take(seen);
}

} // namespace pilothouse::bench
