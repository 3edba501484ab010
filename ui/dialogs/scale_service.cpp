// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "ui/acts/find.h"
#include "ui/acts/kinds.h"
#include "ui/dialogs/service_sheet.h"

#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>
#include <cmath>

namespace pilothouse::ui {

namespace {

constexpr int mostTasks = 5'000; // tasks of a service

/// A number, and in words what it leads to. Sends the number alone.
class ScaleSheet : public ServiceSheet {
public:
    ScaleSheet(QWidget* host, ActRunner* runner, const Asking& asking)
        : ServiceSheet(host, runner, asking, "scale"), m_desired(new QSpinBox) {
        m_desired->setRange(0, mostTasks);
        m_desired->setValue(service().desired);
        m_desired->setFixedWidth(160);
        bool number = false;
        if (const int wanted = asking.argument.trimmed().toInt(&number); number) m_desired->setValue(wanted);
        m_desired->selectAll();
        fields()->addWidget(labelled(QStringLiteral("scaleDesired"), m_desired));
        connect(m_desired, &QSpinBox::valueChanged, this, &ScaleSheet::tell);
        start();
    }

private:
    void labels() override { setLabel(m_desired, sayPlain("sheet.desired")); }
    QWidget* firstField() const override { return m_desired; }
    Args args() const override {
        const int to = m_desired->value();
        return {{"service", serviceName()},
                {"from", Arg::number(service().desired)},
                {"to", Arg::number(to, Tone::change)},
                {"more", Arg::number(std::abs(to - service().desired))}};
    }
    Sentence will() const override {
        const int from = service().desired, to = m_desired->value();
        return say(to == from  ? "scale.same"
                   : to == 0   ? "scale.zero"
                   : to > from ? "scale.out"
                               : "scale.in",
                   args());
    }
    std::vector<Change> changes() const override {
        const int from = service().desired, to = m_desired->value();
        if (from == to) return {};
        return {{sayPlain("sheet.desired"), QString::number(from), QString::number(to)}};
    }
    std::vector<Call> calls() const override {
        const int to = m_desired->value();
        if (to == service().desired) return {};
        Json wanted = input();
        wanted.set("desiredCount", to);
        return {update(wanted, "scale", std::to_string(to))};
    }
    Danger danger() const override {
        return m_desired->value() < service().desired ? Danger::change : Danger::none;
    }
    bool isDestructive() const override { return m_desired->value() == 0; }

    QSpinBox* m_desired;
};

/// The same definition once more, within the service's bounds.
class ForceSheet : public ServiceSheet {
public:
    ForceSheet(QWidget* host, ActRunner* runner, const Asking& asking)
        : ServiceSheet(host, runner, asking, "force") {
        start();
    }

private:
    Args args() const override {
        const auto [lower, upper] = Bounds::of(service());
        return {{"service", serviceName()},
                {"running", Arg::number(service().running)},
                {"definition", Arg::name(lastPart(service().taskDefinition))},
                {"lower", Arg::number(lower)},
                {"upper", Arg::number(upper)}};
    }
    Sentence will() const override {
        Sentence all = say("force.will", args());
        all += say("deploy.bounds", args());
        return all;
    }
    std::vector<Call> calls() const override {
        Json wanted = input();
        wanted.set("forceNewDeployment", true);
        return {update(wanted, "deploy")};
    }
    Danger danger() const override { return Danger::change; }
    bool isDestructive() const override { return false; }
    bool follows() const override { return true; }
};

} // namespace

void openScale(QWidget* host, ActRunner* runner, const Asking& asking) {
    if (serviceOf(asking)) new ScaleSheet(host, runner, asking);
}

void openForce(QWidget* host, ActRunner* runner, const Asking& asking) {
    if (serviceOf(asking)) new ForceSheet(host, runner, asking);
}

} // namespace pilothouse::ui
