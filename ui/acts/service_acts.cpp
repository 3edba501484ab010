// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acts/find.h"
#include "ui/acts/kinds.h"

#include <cmath>

namespace pilothouse::ui {

namespace {

/// A number of tasks, as it was typed after "scale web".
std::optional<int> wantedCount(const Asking& asking) {
    bool number = false;
    const int count = asking.argument.trimmed().toInt(&number);
    return number && count >= 0 ? std::optional(count) : std::nullopt;
}

Json updateOf(const Asking& asking, const console::Service& service) {
    return Json::object({{"cluster", asking.snapshot->cluster}, {"service", service.name}});
}

} // namespace

QString scaleObstacle(const Asking& asking) {
    const auto service = serviceOf(asking);
    if (service && service->status != "ACTIVE") return sayPlain("services.gone");
    return service && service->schedulingStrategy == "DAEMON" ? sayPlain("services.daemon") : QString();
}

Sentence scaleEffect(const Asking& asking) {
    const auto service = serviceOf(asking);
    const auto count = wantedCount(asking);
    if (!service || !count) return {};
    const char* code = *count == service->desired  ? "scale.same"
                       : *count == 0               ? "scale.zero"
                       : *count > service->desired ? "scale.out"
                                                   : "scale.in";
    return say(code, {{"service", Arg::name(service->name)},
                      {"from", Arg::number(service->desired)},
                      {"to", Arg::number(*count, Tone::change)},
                      {"more", Arg::number(std::abs(*count - service->desired))}});
}

std::optional<console::Act> scaleRequest(const Asking& asking) {
    const auto service = serviceOf(asking);
    const auto count = wantedCount(asking);
    if (!service || !count) return std::nullopt;
    Json input = updateOf(asking, *service);
    input.set("desiredCount", *count);
    return console::Act{"UpdateService", input, {{service->arn, "scale", std::to_string(*count)}}};
}

/// CODE_DEPLOY and EXTERNAL services are rolled out by somebody else; without the member it is ECS.
QString rolloutObstacle(const Asking& asking) {
    const auto service = serviceOf(asking);
    if (!service) return {};
    if (service->status != "ACTIVE") return sayPlain("services.gone");
    const bool ecs = service->raw.at("deploymentController").str("type", "ECS") == "ECS";
    return ecs ? QString() : sayPlain("services.notEcs");
}

Sentence forceEffect(const Asking& asking) {
    const auto service = serviceOf(asking);
    if (!service) return {};
    return say("force.effect",
               {{"service", Arg::name(service->name)}, {"running", Arg::number(service->running)}});
}

std::optional<console::Act> forceRequest(const Asking& asking) {
    const auto service = serviceOf(asking);
    if (!service) return std::nullopt;
    Json input = updateOf(asking, *service);
    input.set("forceNewDeployment", true);
    return console::Act{"UpdateService", input, {{service->arn, "deploy", ""}}};
}

} // namespace pilothouse::ui
