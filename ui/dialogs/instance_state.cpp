// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acts/find.h"
#include "ui/acts/kinds.h"
#include "ui/dialogs/act_runner.h"
#include "ui/dialogs/act_sheet.h"
#include "ui/dialogs/drain_room.h"
#include "ui/dialogs/target_list.h"
#include "ui/widgets/finding.h"

#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

constexpr std::size_t mostInOneCall = 10; // UpdateContainerInstancesState
constexpr int manyTasks = 5;

std::string nameOf(const console::Instance& instance) {
    return instance.ec2InstanceId.empty() ? instance.id : instance.ec2InstanceId;
}

/// Those of the chosen that are not in that state yet.
console::Rows<console::Instance> instancesToChange(const Asking& asking, const std::string& from) {
    console::Rows<console::Instance> rows = instancesOf(asking);
    std::erase_if(rows, [&](const auto& row) { return row->status != from; });
    return rows;
}

Args argsOf(const console::Rows<console::Instance>& instances, const std::string& cluster) {
    int tasks = 0;
    Arg names;
    for (const auto& instance : instances) {
        tasks += instance->running + instance->pending;
        if (names.items.size() < 3) names.items.push_back(Arg::name(nameOf(*instance)));
    }
    names.count = std::int64_t(instances.size());
    return {{"count", Arg::number(std::int64_t(instances.size()))},
            {"names", names},
            {"tasks", Arg::number(tasks)},
            {"cluster", Arg::plain(cluster)}};
}

Sentence effectOf(const char* code, const console::Rows<console::Instance>& instances,
                  const std::string& cluster) {
    if (instances.empty()) return {};
    const Args args = argsOf(instances, cluster);
    Sentence all = say(std::string(code) + (instances.size() == 1 ? ".willOne" : ".will"), args);
    if (std::string_view(code) == "drain")
        all += say(args.at("tasks").count > 0 ? "drain.moves" : "drain.empty", args);
    return all;
}

/// Drain or activate: the same call with another state.
class InstanceStateSheet : public ActSheet {
public:
    InstanceStateSheet(QWidget* host, ActRunner* runner, const Asking& asking, bool drain,
                       console::Rows<console::Instance> instances)
        : ActSheet(host, runner, asking, drain ? "drain" : "activate"), m_drain(drain),
          m_instances(std::move(instances)), m_names(new TargetList), m_room(new Finding) {
        fields()->addWidget(m_names);
        fields()->addWidget(m_room);
        start();
    }

private:
    const char* from() const { return m_drain ? "ACTIVE" : "DRAINING"; }
    const char* to() const { return m_drain ? "DRAINING" : "ACTIVE"; }

    void labels() override { list(); }
    void list() {
        QStringList names;
        for (const auto& instance : m_instances)
            names << sayPlain("instances.row",
                              {{"instance", Arg::plain(nameOf(*instance))},
                               {"zone", Arg::plain(instance->zone)},
                               {"tasks", Arg::number(instance->running + instance->pending)}});
        m_names->setNames(names);
        if (m_drain) tellRoom();
    }
    /// Whether what moves away finds a place.
    void tellRoom() {
        const auto now = runner()->newest();
        const auto room = roomElsewhere(now ? *now : snapshot(), m_instances);
        if (!room || room->tasks == 0) return m_room->clear();
        m_room->say(room->missing > 0 ? Shape::atRisk : Shape::hint,
                    say(room->missing > 0 ? "drain.unfit" : "drain.fit",
                        {{"count", Arg::number(room->tasks)}, {"missing", Arg::number(room->missing)}}));
    }
    Args args() const override { return argsOf(m_instances, cluster()); }
    Sentence will() const override {
        return effectOf(m_drain ? "drain" : "activate", m_instances, cluster());
    }
    std::vector<Change> changes() const override {
        if (m_instances.empty()) return {};
        return {{sayPlain("sheet.state"), QString::fromLatin1(from()), QString::fromLatin1(to())}};
    }
    std::vector<Call> calls() const override {
        std::vector<Call> all;
        for (std::size_t i = 0; i < m_instances.size(); i += mostInOneCall) {
            Json arns = Json::array();
            for (std::size_t k = i; k < std::min(i + mostInOneCall, m_instances.size()); ++k)
                arns.push(m_instances[k]->arn);
            all.push_back(
                {{"UpdateContainerInstancesState",
                  Json::object({{"cluster", cluster()}, {"containerInstances", arns}, {"status", to()}}),
                  {}},
                 m_instances[i]->arn});
        }
        return all;
    }
    Reading reading() const override {
        return [code = std::string(m_drain ? "drain" : "activate"), told = args()](const auto& replies) {
            Outcome outcome{{}, QStringLiteral("instances")};
            for (const Json& reply : replies) {
                if (reply.at("failures").size() == 0) continue;
                const std::string reason = reply.at("failures").at(std::size_t{0}).str("reason");
                outcome.refused = [code, told, reason] {
                    Explanation all{say(code + ".failed", told), {}, QString::fromStdString(reason)};
                    all.why += say("failure.other", {{"reason", Arg::plain(reason)}});
                    return all;
                };
                break;
            }
            return outcome;
        };
    }
    Danger danger() const override {
        if (!m_drain) return Danger::none;
        return args().at("tasks").count > manyTasks ? Danger::grave : Danger::change;
    }
    QString word() const override {
        return m_instances.size() == 1 ? QString::fromStdString(nameOf(*m_instances.front()))
                                       : QString::number(m_instances.size());
    }
    Sentence look(const console::Snapshot& now) override {
        if (now.instances.state == console::PartState::ok) {
            console::Rows<console::Instance> left;
            for (const auto& instance : m_instances)
                if (auto row = console::findRow(now.instances.rows, instance->arn);
                    row && row->status == from())
                    left.push_back(row);
            m_gone += int(m_instances.size() - left.size());
            m_instances = std::move(left);
            list();
        }
        if (m_gone == 0) return {};
        return say(goneWhole() ? "instances.goneAll" : "instances.gone", {{"gone", Arg::number(m_gone)}});
    }
    bool goneWhole() const override { return m_instances.empty(); }

    bool m_drain;
    console::Rows<console::Instance> m_instances;
    int m_gone = 0;
    TargetList* m_names;
    Finding* m_room;
};

void open(QWidget* host, ActRunner* runner, const Asking& asking, bool drain) {
    auto rows = instancesToChange(asking, drain ? "ACTIVE" : "DRAINING");
    if (!rows.empty()) new InstanceStateSheet(host, runner, asking, drain, std::move(rows));
}

std::optional<console::Act> requestOf(const Asking& asking, const char* from, const char* to) {
    const auto rows = instancesToChange(asking, from);
    if (rows.empty() || rows.size() > mostInOneCall) return std::nullopt;
    Json arns = Json::array();
    for (const auto& row : rows)
        arns.push(row->arn);
    return console::Act{
        "UpdateContainerInstancesState",
        Json::object({{"cluster", asking.snapshot->cluster}, {"containerInstances", arns}, {"status", to}}),
        {}};
}

} // namespace

QString drainObstacle(const Asking& asking) {
    return instancesToChange(asking, "ACTIVE").empty() ? sayPlain("act.instance.drain.over") : QString();
}

QString activateObstacle(const Asking& asking) {
    return instancesToChange(asking, "DRAINING").empty() ? sayPlain("act.instance.activate.over") : QString();
}

Sentence drainEffect(const Asking& asking) {
    return effectOf("drain", instancesToChange(asking, "ACTIVE"), asking.snapshot->cluster);
}

Sentence activateEffect(const Asking& asking) {
    return effectOf("activate", instancesToChange(asking, "DRAINING"), asking.snapshot->cluster);
}

std::optional<console::Act> drainRequest(const Asking& asking) {
    return requestOf(asking, "ACTIVE", "DRAINING");
}

std::optional<console::Act> activateRequest(const Asking& asking) {
    return requestOf(asking, "DRAINING", "ACTIVE");
}

void openDrain(QWidget* host, ActRunner* runner, const Asking& asking) {
    open(host, runner, asking, true);
}

void openActivate(QWidget* host, ActRunner* runner, const Asking& asking) {
    open(host, runner, asking, false);
}

} // namespace pilothouse::ui
