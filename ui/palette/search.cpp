// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/search.h"

#include "ui/palette/candidates.h"
#include "ui/palette/match.h"
#include "ui/words/sentence.h"

#include <QAction>
#include <algorithm>
#include <map>

namespace pilothouse::ui {

namespace {

using Group = PaletteItem::Group;
constexpr std::size_t mostActs = 8, mostPlaces = 14, mostActions = 6;

QString withoutDots(QString name) {
    while (name.endsWith(u'…') || name.endsWith(u'.'))
        name.chop(1);
    return name;
}

/// "scale", also where the window speaks another language.
QString plainVerb(const ActKind& act) {
    const QString id = QString::fromLatin1(act.id);
    return id.section(u'.', 1);
}

/// How many words of the text name the act: "run task web" begins with two. 0: none.
qsizetype verbLength(const ActKind& act, const QStringList& words) {
    const QStringList name = withoutDots(nameOf(act)).split(u' ', Qt::SkipEmptyParts);
    for (const QStringList& verb : {name, QStringList{plainVerb(act)}}) {
        qsizetype same = 0;
        while (same < verb.size() && same < words.size() &&
               verb[same].startsWith(words[same], Qt::CaseInsensitive))
            ++same;
        if (same > 0) return same;
    }
    return 0;
}

PaletteItem itemOf(const ActKind& act, const PaletteWorld& world, const Candidate* target,
                   const QString& argument) {
    PaletteItem item;
    item.group = Group::acts;
    item.icon = QString::fromLatin1(act.icon ? act.icon : "right");
    item.act = &act;
    item.asking = {world.snapshot, target ? Targets{act.on, {target->arn}} : Targets{}, argument};
    item.title = !target ? withoutDots(nameOf(act))
                         : sayPlain("palette.act", {{"verb", Arg::plain(withoutDots(nameOf(act)))},
                                                    {"name", Arg::plain(target->name)}});
    item.detail = target ? target->detail : QString();
    item.completion = plainVerb(act) + u' ' + (target ? target->name + u' ' : QString());
    if (act.effect) item.effect = act.effect(item.asking);
    if (act.request)
        if (const auto request = act.request(item.asking))
            item.command = awsCommand(*request, *world.snapshot);
    return item;
}

/// Acts on the things that the words name, or on what the page has chosen.
void findActs(const PaletteWorld& world, const QStringList& words, std::vector<PaletteItem>& items) {
    std::map<Targets::Kind, std::vector<Candidate>> candidates; // several acts are about one kind
    for (const ActKind& act : allActs()) {
        const qsizetype verb = verbLength(act, words);
        QStringList rest = words.mid(verb);
        const bool named = verb > 0;
        if (act.on == Targets::Kind::none) {
            if (!named || !rest.isEmpty()) continue;
            PaletteItem item = itemOf(act, world, nullptr, {});
            if (obstacleTo(act, item.asking).isEmpty()) items.push_back(std::move(item));
            continue;
        }
        const auto [at, fresh] = candidates.try_emplace(act.on);
        if (fresh) at->second = candidatesOf(world, act.on, words);
        for (const Candidate& target : at->second) {
            const bool chosen = std::find(world.chosen.arns.begin(), world.chosen.arns.end(), target.arn) !=
                                world.chosen.arns.end();
            QString argument;
            QStringList name = rest;
            // "scale web 16"; with web chosen, "scale 16" as well.
            if (act.argument && named && (rest.size() > 1 || (chosen && rest.size() == 1)))
                if (!nearness(target.name, rest)) argument = name.takeLast();
            const auto near = nearness(target.name, name);
            if (!near || (!named && (words.isEmpty() ? !chosen : *near > 1))) continue;
            PaletteItem item = itemOf(act, world, &target, argument);
            if (!obstacleTo(act, item.asking).isEmpty()) continue;
            if (!argument.isEmpty() && act.effect && item.effect.plain().isEmpty()) continue; // no such value
            item.score = *near + (chosen ? 0 : 1) + (named ? 0 : 20) + (argument.isEmpty() ? 1 : 0);
            items.push_back(std::move(item));
        }
    }
}

void findPlaces(const PaletteWorld& world, const QStringList& words, std::vector<PaletteItem>& items) {
    for (PaletteItem& place : placesOf(world, words)) {
        const auto near = nearness(place.title, words);
        const auto other = near ? near : nearness(place.title + u' ' + place.detail, words);
        if (!other) continue;
        place.score = *other + (near ? 0 : 10);
        place.completion = place.title;
        items.push_back(std::move(place));
    }
}

void findActions(const PaletteWorld& world, const QStringList& words, std::vector<PaletteItem>& items) {
    for (QAction* action : world.actions) {
        if (!action->isEnabled() || action->text().isEmpty()) continue;
        const auto near = nearness(action->text(), words);
        if (!near) continue;
        PaletteItem item;
        item.group = Group::window;
        item.score = *near;
        item.title = withoutDots(action->text());
        item.icon = QStringLiteral("right");
        item.keys = action->shortcut().toString(QKeySequence::NativeText);
        item.action = action;
        item.completion = item.title;
        items.push_back(std::move(item));
    }
}

void keepNearest(std::vector<PaletteItem>& items, std::size_t most) {
    std::stable_sort(items.begin(), items.end(),
                     [](const PaletteItem& a, const PaletteItem& b) { return a.score < b.score; });
    if (items.size() > most) items.resize(most);
}

} // namespace

std::vector<PaletteItem> searchPalette(const PaletteWorld& world, const QString& typed) {
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    std::vector<PaletteItem> acts, places, actions;
    if (world.open && !world.readOnly) findActs(world, words, acts);
    if (world.open) findPlaces(world, words, places);
    findActions(world, words, actions);
    keepNearest(acts, mostActs);
    keepNearest(places, mostPlaces);
    keepNearest(actions, words.isEmpty() ? 0 : mostActions);
    // A verb begins it, or a thing is named.
    const bool actsFirst = !acts.empty() && acts.front().score < 20;
    std::vector<PaletteItem> all;
    auto add = [&](std::vector<PaletteItem>& some) {
        std::move(some.begin(), some.end(), std::back_inserter(all));
    };
    if (actsFirst) add(acts);
    add(places);
    if (!actsFirst) add(acts);
    add(actions);
    return all;
}

bool isSaidWhole(const PaletteItem& item) {
    return item.act && item.act->argument && !item.asking.argument.isEmpty() && item.act->request &&
           item.act->request(item.asking).has_value();
}

} // namespace pilothouse::ui
