// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/recorder.h"

namespace pilothouse::plane {

using namespace control;

namespace {

Json toJson(const ContainerObservation& c) {
    Json json = Json::object({{"state", static_cast<int>(c.state)}});
    if (!c.runtimeId.empty()) json.set("runtimeId", c.runtimeId);
    if (!c.imageDigest.empty()) json.set("imageDigest", c.imageDigest);
    if (c.exitCode) json.set("exitCode", *c.exitCode);
    if (!c.reason.empty()) json.set("reason", c.reason);
    json.set("health", static_cast<int>(c.health));
    json.set("startedAt", c.startedAt);
    json.set("finishedAt", c.finishedAt);
    json.set("pullPercent", c.pullPercent);
    return json;
}

ContainerObservation containerFrom(const Json& json) {
    ContainerObservation c;
    c.state = static_cast<ObservedContainer>(json.integer("state"));
    c.runtimeId = json.str("runtimeId");
    c.imageDigest = json.str("imageDigest");
    if (json.has("exitCode")) c.exitCode = static_cast<int>(json.integer("exitCode"));
    c.reason = json.str("reason");
    c.health = static_cast<ecs::HealthStatus>(json.integer("health"));
    c.startedAt = json.integer("startedAt");
    c.finishedAt = json.integer("finishedAt");
    c.pullPercent = static_cast<int>(json.integer("pullPercent", -1));
    return c;
}

Json toJson(const TaskObservation& t) {
    Json json = Json::object({{"kind", "task"}, {"taskId", t.taskId}, {"attempt", t.attempt}});
    json.set("network", static_cast<int>(t.network));
    json.set("networkReason", t.networkReason);
    json.set("address", t.address);
    json.set("macAddress", t.macAddress);
    json.set("pullStartedAt", t.pullStartedAt);
    json.set("pullStoppedAt", t.pullStoppedAt);
    json.set("gone", t.gone);
    Json bindings = Json::array(), containers = Json::array();
    for (auto& b : t.bindings)
        bindings.push(Json::array({b.bindIP, b.containerPort, b.hostPort, b.protocol}));
    for (auto& c : t.containers)
        containers.push(toJson(c));
    json.set("bindings", std::move(bindings));
    json.set("containers", std::move(containers));
    return json;
}

TaskObservation taskFrom(const Json& json) {
    TaskObservation t;
    t.taskId = json.str("taskId");
    t.attempt = static_cast<int>(json.integer("attempt"));
    t.network = static_cast<NetworkState>(json.integer("network"));
    t.networkReason = json.str("networkReason");
    t.address = json.str("address");
    t.macAddress = json.str("macAddress");
    t.pullStartedAt = json.integer("pullStartedAt");
    t.pullStoppedAt = json.integer("pullStoppedAt");
    t.gone = json.boolean("gone");
    for (auto& b : json.at("bindings").items())
        t.bindings.push_back({b.at(0).asString(), static_cast<int>(b.at(1).asInt()),
                              static_cast<int>(b.at(2).asInt()), b.at(3).asString()});
    for (auto& c : json.at("containers").items())
        t.containers.push_back(containerFrom(c));
    return t;
}

Json toJson(const EngineObservation& e) {
    return Json::object({{"kind", "engine"},
                         {"engine", e.engine},
                         {"answers", e.answers},
                         {"version", e.version},
                         {"cause", e.cause},
                         {"cpus", e.cpus},
                         {"memoryBytes", e.memoryBytes},
                         {"limits", e.limits}});
}

Json toJson(const AddInstances& added) {
    Json rows = Json::array();
    for (auto& row : added.rows) {
        Json attributes = Json::object();
        for (auto& [name, value] : row.attributes)
            attributes.set(name, value);
        rows.push(Json::object({{"id", row.key.name},
                                {"ec2InstanceId", row.ec2InstanceId},
                                {"engine", row.engine},
                                {"zone", row.zone},
                                {"address", row.address},
                                {"cpu", row.cpu},
                                {"memory", row.memory},
                                {"connected", row.connected},
                                {"attributes", std::move(attributes)}}));
    }
    return Json::object({{"kind", "addInstances"}, {"cluster", added.cluster}, {"rows", std::move(rows)}});
}

AddInstances instancesFrom(const Json& json) {
    AddInstances added{json.str("cluster"), {}};
    for (auto& item : json.at("rows").items()) {
        InstanceRow row;
        row.key = {added.cluster, item.str("id")};
        row.ec2InstanceId = item.str("ec2InstanceId");
        row.engine = item.str("engine");
        row.zone = item.str("zone");
        row.address = item.str("address");
        row.cpu = static_cast<int>(item.integer("cpu"));
        row.memory = static_cast<int>(item.integer("memory"));
        row.connected = item.boolean("connected");
        for (auto& [name, value] : item.at("attributes").members())
            row.attributes.emplace_back(name, value.asString());
        added.rows.push_back(std::move(row));
    }
    return added;
}

} // namespace

Json toJson(const Event& event) {
    struct Visitor {
        Json operator()(const Command& c) const {
            return Json::object(
                {{"kind", "command"}, {"operation", c.operation}, {"caller", c.caller}, {"input", c.input}});
        }
        Json operator()(const TaskObservation& t) const { return toJson(t); }
        Json operator()(const EngineObservation& e) const { return toJson(e); }
        Json operator()(const AddInstances& a) const { return toJson(a); }
        Json operator()(const Tick&) const { return Json::object({{"kind", "tick"}}); }
        Json operator()(const TimeJumped& j) const { return Json::object({{"kind", "jump"}, {"by", j.by}}); }
    };
    return std::visit(Visitor{}, event);
}

Result<Event> eventFromJson(const Json& json) {
    auto kind = json.str("kind");
    if (kind == "command") return Event(Command{json.str("operation"), json.at("input"), json.str("caller")});
    if (kind == "task") return Event(taskFrom(json));
    if (kind == "engine")
        return Event(EngineObservation{json.str("engine"), json.boolean("answers"), json.str("version"),
                                       json.str("cause"), static_cast<int>(json.integer("cpus")),
                                       json.integer("memoryBytes"), json.str("limits")});
    if (kind == "addInstances") return Event(instancesFrom(json));
    if (kind == "tick") return Event(Tick{});
    if (kind == "jump") return Event(TimeJumped{json.integer("by")});
    return fail("record.event", kind, "no event is of this kind");
}

} // namespace pilothouse::plane
