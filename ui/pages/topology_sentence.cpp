// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/topology_sentence.h"

#include <algorithm>

namespace pilothouse::ui {

namespace {

constexpr int evenWithin = 12; // points between the fullest zone and the emptiest

int share(std::int64_t free, std::int64_t whole) {
    return whole > 0 ? int(100 * (whole - free) / whole) : 0;
}

Sentence fills(const Topology& topology) {
    const MapGroup all = topology.whole();
    const int cpu = share(all.cpuFree, all.cpu), memory = share(all.memoryFree, all.memory);
    const Args args{{"cpu", Arg::number(cpu)}, {"memory", Arg::number(memory)}};
    if (topology.instances().empty())
        return say("map.says.fargate", {{"tasks", Arg::number(topology.shown())}});
    if (all.cpu == 0 && all.memory == 0) return say("map.says.noneTakes");
    if (cpu == 0 && memory == 0) return say("map.says.idle");
    return say(memory >= cpu ? "map.says.memory" : "map.says.cpu", args);
}

Sentence fitting(const console::Fit& fit, const QString& name, int count) {
    const Args args{
        {"name", Arg::name(name)}, {"count", Arg::number(count)}, {"placed", Arg::number(fit.placed)}};
    if (!fit.needsInstance) return say("map.says.fit.fargate", args).toned(Tone::text2);
    if (fit.missing == 0) return say("map.says.fit.all", args).toned(Tone::ok);
    return say(fit.placed > 0 ? "map.says.fit.some" : "map.says.fit.none", args).toned(Tone::warn);
}

Sentence evenness(const Topology& topology) {
    if (topology.groupBy() != Topology::GroupBy::zone || topology.groups().size() < 2) return {};
    const auto reserved = [](const MapGroup& group) {
        return std::max(share(group.memoryFree, group.memory), share(group.cpuFree, group.cpu));
    };
    int least = 100, most = 0;
    const MapGroup* fullest = nullptr;
    for (const MapGroup& group : topology.groups()) {
        if (group.memory == 0 && group.cpu == 0) continue;
        least = std::min(least, reserved(group));
        if (fullest && reserved(group) <= most) continue;
        most = reserved(group);
        fullest = &group;
    }
    if (!fullest || most == 0) return {};
    if (most - least <= evenWithin) return say("map.says.even").toned(Tone::text2);
    return say("map.says.fullest", {{"zone", Arg::plain(fullest->name)}, {"percent", Arg::number(most)}})
        .toned(Tone::text2);
}

} // namespace

Sentence topologySentence(const Topology& topology, const console::Fit* fit, const QString& name, int count) {
    if (topology.instances().empty() && topology.shown() == 0) return say("map.says.nothing");
    Sentence told = fills(topology);
    if (fit) return told += fitting(*fit, name, count);
    const LookCounts& looks = topology.looks();
    const int waiting = looks[std::size_t(MapLook::waiting)], missing = looks[std::size_t(MapLook::missing)];
    if (waiting > 0)
        told += say("map.says.waiting", {{"count", Arg::number(waiting)}}).toned(Tone::warn);
    else if (missing > 0)
        told += say("map.says.lacking", {{"count", Arg::number(missing)}}).toned(Tone::bad);
    else
        told += evenness(topology);
    return told;
}

} // namespace pilothouse::ui
