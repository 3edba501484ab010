// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_words.h"

#include "ui/words/reason.h"

namespace pilothouse::ui {

QString pillWord(const console::Verdict& verdict, const ServiceView& view) {
    using console::Status;
    if (view.gone) return sayPlain("servicePage.pill.gone");
    if (view.isStale()) return sayPlain("servicePage.pill.old");
    switch (verdict.status) {
    case Status::healthy:
    case Status::running:
        return sayPlain("servicePage.pill.healthy");
    case Status::changing:
        return sayPlain(view.rollout.rolling ? "servicePage.pill.deploying" : "servicePage.pill.scaling");
    case Status::starting:
        return sayPlain("servicePage.pill.starting");
    case Status::atRisk:
        return sayPlain("servicePage.pill.atRisk");
    case Status::trouble:
    case Status::failed:
        return sayPlain("servicePage.pill.trouble");
    case Status::leaving:
        return sayPlain("servicePage.pill.leaving");
    case Status::stopped:
        return sayPlain("servicePage.pill.inactive");
    case Status::idle:
        return sayPlain("servicePage.pill.idle");
    case Status::unknown:
        break;
    }
    return sayPlain("shape.unknown");
}

QString strategyWord(const console::Service& service) {
    return sayPlain(service.schedulingStrategy == "DAEMON" ? "servicePage.chip.daemon"
                                                           : "servicePage.chip.replica");
}

QString launchWord(const console::Service& service) {
    QStringList providers;
    for (const Json& item : service.raw.at("capacityProviderStrategy").items())
        providers << QString::fromStdString(item.str("capacityProvider"));
    if (!providers.isEmpty()) return providers.join(QStringLiteral(", "));
    if (service.launchType == "FARGATE") return QStringLiteral("Fargate");
    return service.launchType.empty() ? QStringLiteral("EC2") : QString::fromStdString(service.launchType);
}

Sentence stateSentence(const console::Verdict& verdict) {
    Sentence sentence = sayReason(verdict.reason);
    if (verdict.cause) sentence += say("services.cause");
    if (verdict.cause) sentence += sayReason(*verdict.cause);
    return sentence;
}

Sentence pendingSentence(const console::Snapshot& snapshot, const std::string& arn) {
    Sentence all;
    for (const auto& pending : snapshot.pending) {
        if (pending.arn != arn) continue;
        const std::string code = "servicePage.pending." + pending.act;
        if (hasWords(code))
            all += say(code, {{"value", Arg::plain(std::string_view(pending.value))}}).toned(Tone::change);
    }
    return all;
}

} // namespace pilothouse::ui
