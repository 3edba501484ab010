// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/arguments.h"
#include "core/console/reasons.h"

#include <set>

namespace pilothouse::console {

namespace {

/// "payments", "payments and worker": a sentence of names.
void tell(std::vector<Reason>& sentences, const char* code, std::vector<Arg> names) {
    if (names.empty()) return;
    sentences.push_back({code, {{"names", {Arg::Kind::names, {}, 0, {}, std::move(names)}}}});
}

void tell(std::vector<Reason>& sentences, const char* code, const char* arg, int number) {
    if (number > 0) sentences.push_back({code, {{arg, count(number)}}});
}

} // namespace

std::vector<Reason> servicesSentence(const Snapshot& snapshot) {
    std::vector<Reason> sentences;
    if (snapshot.services.asOf == 0) return sentences;
    const int total = static_cast<int>(snapshot.services.rows.size());
    if (total == 0) return {{"services.none", {}}};
    const Summaries summaries = summarize(snapshot.tasks);
    std::vector<Arg> trouble, atRisk, changing, starting, leaving;
    int well = 0;
    for (const auto& service : snapshot.services.rows) {
        Arg name = named(Arg::Kind::service, service->name, service->arn);
        switch (explain(*service, summaryOf(summaries, *service)).status) {
        case Status::trouble:
        case Status::failed:
            trouble.push_back(std::move(name));
            break;
        case Status::atRisk:
            atRisk.push_back(std::move(name));
            break;
        case Status::changing:
            changing.push_back(std::move(name));
            break;
        case Status::starting:
            starting.push_back(std::move(name));
            break;
        case Status::leaving:
            leaving.push_back(std::move(name));
            break;
        default:
            ++well;
        }
    }
    if (well == total)
        sentences.push_back({"services.allWell", {{"total", count(total)}}});
    else if (well == 0 && trouble.size() + atRisk.size() > 0)
        sentences.push_back({"services.noneWell", {{"total", count(total)}}});
    else if (well > 0)
        sentences.push_back({"services.wellOf", {{"well", count(well)}, {"total", count(total)}}});
    tell(sentences, "services.trouble", std::move(trouble));
    tell(sentences, "services.atRisk", std::move(atRisk));
    tell(sentences, "services.changing", std::move(changing));
    tell(sentences, "services.starting", std::move(starting));
    tell(sentences, "services.leaving", std::move(leaving));
    return sentences;
}

namespace {

/// Failed tasks: one sentence, and if all failed for one reason it names their definitions.
void tellFailures(std::vector<Reason>& sentences, const Rows<Task>& failed) {
    if (failed.empty()) return;
    std::set<std::string> codes;
    std::map<std::string, Arg> definitions;
    for (const auto& task : failed) {
        codes.insert(explain(*task).reason.code);
        definitions.emplace(task->taskDefinition, definition(task->taskDefinition));
    }
    Arg names{Arg::Kind::names, {}, 0, {}, {}};
    for (auto& [arn, name] : definitions)
        names.items.push_back(std::move(name));
    const int number = static_cast<int>(failed.size());
    if (codes.size() == 1 && number > 1)
        sentences.push_back({"tasks.failedSame", {{"count", count(number)}, {"names", std::move(names)}}});
    else
        sentences.push_back({"tasks.failed", {{"count", count(number)}}});
}

} // namespace

std::vector<Reason> tasksSentence(const Snapshot& snapshot) {
    std::vector<Reason> sentences;
    if (snapshot.tasks.asOf == 0) return sentences;
    int running = 0, starting = 0, waiting = 0, unhealthy = 0, stopping = 0;
    Rows<Task> failed;
    for (const auto& task : snapshot.tasks.rows)
        switch (explain(*task).status) {
        case Status::healthy:
        case Status::running:
            ++running;
            break;
        case Status::trouble:
            ++running;
            ++unhealthy;
            break;
        case Status::starting:
            ++starting;
            break;
        case Status::atRisk:
            ++waiting;
            break;
        case Status::leaving:
            ++stopping;
            break;
        case Status::failed:
            failed.push_back(task);
            break;
        default:
            break;
        }
    if (running == 0)
        sentences.push_back({"tasks.none", {}});
    else
        sentences.push_back({"tasks.running", {{"running", count(running)}}});
    tell(sentences, "tasks.unhealthy", "count", unhealthy);
    tell(sentences, "tasks.starting", "count", starting);
    tell(sentences, "tasks.waiting", "count", waiting);
    tell(sentences, "tasks.stopping", "count", stopping);
    tellFailures(sentences, failed);
    return sentences;
}

} // namespace pilothouse::console
