// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/instance_facts.h"

#include "ui/models/instance_names.h"
#include "ui/words/quantities.h"

namespace pilothouse::ui {

namespace {

QString q(const std::string& text) {
    return QString::fromStdString(text);
}

Sentence words(const QString& text) {
    Sentence sentence;
    sentence.spans = {{text, {}, Tone::text, false}};
    return sentence;
}

QString attribute(const console::Instance& instance, const char* name) {
    const auto it = instance.attributes.find(name);
    return it == instance.attributes.end() ? QString() : q(it->second);
}

} // namespace

Shape instanceShape(const console::Instance& instance) {
    if (instance.status == "DRAINING" || instance.status == "DEREGISTERING") return Shape::leaving;
    if (instance.status == "REGISTERING") return Shape::starting;
    if (instance.status == "REGISTRATION_FAILED") return Shape::failed;
    if (instance.status != "ACTIVE") return Shape::unknown;
    return instance.connected ? Shape::healthy : Shape::trouble;
}

QString instanceState(const console::Instance& instance) {
    if (instance.status == "ACTIVE")
        return sayPlain(instance.connected ? "instances.active" : "instances.silent");
    if (instance.status == "DRAINING") return sayPlain("instances.draining");
    return q(instance.status);
}

Tone instanceTone(const console::Instance& instance) {
    if (instance.status == "ACTIVE") return instance.connected ? Tone::text2 : Tone::bad;
    return instance.status == "REGISTERING" ? Tone::change : Tone::text3;
}

Sentence instanceSentence(const console::Instance& instance) {
    const int tasks = instance.running + instance.pending;
    const Args args{{"tasks", Arg::number(tasks)},
                    {"cpu", Arg::plain(cpuText(instance.cpuFree))},
                    {"memory", Arg::plain(memoryText(instance.memoryFree))}};
    if (instance.status == "DRAINING")
        return say(tasks > 0 ? "instances.says.draining" : "instances.says.drained", args);
    if (!instance.connected) return say("instances.says.silent", args);
    return say("instances.says.room", args);
}

QString limitsText(const console::Instance& instance) {
    if (instance.limits == "kernel") return sayPlain("instances.limits.kernel");
    if (instance.limits == "accounting") return sayPlain("instances.limits.accounting");
    return q(instance.limits);
}

std::vector<Fact> instanceFacts(const console::Instance& instance) {
    std::vector<Fact> facts;
    const auto add = [&](std::string_view code, const QString& value, bool mono = false) {
        if (!value.isEmpty()) facts.push_back({sayPlain(code), words(value), mono});
    };
    add("instances.fact.type", attribute(instance, "ecs.instance-type"));
    add("instances.fact.zone", q(instance.zone));
    add("instances.fact.engine", q(instance.engine));
    add("instances.fact.limits", limitsText(instance));
    const Json& version = instance.raw.at("versionInfo");
    const QString agent = q(version.str("agentVersion"));
    add("instances.fact.agent",
        instance.connected ? agent.isEmpty()
                                 ? sayPlain("instances.connected")
                                 : sayPlain("instances.agent.connected", {{"version", Arg::plain(agent)}})
                           : sayPlain("instances.agent.silent"));
    add("instances.fact.docker", q(version.str("dockerVersion")).remove(QStringLiteral("DockerVersion: ")));
    add("instances.fact.provider", q(instance.raw.str("capacityProviderName")));
    if (const auto at = instance.raw.millis("registeredAt"); at && *at > 0)
        add("instances.fact.since", clockText(*at));
    add("instances.fact.id", nameOf(instance), true);
    return facts;
}

std::vector<Fact> instanceAttributes(const console::Instance& instance) {
    std::vector<Fact> facts;
    for (const auto& [name, value] : instance.attributes) {
        const bool told = name == "ecs.instance-type" || name == "ecs.availability-zone" ||
                          name == "pilothouse.engine" || name == "pilothouse.limits";
        if (value.empty() || told) continue;
        facts.push_back({q(name), words(q(value)), true});
    }
    return facts;
}

QString portsText(const console::Instance& instance) {
    // What remains of PORTS is a set of those that are taken.
    QStringList ports;
    for (const Json& resource : instance.raw.at("remainingResources").items()) {
        const std::string name = resource.str("name");
        if (name != "PORTS" && name != "PORTS_UDP") continue;
        for (const Json& port : resource.at("stringSetValue").items())
            ports << (port.isString() ? q(port.asString()) : QString::number(port.asInt())) +
                         (name == "PORTS" ? QString() : QStringLiteral("/udp"));
    }
    return ports.join(QStringLiteral(", "));
}

} // namespace pilothouse::ui
