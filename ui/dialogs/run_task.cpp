// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/run_task.h"

#include "core/base/arn.h"
#include "ui/acts/kinds.h"
#include "ui/dialogs/act_runner.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QPointer>
#include <QSpinBox>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {
constexpr int mostAtOnce = 10; // RunTask's count

Arg nameOf(const QString& text) {
    return Arg::name(text);
}

/// The words of a failures[] entry of RunTask.
Sentence failureWords(const Json& failure) {
    const std::string reason = failure.str("reason");
    const std::string code = "failure." + reason;
    return say(hasWords(code) ? code : "failure.other", {{"reason", Arg::plain(reason)}});
}
} // namespace

RunTaskSheet* RunTaskSheet::open(QWidget* host, ActRunner* runner, const Place& place) {
    return new RunTaskSheet(host, runner, place);
}

RunTaskSheet::RunTaskSheet(QWidget* host, ActRunner* runner, const Place& place)
    : Sheet(host, place.text()), m_runner(runner), m_place(place), m_definition(new QComboBox),
      m_launchType(new QComboBox), m_count(new QSpinBox) {
    m_definition->setEditable(true);
    m_definition->setInsertPolicy(QComboBox::NoInsert);
    m_definition->completer()->setFilterMode(Qt::MatchContains);
    m_definition->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_count->setRange(1, mostAtOnce);
    m_launchType->addItem(QString());
    m_launchType->addItems({QStringLiteral("EC2"), QStringLiteral("FARGATE")});
    fields()->addWidget(labelled(QStringLiteral("runDefinition"), m_definition));
    fields()->addWidget(labelled(QStringLiteral("runCount"), m_count));
    fields()->addWidget(labelled(QStringLiteral("runLaunchType"), m_launchType));
    connect(m_definition, &QComboBox::editTextChanged, this, &RunTaskSheet::tell);
    connect(m_count, &QSpinBox::valueChanged, this, &RunTaskSheet::tell);
    start();
    readDefinitions({});
}

QWidget* RunTaskSheet::firstField() const {
    return m_definition;
}

QString RunTaskSheet::definition() const {
    return m_definition->currentText().trimmed();
}

void RunTaskSheet::readDefinitions(const std::string& nextToken) {
    Json input = Json::object({{"status", "ACTIVE"}, {"sort", "DESC"}, {"maxResults", 100}});
    if (!nextToken.empty()) input.set("nextToken", nextToken);
    m_runner->run({"ListTaskDefinitions", input, {}}, this, [this](Result<Json> reply) {
        if (!reply) {
            m_definitions = Definitions::failed;
            tell();
            setFailed([error = reply.error()] { return explainError(error); });
            return;
        }
        for (const Json& arn : reply->at("taskDefinitionArns").items())
            m_names << QString::fromStdString(std::string(lastPart(arn.asString())));
        if (const std::string next = reply->str("nextToken"); !next.empty()) {
            readDefinitions(next);
            return;
        }
        m_definitions = Definitions::read;
        const QString typed = definition();
        m_definition->clear();
        m_definition->addItems(m_names);
        if (!typed.isEmpty())
            m_definition->setEditText(typed);
        else if (m_names.isEmpty())
            m_definition->clearEditText();
        tell();
    });
}

void RunTaskSheet::retranslate() {
    setTitle(tr("Run task"));
    setLabel(m_definition, tr("Definition"));
    setLabel(m_count, tr("How many"));
    setLabel(m_launchType, tr("Launch type"));
    m_launchType->setItemText(0, tr("the cluster's default"));
    tell();
}

void RunTaskSheet::tell() {
    const int count = m_count->value();
    const Args args{{"count", Arg::number(count)},
                    {"definition", nameOf(definition())},
                    {"cluster", Arg::plain(m_place.clusterName())}};
    const bool chosen = !definition().isEmpty();
    if (m_definitions == Definitions::reading)
        setWill(say("run.readingDefinitions"));
    else if (m_definitions == Definitions::read && m_names.isEmpty())
        setWill(say("run.noDefinitions", args));
    else
        setWill(say(chosen ? "run.will" : "run.choose", args));
    setPrimary(sayPlain("run.button", args), chosen && m_definitions != Definitions::reading);
}

void RunTaskSheet::submit() {
    const int count = m_count->value();
    const QString name = definition();
    Json input = Json::object(
        {{"cluster", m_place.cluster}, {"taskDefinition", name.toStdString()}, {"count", count}});
    if (m_launchType->currentIndex() > 0) input.set("launchType", m_launchType->currentText().toStdString());
    setBusy([args = Args{{"count", Arg::number(count)}, {"definition", nameOf(name)}}] {
        return say("run.pending", args);
    });
    m_runner->run({"RunTask", input, {}}, m_runner,
                  [sheet = QPointer(this), runner = m_runner, name, count](Result<Json> reply) {
                      const Args args{{"definition", nameOf(name)}, {"count", Arg::number(count)}};
                      if (sheet && reply)
                          sheet->took(*reply, count);
                      else if (sheet)
                          sheet->setFailed(failure("run.failed", args, reply.error()));
                      else if (!reply)
                          emit runner->told(false, sayPlain("run.failed", args),
                                            QString::fromStdString(reply.error().cause), {});
                  });
}

void RunTaskSheet::took(const Json& reply, int count) {
    const auto started = std::int64_t(reply.at("tasks").size());
    const auto& failures = reply.at("failures").items();
    Args args{{"definition", nameOf(definition())},
              {"count", Arg::number(count)},
              {"started", Arg::number(started)}};
    if (!failures.empty()) {
        setFailed([args, started, failed = failures.front()] {
            Explanation told{say(started > 0 ? "run.partly" : "run.failed", args),
                             {},
                             QString::fromStdString(failed.str("reason"))};
            told.why += failureWords(failed);
            return told;
        });
        return;
    }
    args["count"] = Arg::number(started);
    const std::string first = reply.at("tasks").at(std::size_t{0}).str("taskArn");
    emit m_runner->told(true, sayPlain("run.done", args), {},
                        QStringLiteral("task/") + QString::fromStdString(std::string(lastPart(first))));
    close();
}

void openRun(QWidget* host, ActRunner* runner, const Asking& asking) {
    RunTaskSheet::open(host, runner, Place::of(*asking.snapshot));
}

} // namespace pilothouse::ui
