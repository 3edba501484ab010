// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acts/find.h"
#include "ui/acts/kinds.h"
#include "ui/dialogs/act_sheet.h"
#include "ui/dialogs/target_list.h"

#include <QLineEdit>
#include <QVBoxLayout>
#include <algorithm>

namespace pilothouse::ui {

namespace {

constexpr std::size_t manyTasks = 5;

bool isOver(const console::Task& task) {
    return task.lastStatus == ecs::TaskStatus::stopped || task.desiredStatus == "STOPPED";
}

/// The services among the owners, each once.
Arg servicesOf(const console::Rows<console::Task>& tasks) {
    std::set<std::string> services;
    for (const auto& task : tasks)
        if (!task->service.empty()) services.insert(task->service);
    Arg names;
    for (const auto& service : services)
        names.items.push_back(Arg::name(service));
    names.count = std::int64_t(services.size());
    return names;
}

/// Names the tasks, says who replaces them, takes a reason. It acts on the ARNs that it was opened with,
/// whatever the list does meanwhile; those that could not be stopped stay in it.
class StopTasksSheet : public ActSheet {
public:
    StopTasksSheet(QWidget* host, ActRunner* runner, const Asking& asking,
                   const console::Rows<console::Task>& tasks)
        : ActSheet(host, runner, asking, "stop"), m_tasks(tasks), m_names(new TargetList),
          m_reason(new QLineEdit) {
        m_reason->setMaxLength(1024);
        fields()->addWidget(m_names);
        fields()->addWidget(labelled(QStringLiteral("stopReason"), m_reason));
        connect(m_reason, &QLineEdit::textChanged, this, &StopTasksSheet::tell);
        start();
    }

private:
    void labels() override {
        setLabel(m_reason, sayPlain("sheet.reason"));
        m_reason->setPlaceholderText(sayPlain("stop.reason.what"));
        list();
    }
    void list() {
        QStringList names;
        for (const auto& task : m_tasks) {
            const std::string& owner = task->service.empty() ? task->family : task->service;
            names << sayPlain("stop.row",
                              {{"task", Arg::plain(task->id.substr(0, 8))}, {"owner", Arg::plain(owner)}});
        }
        m_names->setNames(names);
    }
    QWidget* firstField() const override { return m_reason; }

    Sentence look(const console::Snapshot& now) override {
        if (now.tasks.state == console::PartState::ok) {
            console::Rows<console::Task> left;
            for (const auto& task : m_tasks)
                if (auto row = console::findRow(now.tasks.rows, task->arn); row && !isOver(*row))
                    left.push_back(row);
            m_gone += int(m_tasks.size() - left.size());
            m_tasks = std::move(left);
            list();
        }
        if (m_gone == 0) return {};
        const Args told{{"gone", Arg::number(m_gone)}};
        return say(goneWhole() ? "stop.goneAll" : "stop.gone", told);
    }
    bool goneWhole() const override { return m_tasks.empty(); }

    Args args() const override {
        return {{"count", Arg::number(std::int64_t(m_tasks.size()))},
                {"cluster", Arg::plain(clusterName())},
                {"services", servicesOf(m_tasks)}};
    }
    Sentence will() const override {
        const Args told = args();
        Sentence all = say("stop.will", told);
        if (told.at("services").count > 0) all += say("stop.replaced", told);
        return all;
    }
    std::vector<Call> calls() const override {
        std::vector<Call> all;
        const std::string reason = m_reason->text().trimmed().toStdString();
        for (const auto& task : m_tasks) {
            Json input = Json::object({{"cluster", cluster()}, {"task", task->arn}});
            if (!reason.empty()) input.set("reason", reason);
            all.push_back({{"StopTask", input, {{task->arn, "stop", ""}}}, task->arn});
        }
        return all;
    }
    Danger danger() const override { return m_tasks.size() > manyTasks ? Danger::grave : Danger::change; }
    QString word() const override {
        return m_tasks.size() == 1 ? QString::fromStdString(m_tasks.front()->id.substr(0, 8))
                                   : QString::number(m_tasks.size());
    }
    void keepOnly(const std::set<std::string>& failed) override {
        std::erase_if(m_tasks, [&](const auto& task) { return !failed.contains(task->arn); });
        list();
    }

    console::Rows<console::Task> m_tasks;
    int m_gone = 0;
    TargetList* m_names;
    QLineEdit* m_reason;
};

console::Rows<console::Task> runningOf(const Asking& asking) {
    console::Rows<console::Task> running = tasksOf(asking);
    std::erase_if(running, [](const auto& task) { return isOver(*task); });
    return running;
}

} // namespace

QString stopObstacle(const Asking& asking) {
    return runningOf(asking).empty() ? sayPlain("act.task.stop.over") : QString();
}

Sentence stopEffect(const Asking& asking) {
    const auto tasks = runningOf(asking);
    if (tasks.empty()) return {};
    return say("stop.will", {{"count", Arg::number(std::int64_t(tasks.size()))},
                             {"cluster", Arg::plain(asking.snapshot->cluster)}});
}

std::optional<console::Act> stopRequest(const Asking& asking) {
    const auto tasks = runningOf(asking);
    if (tasks.size() != 1) return std::nullopt;
    const std::string& arn = tasks.front()->arn;
    return console::Act{"StopTask",
                        Json::object({{"cluster", asking.snapshot->cluster}, {"task", arn}}),
                        {{arn, "stop", ""}}};
}

void openStop(QWidget* host, ActRunner* runner, const Asking& asking) {
    const auto tasks = runningOf(asking);
    if (!tasks.empty()) new StopTasksSheet(host, runner, asking, tasks);
}

} // namespace pilothouse::ui
