// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "core/console/document_diff.h"
#include "core/ecs/defaults.h"
#include "ui/pages/definition_summary.h"
#include "ui/words/changes.h"
#include "ui/words/quantities.h"

#include <set>

namespace pilothouse::ui {

namespace {

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

Sentence plain(const QString& text) {
    Sentence sentence;
    sentence.spans.push_back({text, {}, Tone::text, false});
    return sentence;
}

class Facts {
public:
    std::vector<Fact> all;
    void add(const char* code, const QString& text, bool mono = false) {
        if (!text.isEmpty()) all.push_back({sayPlain(code), plain(text), mono});
    }
};

/// Each element by `tell`, in one line.
template <typename Tell>
QString listed(const Json& list, Tell tell) {
    QStringList parts;
    for (const Json& item : list.items())
        parts << tell(item);
    return parts.join(QStringLiteral(", "));
}

QString wordsOf(const Json& list) {
    return listed(list, [](const Json& item) { return q(item.asString()); })
        .replace(QStringLiteral(", "), QStringLiteral(" "));
}

QString sizeOf(const Json& definition) {
    QStringList parts;
    if (const auto cpu = ecs::cpuUnits(definition.str("cpu"))) parts << cpuText(*cpu);
    if (const auto memory = ecs::memoryMiB(definition.str("memory"))) parts << memoryText(*memory);
    return parts.isEmpty() ? sayPlain("definition.size.none") : parts.join(QStringLiteral(", "));
}

QString memoryOf(const Json& container) {
    const Json &hard = container.at("memory"), &soft = container.at("memoryReservation");
    const Args args{{"hard", Arg::plain(memoryText(hard.asInt()))},
                    {"soft", Arg::plain(memoryText(soft.asInt()))}};
    if (hard.isInt() && soft.isInt()) return sayPlain("definition.memory.both", args);
    if (soft.isInt()) return sayPlain("definition.memory.soft", args);
    return hard.isInt() ? sayPlain("definition.memory.hard", args) : QString();
}

QString portsOf(const Json& container) {
    return listed(container.at("portMappings"), [](const Json& port) {
        QString text = QString::number(port.integer("containerPort"));
        if (port.has("containerPortRange")) text = q(port.str("containerPortRange"));
        if (const auto host = port.integer("hostPort"); host > 0 && host != port.integer("containerPort"))
            text = QString::number(host) + QStringLiteral(" → ") + text;
        return text + u'/' + q(port.str("protocol", "tcp"));
    });
}

/// The members that no fact tells, with their values.
QString others(const Json& object, const std::set<std::string_view>& told) {
    QStringList parts;
    for (const auto& [name, value] : object.members()) {
        const bool empty = value.isNull() || ((value.isArray() || value.isObject()) && value.size() == 0);
        if (!told.contains(name) && !empty) parts << q(name) + QStringLiteral(": ") + valueText(value);
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

std::vector<Fact> taskFacts(const Json& definition) {
    Facts facts;
    facts.add("definition.size", sizeOf(definition));
    facts.add("definition.network", q(definition.str("networkMode", "bridge")));
    facts.add("definition.launch", listed(definition.at("requiresCompatibilities"),
                                          [](const Json& kind) { return q(kind.asString()); }));
    facts.add("definition.taskRole", q(definition.str("taskRoleArn")), true);
    facts.add("definition.executionRole", q(definition.str("executionRoleArn")), true);
    facts.add("definition.volumes",
              listed(definition.at("volumes"), [](const Json& volume) { return q(volume.str("name")); }));
    facts.add("definition.tags", listed(definition.at("tags"), [](const Json& tag) {
                  return q(tag.str("key")) + u'=' + q(tag.str("value"));
              }));
    if (const auto at = definition.millis("registeredAt"))
        facts.add("definition.registered",
                  clockText(*at) + (definition.has("registeredBy")
                                        ? u' ' + q(lastPart(definition.str("registeredBy")))
                                        : QString()));
    facts.add("definition.other",
              others(definition, {"family", "cpu", "memory", "networkMode", "requiresCompatibilities",
                                  "taskRoleArn", "executionRoleArn", "volumes", "tags", "registeredAt",
                                  "registeredBy", "containerDefinitions", "taskDefinitionArn", "revision",
                                  "status", "compatibilities", "requiresAttributes", "deregisteredAt"}));
    return facts.all;
}

std::vector<Fact> containerFacts(const Json& container) {
    Facts facts;
    facts.add("definition.image", q(container.str("image")), true);
    if (container.integer("cpu") > 0)
        facts.add("definition.cpu",
                  sayPlain("definition.cpu.units", {{"units", Arg::number(container.integer("cpu"))}}));
    facts.add("definition.memory", memoryOf(container));
    facts.add("definition.ports", portsOf(container));
    facts.add("definition.command", wordsOf(container.at("command")), true);
    facts.add("definition.health", wordsOf(container.at("healthCheck").at("command")), true);
    facts.add("definition.dependsOn", listed(container.at("dependsOn"), [](const Json& one) {
                  return q(one.str("containerName")) + u' ' + q(one.str("condition"));
              }));
    facts.add("definition.environment", listed(container.at("environment"), [](const Json& one) {
                  return q(one.str("name")) + u'=' + q(one.str("value"));
              }));
    facts.add("definition.secrets",
              listed(container.at("secrets"), [](const Json& one) { return q(one.str("name")); }));
    facts.add("definition.mounts", listed(container.at("mountPoints"), [](const Json& one) {
                  return q(one.str("sourceVolume")) + QStringLiteral(" → ") + q(one.str("containerPath"));
              }));
    facts.add("definition.logs", q(container.at("logConfiguration").str("logDriver")));
    facts.add("definition.other",
              others(container, {"name", "image", "cpu", "memory", "memoryReservation", "portMappings",
                                 "command", "healthCheck", "dependsOn", "environment", "secrets",
                                 "mountPoints", "logConfiguration", "essential"}));
    return facts.all;
}

} // namespace pilothouse::ui
