// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "ui/acts/find.h"
#include "ui/acts/kinds.h"
#include "ui/dialogs/act_sheet.h"
#include "ui/dialogs/target_list.h"

#include <QVBoxLayout>
#include <algorithm>

namespace pilothouse::ui {

namespace {

constexpr std::size_t manyRevisions = 5;

std::string nameOf(const std::string& arn) {
    return std::string(lastPart(arn)); // family:3
}

/// Known not to be active: by its document, or by the family's list of revisions.
bool isInactive(const console::Snapshot& now, const std::string& arn) {
    if (const auto row = console::findRow(now.definitions.rows, arn); row && row->status == "INACTIVE")
        return true;
    const std::string name = nameOf(arn);
    const auto colon = name.rfind(':');
    if (colon == std::string::npos) return false;
    const auto family = console::findRow(now.families.rows, name.substr(0, colon));
    const int revision = std::atoi(name.c_str() + colon + 1);
    return family && std::count(family->inactive.begin(), family->inactive.end(), revision) > 0;
}

std::vector<std::string> activeOf(const Asking& asking) {
    std::vector<std::string> arns = asking.targets.arns;
    std::erase_if(arns, [&](const std::string& arn) { return isInactive(*asking.snapshot, arn); });
    return arns;
}

/// The services of the open cluster that run one of them.
Arg usersOf(const console::Snapshot& now, const std::vector<std::string>& arns) {
    Arg names;
    for (const auto& service : now.services.rows)
        if (std::count(arns.begin(), arns.end(), service->taskDefinition) > 0)
            names.items.push_back(Arg::name(service->name));
    names.count = std::int64_t(names.items.size());
    if (names.items.size() > 4) names.items.resize(4);
    return names;
}

Args argsOf(const console::Snapshot& now, const std::vector<std::string>& arns) {
    Arg names;
    for (std::size_t i = 0; i < std::min<std::size_t>(arns.size(), 3); ++i)
        names.items.push_back(Arg::name(nameOf(arns[i])));
    return {{"count", Arg::number(std::int64_t(arns.size()))},
            {"names", names},
            {"services", usersOf(now, arns)}};
}

Sentence effectOf(const console::Snapshot& now, const std::vector<std::string>& arns) {
    if (arns.empty()) return {};
    const Args args = argsOf(now, arns);
    Sentence all = say(arns.size() == 1 ? "deregister.willOne" : "deregister.will", args);
    if (args.at("services").count > 0) all += say("deregister.used", args);
    return all;
}

class DeregisterSheet : public ActSheet {
public:
    DeregisterSheet(QWidget* host, ActRunner* runner, const Asking& asking, std::vector<std::string> arns)
        : ActSheet(host, runner, asking, "deregister"), m_arns(std::move(arns)), m_names(new TargetList) {
        fields()->addWidget(m_names);
        start();
    }

private:
    void labels() override { list(); }
    void list() {
        QStringList names;
        for (const auto& arn : m_arns)
            names << QString::fromStdString(nameOf(arn));
        m_names->setNames(m_arns.size() > 1 ? names : QStringList());
    }
    Args args() const override { return argsOf(snapshot(), m_arns); }
    Sentence will() const override { return effectOf(snapshot(), m_arns); }
    std::vector<Change> changes() const override {
        if (m_arns.empty()) return {};
        return {{sayPlain("sheet.state"), QStringLiteral("ACTIVE"), QStringLiteral("INACTIVE")}};
    }
    std::vector<Call> calls() const override {
        std::vector<Call> all;
        for (const auto& arn : m_arns)
            all.push_back({{"DeregisterTaskDefinition", Json::object({{"taskDefinition", arn}}), {}}, arn});
        return all;
    }
    Danger danger() const override { return m_arns.size() > manyRevisions ? Danger::grave : Danger::change; }
    QString word() const override {
        return m_arns.size() == 1 ? QString::fromStdString(nameOf(m_arns.front()))
                                  : QString::number(m_arns.size());
    }
    void keepOnly(const std::set<std::string>& failed) override {
        std::erase_if(m_arns, [&](const auto& arn) { return !failed.contains(arn); });
        list();
    }
    Sentence look(const console::Snapshot& now) override {
        const std::size_t before = m_arns.size();
        std::erase_if(m_arns, [&](const auto& arn) { return isInactive(now, arn); });
        m_gone += int(before - m_arns.size());
        list();
        if (m_gone == 0) return {};
        return say(goneWhole() ? "deregister.goneAll" : "deregister.gone", {{"gone", Arg::number(m_gone)}});
    }
    bool goneWhole() const override { return m_arns.empty(); }
    QString link() const override {
        const std::string name = m_arns.empty() ? std::string() : nameOf(m_arns.front());
        return QStringLiteral("definition/") + QString::fromStdString(name.substr(0, name.rfind(':')));
    }

    std::vector<std::string> m_arns;
    int m_gone = 0;
    TargetList* m_names;
};

} // namespace

QString deregisterObstacle(const Asking& asking) {
    return activeOf(asking).empty() ? sayPlain("act.definition.deregister.over") : QString();
}

Sentence deregisterEffect(const Asking& asking) {
    return effectOf(*asking.snapshot, activeOf(asking));
}

std::optional<console::Act> deregisterRequest(const Asking& asking) {
    const auto arns = activeOf(asking);
    if (arns.size() != 1) return std::nullopt;
    return console::Act{"DeregisterTaskDefinition", Json::object({{"taskDefinition", arns.front()}}), {}};
}

void openDeregister(QWidget* host, ActRunner* runner, const Asking& asking) {
    auto arns = activeOf(asking);
    if (!arns.empty()) new DeregisterSheet(host, runner, asking, std::move(arns));
}

} // namespace pilothouse::ui
