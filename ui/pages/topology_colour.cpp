// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/topology_colour.h"

#include "ui/theme/theme.h"
#include "ui/words/sentence.h"

namespace pilothouse::ui {

namespace {

constexpr Millis hour = 3'600'000, day = 24 * hour;
constexpr Millis ages[] = {hour, day, 7 * day, 30 * day};
constexpr int ageSteps = 5;

QColor mix(const QColor& a, const QColor& b, double share) {
    return QColor::fromRgbF(float(a.redF() * share + b.redF() * (1 - share)),
                            float(a.greenF() * share + b.greenF() * (1 - share)),
                            float(a.blueF() * share + b.blueF() * (1 - share)));
}

QColor series(int slot) {
    const Tokens& t = tokens();
    const QColor all[] = {t.s1, t.s2, t.s3, t.s4, t.s5, t.s6, t.s7, t.s8};
    return all[slot];
}

TileStyle calm() {
    const Tokens& t = tokens();
    return {t.panel, t.line2, t.text, t.text2, false};
}

TileStyle quiet() {
    const Tokens& t = tokens();
    return {t.idleBg, t.idleLine, t.text, t.text3, false};
}

TileStyle ofLook(MapLook look, bool hot) {
    const Tokens& t = tokens();
    switch (look) {
    case MapLook::healthy:
        if (hot) return {mix(t.okFill, t.panel, 0.55), t.okFill, t.text, t.text2, false};
        return {t.okBg, t.okLine, t.text2, t.text3, false};
    case MapLook::running: // without a check: the ring among the shapes
        return {t.panel, hot ? t.okFill : t.okLine, hot ? t.text : t.text2, t.text3, false};
    case MapLook::leaving:
        return {t.idleBg, t.idleLine, t.text3, t.text3, true};
    case MapLook::starting:
        return {t.changeBg, t.changeFill, t.change, t.text3, true};
    case MapLook::waiting:
        return {t.warnBg, t.warnFill, t.warn, t.text3, true};
    case MapLook::missing:
        return {QColor(), t.badFill, t.bad, t.text3, true};
    case MapLook::unhealthy:
        return {t.badFill, t.badFill, t.onYou, t.onYou, false};
    }
    return calm();
}

TileStyle ofService(const MapName& name, bool starting) {
    if (name.slot < 0) {
        TileStyle style = quiet();
        style.broken = starting;
        return style;
    }
    const Tokens& t = tokens();
    const QColor s = series(name.slot);
    return {mix(s, t.panel, starting ? 0.08 : 0.24), mix(s, t.panel, 0.75), t.text, t.text3, starting};
}

enum class Side { current, coming, older };

Side sideOf(const MapName& name, const MapTask& task) {
    if (name.newest == 0 || task.revision == name.newest)
        return name.rolling && name.newest > 0 ? Side::coming : Side::current;
    return Side::older;
}

TileStyle ofSide(Side side) {
    const Tokens& t = tokens();
    switch (side) {
    case Side::coming:
        return {t.changeBg, t.changeFill, t.change, t.text3, false};
    case Side::older:
        return {t.idleLine, t.idleFill, t.text, t.text2, false};
    default:
        return calm();
    }
}

int ageStep(const MapTask& task, Millis now) {
    const Millis from = task.row->startedAt != 0 ? task.row->startedAt : task.row->createdAt;
    for (int i = 0; i < ageSteps - 1; ++i)
        if (now - from < ages[i]) return i;
    return ageSteps - 1;
}

TileStyle ofAge(int step) {
    constexpr double shares[] = {0.62, 0.44, 0.28, 0.15, 0.05}; // the younger, the stronger
    const Tokens& t = tokens();
    return {mix(t.s1, t.panel, shares[step]), mix(t.s1, t.panel, 0.75), t.text, t.text2, false};
}

/// What is not there, and what goes, looks the same whatever the colours tell.
bool isAbsent(MapLook look) {
    return look == MapLook::missing || look == MapLook::waiting;
}

} // namespace

TileStyle tileStyle(const Topology& topology, const MapTask& task, MapColour colour, Millis now, bool hot) {
    if (colour == MapColour::health || isAbsent(task.look)) return ofLook(task.look, hot);
    const MapName& name = topology.nameOf(task);
    const bool starting = task.look == MapLook::starting;
    switch (colour) {
    case MapColour::service:
        return ofService(name, starting);
    case MapColour::revision: {
        TileStyle style = ofSide(sideOf(name, task));
        style.broken = starting;
        return style;
    }
    default: {
        TileStyle style = ofAge(ageStep(task, now));
        style.broken = starting;
        return style;
    }
    }
}

std::vector<LegendRow> legendOf(const Topology& topology, MapColour colour, Millis now) {
    std::vector<LegendRow> rows;
    const auto byLook = [&](MapLook look, std::string_view code) {
        rows.push_back({ofLook(look, false), sayPlain(code), topology.looks()[std::size_t(look)]});
    };
    const auto absent = [&] {
        byLook(MapLook::waiting, "map.waiting");
        byLook(MapLook::missing, "map.missing");
    };
    if (colour == MapColour::health) {
        byLook(MapLook::healthy, "map.healthy");
        byLook(MapLook::running, "map.running");
        byLook(MapLook::starting, "map.starting");
        byLook(MapLook::leaving, "map.leaving");
        absent();
        byLook(MapLook::unhealthy, "map.unhealthy");
        return rows;
    }
    if (colour == MapColour::service) {
        int others = 0, otherTasks = 0;
        std::vector<const MapName*> named;
        for (const MapName& name : topology.names()) {
            if (name.slot >= 0) named.push_back(&name);
            if (name.slot >= 0 || name.total() == 0) continue;
            ++others;
            otherTasks += name.total();
        }
        std::sort(named.begin(), named.end(),
                  [](const MapName* a, const MapName* b) { return a->slot < b->slot; });
        for (const MapName* name : named)
            rows.push_back({ofService(*name, false), name->text, name->total()});
        if (others > 0)
            rows.push_back({quiet(), sayPlain("map.others", {{"count", Arg::number(others)}}), otherTasks});
        absent();
        return rows;
    }
    std::array<int, ageSteps> counts{};
    for (const MapTask& task : topology.tasks()) {
        if (task.over || isAbsent(task.look)) continue;
        ++counts[std::size_t(colour == MapColour::age ? ageStep(task, now)
                                                      : int(sideOf(topology.nameOf(task), task)))];
    }
    static constexpr std::string_view ageCodes[] = {"map.age.hour", "map.age.day", "map.age.week",
                                                    "map.age.month", "map.age.older"};
    static constexpr std::string_view sideCodes[] = {"map.rev.current", "map.rev.coming", "map.rev.older"};
    if (colour == MapColour::age)
        for (int i = 0; i < ageSteps; ++i)
            rows.push_back({ofAge(i), sayPlain(ageCodes[i]), counts[std::size_t(i)]});
    else
        for (int i = 0; i < 3; ++i)
            rows.push_back({ofSide(Side(i)), sayPlain(sideCodes[i]), counts[std::size_t(i)]});
    absent();
    return rows;
}

} // namespace pilothouse::ui
