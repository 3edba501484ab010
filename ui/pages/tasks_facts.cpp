// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tasks_facts.h"

#include "ui/words/quantities.h"

#include <QCoreApplication>

namespace pilothouse::ui {

namespace {

using console::Status;
using ecs::TaskStatus;

constexpr Millis keptFor = 3'600'000; // ECS tells stopped tasks for an hour at least

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString label(const char* text) {
    return QCoreApplication::translate("TaskFacts", text);
}

Sentence words(const QString& text) {
    Sentence sentence;
    sentence.spans = {{text, {}, Tone::text, false}};
    return sentence;
}

Sentence link(const QString& text, const QString& target) {
    Sentence sentence;
    sentence.spans = {{text, target, Tone::you, false}};
    return sentence;
}

QString definitionOf(const console::Task& task) {
    return task.revision > 0 ? q(task.family) + u':' + QString::number(task.revision) : q(task.family);
}

QString instanceName(const console::Instance& instance) {
    return q(instance.ec2InstanceId.empty() ? instance.id : instance.ec2InstanceId);
}

QString sizeText(const console::Task& task) {
    const auto units = q(task.cpu).toLongLong(); // 0: a share of what is free
    const QString cpu = units > 0 ? cpuText(units) : QString();
    const QString memory = task.memory.empty() ? QString() : memoryText(q(task.memory).toLongLong());
    if (cpu.isEmpty() || memory.isEmpty()) return cpu + memory;
    return sayPlain("fact.size", {{"cpu", Arg::plain(cpu)}, {"memory", Arg::plain(memory)}});
}

Status statusOf(const console::Container& container) {
    if (container.exitCode) return *container.exitCode == 0 ? Status::stopped : Status::failed;
    if (!container.reason.empty()) return Status::failed;
    if (container.lastStatus == "RUNNING")
        return container.health == "HEALTHY"     ? Status::healthy
               : container.health == "UNHEALTHY" ? Status::trouble
                                                 : Status::running;
    return container.lastStatus == "STOPPED" ? Status::stopped : Status::starting;
}

QString stateText(const console::Container& container, bool taskOver) {
    if (container.exitCode) return sayPlain("container.exit", {{"code", Arg::number(*container.exitCode)}});
    if (container.lastStatus == "RUNNING")
        return sayPlain(container.health == "HEALTHY"     ? "container.healthy"
                        : container.health == "UNHEALTHY" ? "container.unhealthy"
                                                          : "container.running");
    if (container.lastStatus == "STOPPED" && !container.runtimeId.empty())
        return sayPlain("container.stoppedUnknown");
    return sayPlain(taskOver || container.lastStatus == "STOPPED" ? "container.neverStarted"
                                                                  : "container.pending");
}

} // namespace

QString rawReasons(const console::Task& task) {
    QStringList lines;
    if (!task.stoppedReason.empty()) lines << q(task.stoppedReason);
    for (const auto& container : task.containers)
        if (!container.reason.empty() && container.reason != task.stoppedReason)
            lines << q(container.name) + QStringLiteral(": ") + q(container.reason);
    return lines.join(u'\n');
}

Sentence whereSentence(const console::Task& task, const console::Instance* instance) {
    Args args{{"definition", Arg::name(definitionOf(task))}};
    const std::string zone = instance && !instance->zone.empty() ? instance->zone : task.zone;
    args["zone"] = Arg::plain(zone);
    if (instance) {
        args["instance"] = Arg::plain(instanceName(*instance));
        return say(zone.empty() ? "detail.where.instanceOnly" : "detail.where.instance", args);
    }
    if (task.launchType == "FARGATE")
        return say(zone.empty() ? "detail.where.fargateOnly" : "detail.where.fargate", args);
    return say("detail.where.nowhere", args);
}

QString lengthText(const console::Task& task, Millis now) {
    const bool over = task.lastStatus == TaskStatus::stopped;
    if (task.createdAt == 0) return {};
    if (task.startedAt == 0 && over)
        return sayPlain("detail.neverRan", {{"length", Arg::duration(task.stoppedAt - task.createdAt)}});
    if (over) {
        const Millis end = task.executionStoppedAt ? task.executionStoppedAt : task.stoppedAt;
        return sayPlain("detail.ran", {{"length", Arg::duration(end - task.startedAt)}});
    }
    const Millis from = task.startedAt ? task.startedAt : task.createdAt;
    return sayPlain("detail.runs", {{"length", Arg::duration(now - from)}});
}

std::vector<Fact> factsOfTask(const console::Task& task, const console::Instance* instance) {
    std::vector<Fact> facts;
    const auto add = [&](const char* name, const Sentence& value, bool mono = false) {
        if (!value.plain().isEmpty()) facts.push_back({label(name), value, mono});
    };
    add(QT_TRANSLATE_NOOP("TaskFacts", "Stop code"), words(q(task.stopCode)));
    if (!task.service.empty())
        add(QT_TRANSLATE_NOOP("TaskFacts", "Service"),
            link(q(task.service), QStringLiteral("service/") + q(task.service)));
    else
        add(QT_TRANSLATE_NOOP("TaskFacts", "Group"), words(q(task.group)));
    add(QT_TRANSLATE_NOOP("TaskFacts", "Started by"), words(q(task.startedBy)), true);
    add(QT_TRANSLATE_NOOP("TaskFacts", "Definition"), words(definitionOf(task)));
    add(QT_TRANSLATE_NOOP("TaskFacts", "Launch type"), words(q(task.launchType)));
    add(QT_TRANSLATE_NOOP("TaskFacts", "Size"), words(sizeText(task)));
    add(QT_TRANSLATE_NOOP("TaskFacts", "Address"), words(q(task.address)), true);
    if (instance) {
        add(QT_TRANSLATE_NOOP("TaskFacts", "Instance"), words(instanceName(*instance)), true);
        add(QT_TRANSLATE_NOOP("TaskFacts", "Engine"), words(q(instance->engine)));
    }
    if (task.createdAt > 0)
        add(QT_TRANSLATE_NOOP("TaskFacts", "Created"), words(momentText(task.createdAt)));
    if (task.stoppedAt > 0)
        add(QT_TRANSLATE_NOOP("TaskFacts", "Kept until"),
            say("detail.keptUntil", {{"clock", Arg::clock(task.stoppedAt + keptFor)}}));
    add(QT_TRANSLATE_NOOP("TaskFacts", "Task ID"), words(q(task.id)), true);
    return facts;
}

std::vector<ContainerLine> containerLines(const console::Task& task) {
    std::vector<ContainerLine> lines;
    const bool over = task.lastStatus == TaskStatus::stopped;
    for (const auto& container : task.containers)
        lines.push_back({statusOf(container), q(container.name), q(container.image),
                         stateText(container, over), q(container.reason), container.essential});
    return lines;
}

} // namespace pilothouse::ui
