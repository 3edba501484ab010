// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the map says in words: tips, screen readers.
#include "ui/pages/topology_map.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

namespace pilothouse::ui {

namespace {

QString definitionOf(const console::Task& task) {
    const QString family = QString::fromStdString(task.family);
    return task.revision > 0 ? family + u':' + QString::number(task.revision) : family;
}

QString taskWords(const Topology& topology, const MapTask& task, Millis now) {
    const MapName& name = topology.nameOf(task);
    if (!task.row) return sayPlain("map.tip.missing", {{"service", Arg::plain(name.text)}});
    const console::Verdict verdict = console::explain(*task.row);
    QStringList lines{name.text + u' ' + QString::fromStdString(task.row->id).left(8)};
    const auto status = ecs::text(task.row->lastStatus);
    const QString state = QString::fromUtf8(status.data(), qsizetype(status.size()));
    const QString why = shortReason(verdict.reason);
    if (verdict.since > 0 && now > verdict.since)
        lines << sayPlain("map.tip.state", {{"state", Arg::plain(state)},
                                            {"length", Arg::duration(now - verdict.since)},
                                            {"why", Arg::plain(why)}});
    else
        lines << state + QStringLiteral(", ") + why;
    lines << sayPlain("map.tip.size", {{"definition", Arg::plain(definitionOf(*task.row))},
                                       {"cpu", Arg::number(task.cpu)},
                                       {"memory", Arg::plain(memoryText(task.memory))}});
    return lines.join(u'\n');
}

QString instanceWords(const MapInstance& instance) {
    const console::Instance& row = *instance.row;
    QStringList lines{instance.type.isEmpty() ? instance.name : instance.name + u' ' + instance.type};
    if (row.status == "DRAINING") lines << sayPlain("map.tip.draining");
    if (!row.connected) lines << sayPlain("map.tip.disconnected");
    lines << sayPlain("map.tip.instance", {{"tasks", Arg::number(instance.tasks)},
                                           {"cpu", Arg::number(row.cpuFree)},
                                           {"cpuAll", Arg::number(row.cpu)},
                                           {"memory", Arg::plain(numberText(row.memoryFree))},
                                           {"memoryAll", Arg::plain(memoryText(row.memory))}});
    return lines.join(u'\n');
}

} // namespace

QString mapWords(const Topology& topology, const MapSpot& spot, Millis now) {
    if (spot.instance >= 0) return instanceWords(topology.instances()[std::size_t(spot.instance)]);
    if (spot.task >= 0) return taskWords(topology, topology.tasks()[std::size_t(spot.task)], now);
    return {};
}

QString mapSummary(const Topology& topology) {
    const MapGroup all = topology.whole();
    const auto share = [](std::int64_t free, std::int64_t whole) {
        return Arg::number(whole > 0 ? 100 * (whole - free) / whole : 0);
    };
    const LookCounts& looks = topology.looks();
    const int missing = looks[std::size_t(MapLook::missing)];
    return sayPlain("map.summary", {{"instances", Arg::number(std::int64_t(topology.instances().size()))},
                                    {"groups", Arg::number(std::int64_t(topology.groups().size()))},
                                    {"tasks", Arg::number(topology.shown() - missing)},
                                    {"cpu", share(all.cpuFree, all.cpu)},
                                    {"memory", share(all.memoryFree, all.memory)},
                                    {"waiting", Arg::number(looks[std::size_t(MapLook::waiting)])},
                                    {"missing", Arg::number(missing)},
                                    {"unhealthy", Arg::number(looks[std::size_t(MapLook::unhealthy)])}});
}

} // namespace pilothouse::ui
