// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/state.h"

namespace pilothouse::store {

// The columns of each table, once: creating, writing and reading a table all go over the same list. The first
// columns (keyColumns) are the primary key. A vector or list is one column of JSON text.

template <typename Row>
struct TableOf;

template <>
struct TableOf<control::MetaRow> {
    static constexpr const char* name = "meta";
    static constexpr int keyColumns = 1;
    template <typename R, typename F>
    static void each(R& r, F&& f) {
        f("plane_id", r.planeId), f("engine_kind", r.engineKind), f("engine_address", r.engineAddress);
        f("last_now", r.lastNow);
    }
    static control::MetaRow blank(const std::string&) { return {}; }
};

template <>
struct TableOf<control::ClusterRow> {
    static constexpr const char* name = "clusters";
    static constexpr int keyColumns = 1;
    template <typename R, typename F>
    static void each(R& r, F&& f) {
        f("name", r.name), f("active", r.active), f("document", r.document), f("tags", r.tags);
    }
    static control::ClusterRow blank(const std::string& key) { return {.name = key}; }
};

template <>
struct TableOf<control::FamilyRow> {
    static constexpr const char* name = "families";
    static constexpr int keyColumns = 1;
    template <typename R, typename F>
    static void each(R& r, F&& f) {
        f("family", r.family), f("last_revision", r.lastRevision);
    }
    static control::FamilyRow blank(const std::string& key) { return {.family = key}; }
};

template <>
struct TableOf<control::DefinitionRow> {
    static constexpr const char* name = "definitions";
    static constexpr int keyColumns = 2;
    template <typename R, typename F>
    static void each(R& r, F&& f) {
        f("family", r.key.family), f("revision", r.key.revision), f("active", r.active);
        f("registered_at", r.registeredAt), f("deregistered_at", r.deregisteredAt);
        f("registered_by", r.registeredBy), f("document", r.document), f("tags", r.tags);
    }
    static control::DefinitionRow blank(const control::DefinitionKey& key) { return {.key = key}; }
};

template <>
struct TableOf<control::InstanceRow> {
    static constexpr const char* name = "instances";
    static constexpr int keyColumns = 2;
    template <typename R, typename F>
    static void each(R& r, F&& f) {
        f("cluster", r.key.cluster), f("id", r.key.name), f("ec2_instance_id", r.ec2InstanceId);
        f("engine", r.engine), f("zone", r.zone), f("address", r.address), f("cpu", r.cpu),
            f("memory", r.memory);
        f("status", r.status), f("connected", r.connected), f("registered_at", r.registeredAt);
        f("version", r.version), f("attributes", r.attributes), f("tags", r.tags);
    }
    static control::InstanceRow blank(const control::ClusterKey& key) { return {.key = key}; }
};

template <>
struct TableOf<control::ServiceRow> {
    static constexpr const char* name = "services";
    static constexpr int keyColumns = 2;
    template <typename R, typename F>
    static void each(R& r, F&& f) {
        f("cluster", r.key.cluster), f("name", r.key.name), f("status", r.status), f("document", r.document);
        f("tags", r.tags), f("created_at", r.createdAt), f("created_by", r.createdBy);
        f("desired_count", r.desiredCount), f("definition_family", r.definition.family);
        f("definition_revision", r.definition.revision), f("primary_deployment", r.primary);
        f("stopped_at", r.stoppedAt), f("next_try", r.nextTry),
            f("consecutive_failures", r.consecutiveFailures);
        f("last_failure_at", r.lastFailureAt);
        f("steady", r.steady), f("last_trouble", r.lastTrouble), f("last_trouble_at", r.lastTroubleAt);
    }
    static control::ServiceRow blank(const control::ClusterKey& key) { return {.key = key}; }
};

template <>
struct TableOf<control::DeploymentRow> {
    static constexpr const char* name = "deployments";
    static constexpr int keyColumns = 1;
    template <typename R, typename F>
    static void each(R& r, F&& f) {
        f("digits", r.digits), f("deployment_id", r.deploymentId), f("cluster", r.service.cluster);
        f("service", r.service.name), f("definition_family", r.definition.family);
        f("definition_revision", r.definition.revision), f("role", r.role), f("rollout", r.rollout);
        f("rollout_reason", r.rolloutReason), f("status", r.status), f("status_reason", r.statusReason);
        f("sequence", r.sequence);
        f("created_at", r.createdAt), f("updated_at", r.updatedAt), f("started_at", r.startedAt);
        f("finished_at", r.finishedAt), f("stopped_at", r.stoppedAt), f("desired_count", r.desiredCount);
        f("failed_tasks", r.failedTasks), f("breaker_failures", r.breakerFailures);
        f("breaker_triggered", r.breakerTriggered), f("ever_ran", r.everRan);
        f("completed_once", r.completedOnce), f("sources", r.sources), f("rollback_of", r.rollbackOf);
        f("rolled_back_to", r.rolledBackTo), f("rollback_at", r.rollbackAt), f("revision", r.revision);
    }
    static control::DeploymentRow blank(const std::string& key) { return {.digits = key}; }
};

template <>
struct TableOf<control::TaskRow> {
    static constexpr const char* name = "tasks";
    static constexpr int keyColumns = 2;
    template <typename R, typename F>
    static void each(R& r, F&& f) {
        f("cluster", r.key.cluster), f("id", r.key.name), f("definition_family", r.definition.family);
        f("definition_revision", r.definition.revision), f("service", r.service),
            f("deployment", r.deployment);
        f("instance", r.instance), f("engine", r.engine), f("launch_type", r.launchType),
            f("last_status", r.lastStatus);
        f("desired_status", r.desiredStatus), f("health", r.health), f("stop_code", r.stopCode);
        f("stopped_reason", r.stoppedReason), f("task_group", r.group), f("started_by", r.startedBy);
        f("overrides", r.overrides), f("tags", r.tags), f("extra", r.extra), f("cpu", r.cpu),
            f("memory", r.memory);
        f("host_ports", r.hostPorts), f("host_mode", r.hostMode), f("attempt", r.attempt),
            f("version", r.version), f("created_at", r.createdAt);
        f("pull_started_at", r.pullStartedAt), f("pull_stopped_at", r.pullStoppedAt),
            f("started_at", r.startedAt);
        f("stopping_at", r.stoppingAt), f("execution_stopped_at", r.executionStoppedAt);
        f("stopped_at", r.stoppedAt), f("connectivity_at", r.connectivityAt), f("connected", r.connected);
        f("attachment_id", r.attachmentId), f("address", r.address), f("mac_address", r.macAddress);
        f("bindings", r.bindings), f("pull_percent", r.pullPercent), f("healthy_counted", r.healthyCounted);
        f("containers", r.containers);
    }
    static control::TaskRow blank(const control::ClusterKey& key) { return {.key = key}; }
};

template <>
struct TableOf<control::EventRow> {
    static constexpr const char* name = "events";
    static constexpr int keyColumns = 3;
    template <typename R, typename F>
    static void each(R& r, F&& f) {
        f("cluster", r.service.cluster), f("service", r.service.name), f("sequence", r.sequence);
        f("id", r.id), f("created_at", r.createdAt), f("message", r.message);
    }
    static control::EventRow blank(const control::EventKey& key) {
        return {.service = std::get<0>(key), .sequence = std::get<1>(key)};
    }
};

template <>
struct TableOf<control::TokenRow> {
    static constexpr const char* name = "tokens";
    static constexpr int keyColumns = 3;
    template <typename R, typename F>
    static void each(R& r, F&& f) {
        f("cluster", r.cluster), f("operation", r.operation), f("token", r.token);
        f("request", r.request), f("names", r.names), f("created_at", r.createdAt);
    }
    static control::TokenRow blank(const control::TokenKey& key) {
        return {.cluster = std::get<0>(key), .operation = std::get<1>(key), .token = std::get<2>(key)};
    }
};

template <>
struct TableOf<control::DeadlineRow> {
    static constexpr const char* name = "deadlines";
    static constexpr int keyColumns = 4;
    template <typename R, typename F>
    static void each(R& r, F&& f) {
        f("kind", r.kind), f("cluster", r.cluster), f("name", r.name), f("detail", r.detail), f("due", r.due);
    }
    static control::DeadlineRow blank(const control::DeadlineKey& key) {
        return {.kind = std::get<0>(key),
                .cluster = std::get<1>(key),
                .name = std::get<2>(key),
                .detail = std::get<3>(key)};
    }
};

} // namespace pilothouse::store
