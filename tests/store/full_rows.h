// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/state.h"
#include "core/control/typed.h"

namespace pilothouse::tests {

// Rows with another value in each member, so that a forgotten or swapped column shows. Each row is taken
// apart into all its members: a new member does not compile until it stands here.

class Filler {
public:
    explicit Filler(int seed) : m_next(seed) {}

    template <typename... T>
    void operator()(T&... values) {
        (fill(values), ...);
    }

private:
    using Pairs = std::vector<std::pair<std::string, std::string>>;

    void fill(bool& value) { value = ++m_next % 2 == 0; }
    void fill(std::string& value) { value = "\"text\" 日本\n" + std::to_string(++m_next); }
    void fill(std::optional<int>& value) { value = ++m_next; }
    void fill(std::vector<std::string>& value) { value = {"a" + std::to_string(++m_next), ""}; }
    void fill(std::vector<int>& value) { value = {++m_next, -53}; }
    void fill(Pairs& value) { value = {{"k", "v" + std::to_string(++m_next)}, {"", ""}}; }
    void fill(control::ClusterKey& value) { (*this)(value.cluster, value.name); }
    void fill(control::DefinitionKey& value) { (*this)(value.family, value.revision); }
    void fill(std::vector<control::PortBinding>& value) {
        control::PortBinding full;
        auto& [ip, containerPort, hostPort, protocol] = full;
        (*this)(ip, containerPort, hostPort, protocol);
        value = {full, {}};
    }
    void fill(std::vector<control::ContainerRow>& value) {
        control::ContainerRow full;
        auto& [uuid, goal, status, runtimeId, digest, reason, exitCode, health, startedAt, finishedAt] = full;
        (*this)(uuid, goal, status, runtimeId, digest, reason, exitCode, health, startedAt, finishedAt);
        value = {full, {}};
        value.back().exitCode = 0; // ended well is not the same as not ended
    }
    template <typename T>
    requires std::is_enum_v<T>
    void fill(T& value) { value = static_cast<T>(1); }
    template <typename T>
    requires(std::is_integral_v<T>) void fill(T& value) { value = static_cast<T>(++m_next); }

    int m_next;
};

inline void fill(control::MetaRow& row, Filler& f) {
    auto& [planeId, engineKind, engineAddress, lastNow] = row;
    f(planeId, engineKind, engineAddress, lastNow);
}
inline void fill(control::ClusterRow& row, Filler& f) {
    auto& [name, active, document, tags] = row;
    f(name, active, document, tags);
}
inline void fill(control::FamilyRow& row, Filler& f) {
    auto& [family, lastRevision] = row;
    f(family, lastRevision);
}
inline void fill(control::DefinitionRow& row, Filler& f) {
    auto& [key, active, registeredAt, deregisteredAt, registeredBy, document, tags, typed] = row;
    f(key, active, registeredAt, deregisteredAt, registeredBy, tags);
    document = R"({"networkMode":"awsvpc","containerDefinitions":[{"name":"a","image":"b","cpu":7}]})";
    (void)typed; // read from the document
    fillTyped(row);
}
inline void fill(control::InstanceRow& row, Filler& f) {
    auto& [key, ec2, engine, zone, address, cpu, memory, status, connected, at, version, attributes, tags] =
        row;
    f(key, ec2, engine, zone, address, cpu, memory, status, connected, at, version, attributes, tags);
}
inline void fill(control::ServiceRow& row, Filler& f) {
    auto& [key, status, document, tags, createdAt, createdBy, desiredCount, definition, primary, stoppedAt,
           minimum, maximum, enabled, rollback, resets, thresholdType, threshold, grace, constraints,
           strategies, launchType, nextTry, failures, lastFailureAt, steady, trouble, troubleAt] = row;
    f(key, status, tags, createdAt, createdBy, desiredCount, definition, primary, stoppedAt);
    f(nextTry, failures, lastFailureAt, steady, trouble, troubleAt);
    document =
        R"({"deploymentConfiguration":{"minimumHealthyPercent":51,"maximumPercent":151,"deploymentCircuitBreaker":
           {"enable":true,"rollback":true}},"healthCheckGracePeriodSeconds":9,"launchType":"FARGATE",
           "placementConstraints":[{"type":"distinctInstance"}],
           "placementStrategy":[{"type":"binpack","field":"CPU"}]})";
    // read from the document
    (void)minimum, (void)maximum, (void)enabled, (void)rollback, (void)resets, (void)thresholdType;
    (void)threshold, (void)grace, (void)constraints, (void)strategies, (void)launchType;
    fillTyped(row);
}
inline void fill(control::DeploymentRow& row, Filler& f) {
    auto& [digits, id, service, definition, role, rollout, rolloutReason, status, statusReason, sequence,
           createdAt, updatedAt, startedAt, finishedAt, stoppedAt, desired, failed, breakerFailures,
           triggered, everRan, completed, sources, rollbackOf, rolledBackTo, rollbackAt, revision] = row;
    f(digits, id, service, definition, role, rollout, rolloutReason, status, statusReason, sequence,
      createdAt, updatedAt, startedAt, finishedAt, stoppedAt, desired, failed, breakerFailures, triggered,
      everRan, completed, sources, rollbackOf, rolledBackTo, rollbackAt, revision);
}
inline void fill(control::TaskRow& row, Filler& f) {
    auto& [key, definition, service, deployment, instance, engine, launchType, last, desired, health,
           stopCode, stoppedReason, group, startedBy, overrides, tags, extra, cpu, memory, hostPorts,
           hostMode, attempt, version, createdAt, pullStarted, pullStopped, startedAt, stoppingAt,
           executionStopped, stoppedAt, connectivityAt, connected, attachmentId, address, mac, bindings,
           percent, counted, containers] = row;
    f(key, definition, service, deployment, instance, engine, launchType, last, desired, health, stopCode,
      stoppedReason, group, startedBy, overrides, tags, extra, cpu, memory, hostPorts, hostMode, attempt,
      version, createdAt, pullStarted, pullStopped, startedAt, stoppingAt, executionStopped, stoppedAt,
      connectivityAt, connected, attachmentId, address, mac, bindings, percent, counted, containers);
}
inline void fill(control::EventRow& row, Filler& f) {
    auto& [service, sequence, id, createdAt, message] = row;
    f(service, sequence, id, createdAt, message);
}
inline void fill(control::TokenRow& row, Filler& f) {
    auto& [cluster, operation, token, request, names, createdAt] = row;
    f(cluster, operation, token, request, names, createdAt);
}
inline void fill(control::DeadlineRow& row, Filler& f) {
    auto& [kind, cluster, name, detail, due] = row;
    f(kind, cluster, name, detail, due);
}

/// One row of each table.
inline control::Changes oneOfEach(int seed) {
    control::Changes changes;
    Filler filler(seed);
    control::Changes::each(changes, [&]<typename Key, typename Row>(std::map<Key, control::Ptr<Row>>& table) {
        std::remove_const_t<Row> row;
        fill(row, filler);
        auto key = keyOf(row);
        table[key] = std::make_shared<const Row>(std::move(row));
    });
    return changes;
}

} // namespace pilothouse::tests
