// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/update_service.h"

#include "core/base/arn.h"
#include "ui/dialogs/act_runner.h"

#include <QLineEdit>
#include <QPointer>
#include <QSpinBox>
#include <QVBoxLayout>
#include <cmath>

namespace pilothouse::ui {

namespace {

constexpr int mostTasks = 5'000; // tasks of a service

Arg serviceName(const console::Service& service) {
    return Arg::name(service.name);
}

/// Sends one UpdateService; tells the sheet while it is open, else a toast.
void send(Sheet* sheet, ActRunner* runner, const console::Service& service, console::Act act,
          const Args& args, const char* doneCode, const char* failedCode,
          std::function<void(const Error&)> failed) {
    runner->run(
        std::move(act), runner,
        [sheet = QPointer(sheet), runner, args, doneCode, failedCode, failed = std::move(failed),
         link = QStringLiteral("service/") + QString::fromStdString(service.name)](Result<Json> reply) {
            if (reply) {
                emit runner->told(true, sayPlain(doneCode, args), {}, link);
                if (sheet) sheet->close();
            } else if (sheet) {
                failed(reply.error());
            } else {
                emit runner->told(false, sayPlain(failedCode, args),
                                  QString::fromStdString(reply.error().cause), link);
            }
        });
}

} // namespace

ScaleSheet* ScaleSheet::open(QWidget* host, ActRunner* runner, const Place& place,
                             const console::Service& service) {
    return new ScaleSheet(host, runner, place, service);
}

ScaleSheet::ScaleSheet(QWidget* host, ActRunner* runner, const Place& place, const console::Service& service)
    : Sheet(host, place.text()), m_runner(runner), m_place(place), m_service(service),
      m_desired(new QSpinBox) {
    m_desired->setRange(0, mostTasks);
    m_desired->setValue(service.desired);
    m_desired->setFixedWidth(160);
    m_desired->selectAll();
    fields()->addWidget(labelled(QStringLiteral("scaleDesired"), m_desired));
    connect(m_desired, &QSpinBox::valueChanged, this, &ScaleSheet::tell);
    start();
}

void ScaleSheet::setWanted(int desired) {
    m_desired->setValue(desired);
}

QWidget* ScaleSheet::firstField() const {
    return m_desired;
}

Args ScaleSheet::args(int to) const {
    return {{"service", serviceName(m_service)},
            {"from", Arg::number(m_service.desired)},
            {"to", Arg::number(to, Tone::change)},
            {"more", Arg::number(std::abs(to - m_service.desired))}};
}

void ScaleSheet::retranslate() {
    setTitle(tr("Scale %1").arg(QString::fromStdString(m_service.name)));
    setLabel(m_desired, tr("Desired tasks"));
    tell();
}

void ScaleSheet::tell() {
    const int from = m_service.desired, to = m_desired->value();
    const char* code = to == from  ? "scale.same"
                       : to == 0   ? "scale.zero"
                       : to > from ? "scale.out"
                                   : "scale.in";
    setWill(say(code, args(to)));
    setPrimary(sayPlain("scale.button", args(to)), to != from);
}

void ScaleSheet::submit() {
    const int to = m_desired->value();
    if (to == m_service.desired) return;
    setBusy([told = args(to)] { return say("scale.pending", told); });
    const Json input =
        Json::object({{"cluster", m_place.cluster}, {"service", m_service.name}, {"desiredCount", to}});
    send(this, m_runner, m_service, {"UpdateService", input, {{m_service.arn, "scale", std::to_string(to)}}},
         args(to), "scale.done", "scale.failed",
         [this, told = args(to)](const Error& error) { setFailed(failure("scale.failed", told, error)); });
}

DeploySheet* DeploySheet::open(QWidget* host, ActRunner* runner, const Place& place,
                               const console::Service& service) {
    return new DeploySheet(host, runner, place, service);
}

DeploySheet::DeploySheet(QWidget* host, ActRunner* runner, const Place& place,
                         const console::Service& service)
    : Sheet(host, place.text()), m_runner(runner), m_place(place), m_service(service) {
    start();
}

void DeploySheet::retranslate() {
    // ECS's bounds of a rolling deployment: lower rounded up, upper rounded down.
    const int lower = int(std::ceil(m_service.desired * m_service.minimumHealthyPercent / 100.0));
    const int upper = m_service.desired * m_service.maximumPercent / 100;
    setTitle(tr("Force a new deployment of %1").arg(QString::fromStdString(m_service.name)));
    Sentence will = say("deploy.will", {{"service", serviceName(m_service)},
                                        {"running", Arg::number(m_service.running)},
                                        {"definition", Arg::name(lastPart(m_service.taskDefinition))}});
    will += say("deploy.bounds", {{"lower", Arg::number(lower)}, {"upper", Arg::number(upper)}});
    setWill(will);
    setPrimary(tr("Deploy anew"), true);
}

void DeploySheet::submit() {
    const Args args{{"service", serviceName(m_service)}};
    setBusy([args] { return say("deploy.pending", args); });
    const Json input = Json::object(
        {{"cluster", m_place.cluster}, {"service", m_service.name}, {"forceNewDeployment", true}});
    send(this, m_runner, m_service, {"UpdateService", input, {{m_service.arn, "deploy", ""}}}, args,
         "deploy.done", "deploy.failed",
         [this, args](const Error& error) { setFailed(failure("deploy.failed", args, error)); });
}

} // namespace pilothouse::ui
