// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/stop_tasks.h"

#include "ui/dialogs/act_runner.h"
#include "ui/widgets/label.h"

#include <QLineEdit>
#include <QPointer>
#include <QVBoxLayout>
#include <set>

namespace pilothouse::ui {

namespace {

constexpr int mostNamed = 6;

QString q(const std::string& text) {
    return QString::fromStdString(text);
}

/// The services among the owners, each once.
Arg servicesOf(const console::Rows<console::Task>& tasks) {
    std::set<std::string> services;
    for (const auto& task : tasks)
        if (!task->service.empty()) services.insert(task->service);
    Arg names;
    for (const auto& service : services)
        names.items.push_back(Arg::name(q(service)));
    names.count = std::int64_t(services.size());
    return names;
}

} // namespace

struct StopTasksSheet::Round {
    int asked = 0, answered = 0;
    console::Rows<console::Task> failed;
    std::optional<Error> error; ///< of the first that failed
};

StopTasksSheet* StopTasksSheet::open(QWidget* host, ActRunner* runner, const Place& place,
                                     const console::Rows<console::Task>& tasks) {
    return new StopTasksSheet(host, runner, place, tasks);
}

StopTasksSheet::StopTasksSheet(QWidget* host, ActRunner* runner, const Place& place,
                               const console::Rows<console::Task>& tasks)
    : Sheet(host, place.text()), m_runner(runner), m_place(place), m_tasks(tasks),
      m_names(new Label({}, 12, Tone::text2)), m_reason(new QLineEdit) {
    m_names->setMono();
    m_names->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_reason->setMaxLength(1024);
    fields()->addWidget(m_names);
    fields()->addWidget(labelled(QStringLiteral("stopReason"), m_reason));
    start();
}

QWidget* StopTasksSheet::firstField() const {
    return m_reason;
}

void StopTasksSheet::retranslate() {
    setTitle(m_tasks.size() == 1 ? tr("Stop task") : tr("Stop tasks"));
    setLabel(m_reason, tr("Reason"));
    m_reason->setPlaceholderText(tr("shown with the stopped task"));
    tell();
}

void StopTasksSheet::tell() {
    const Args args{{"count", Arg::number(std::int64_t(m_tasks.size()))},
                    {"cluster", Arg::plain(m_place.clusterName())},
                    {"services", servicesOf(m_tasks)}};
    Sentence will = say("stop.will", args);
    if (args.at("services").count > 0) will += say("stop.replaced", args);
    list();
    setWill(will);
    setPrimary(sayPlain("stop.button", args), true, true);
}

void StopTasksSheet::list() {
    QStringList lines;
    for (const auto& task : m_tasks) {
        if (lines.size() == mostNamed) {
            lines << sayPlain("stop.more",
                              {{"count", Arg::number(std::int64_t(m_tasks.size()) - mostNamed)}});
            break;
        }
        const std::string& owner = task->service.empty() ? task->family : task->service;
        lines << sayPlain("stop.row",
                          {{"task", Arg::plain(q(task->id).left(8))}, {"owner", Arg::plain(owner)}});
    }
    m_names->setText(lines.join(u'\n'));
}

void StopTasksSheet::submit() {
    auto round = std::make_shared<Round>();
    round->asked = int(m_tasks.size());
    setBusy([args = Args{{"count", Arg::number(round->asked)}, {"done", Arg::number(0)}}] {
        return say("stop.pending", args);
    });
    const std::string reason = m_reason->text().trimmed().toStdString();
    for (const auto& task : console::Rows<console::Task>(m_tasks)) {
        Json input = Json::object({{"cluster", m_place.cluster}, {"task", task->arn}});
        if (!reason.empty()) input.set("reason", reason);
        m_runner->run(
            {"StopTask", input, {{task->arn, "stop", ""}}}, m_runner,
            [sheet = QPointer(this), runner = m_runner, round, task](Result<Json> reply) {
                ++round->answered;
                if (!reply) {
                    round->failed.push_back(task);
                    if (!round->error) round->error = reply.error();
                }
                if (round->answered < round->asked) {
                    if (sheet)
                        sheet->setBusy([args = Args{{"count", Arg::number(round->asked)},
                                                    {"done", Arg::number(round->answered)}}] {
                            return say("stop.pending", args);
                        });
                    return;
                }
                if (sheet)
                    sheet->ended(*round);
                else if (round->error)
                    emit runner->told(
                        false,
                        sayPlain("stop.failed", {{"count", Arg::number(std::int64_t(round->failed.size()))},
                                                 {"total", Arg::number(round->asked)}}),
                        q(round->error->cause), {});
            });
    }
}

void StopTasksSheet::ended(const Round& round) {
    if (!round.error) {
        emit m_runner->told(true, sayPlain("stop.done", {{"count", Arg::number(round.asked)}}), {}, {});
        close();
        return;
    }
    m_tasks = round.failed;
    retranslate();
    setFailed(failure(
        "stop.failed",
        {{"count", Arg::number(std::int64_t(round.failed.size()))}, {"total", Arg::number(round.asked)}},
        *round.error));
}

} // namespace pilothouse::ui
