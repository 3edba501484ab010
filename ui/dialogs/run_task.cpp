// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "ui/acts/find.h"
#include "ui/acts/kinds.h"
#include "ui/dialogs/act_runner.h"
#include "ui/dialogs/overrides_box.h"
#include "ui/dialogs/start_sheet.h"
#include "ui/widgets/disclosure.h"

#include <QLineEdit>
#include <QPointer>
#include <QSpinBox>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

constexpr int mostAtOnce = 10; // RunTask's count

QString q(const std::string& text) {
    return QString::fromStdString(text);
}

/// The words of a failures[] entry of RunTask.
Sentence failureWords(const Json& failure) {
    const std::string reason = failure.str("reason");
    const std::string code = "failure." + reason;
    return say(hasWords(code) ? code : "failure.other", {{"reason", Arg::plain(reason)}});
}

/// "batch:8 3": a definition and how many.
struct Wanted {
    QString definition;
    int count = 1;
    static Wanted of(const QString& argument) {
        const QStringList words = wordsOf(argument);
        Wanted wanted;
        if (!words.isEmpty()) wanted.definition = words.front();
        if (words.size() > 1) wanted.count = qBound(1, words[1].toInt(), mostAtOnce);
        return wanted;
    }
};

/// What a task's group may be given again as: those of services and families are ECS's own to give.
std::string ownGroup(const std::string& group) {
    return group.starts_with("service:") || group.starts_with("family:") ? std::string() : group;
}

/// Tasks that no service keeps alive: of a definition, or one that ran before, once more.
class RunTaskSheet : public StartSheet {
public:
    RunTaskSheet(QWidget* host, ActRunner* runner, const Asking& asking,
                 std::shared_ptr<const console::Task> again)
        : StartSheet(host, runner, asking, again ? "runAgain" : "run", DefinitionField::Lists::revisions),
          m_count(new QSpinBox), m_more(new Disclosure), m_group(new QLineEdit), m_startedBy(new QLineEdit),
          m_overrides(new OverridesBox), m_again(std::move(again)) {
        m_count->setRange(1, mostAtOnce);
        m_count->setFixedWidth(160);
        m_group->setMaxLength(255);
        m_startedBy->setMaxLength(128);
        addDefinition();
        fields()->addWidget(labelled(QStringLiteral("runCount"), m_count));
        addPlace();
        m_more->button()->setObjectName(QStringLiteral("more"));
        m_more->body()->addWidget(m_overrides);
        m_more->body()->addWidget(labelled(QStringLiteral("group"), m_group));
        m_more->body()->addWidget(labelled(QStringLiteral("startedBy"), m_startedBy));
        fields()->addWidget(m_more);
        const Wanted wanted = Wanted::of(asking.argument);
        if (!wanted.definition.isEmpty()) definition()->setName(wanted.definition);
        m_count->setValue(wanted.count);
        if (m_again) takeFrom(*m_again);
        connect(m_more, &Disclosure::toggled, this, &RunTaskSheet::settle);
        connect(m_count, &QSpinBox::valueChanged, this, [this] { check(); });
        connect(m_group, &QLineEdit::textChanged, this, &RunTaskSheet::tell);
        connect(m_startedBy, &QLineEdit::textChanged, this, &RunTaskSheet::tell);
        connect(m_overrides, &OverridesBox::changed, this, [this] {
            settle();
            tell();
        });
        start();
    }

private:
    void takeFrom(const console::Task& task) {
        definition()->setName(q(std::string(lastPart(task.taskDefinition))));
        setLaunchType(q(task.launchType));
        m_overrides->setOverrides(task.raw.at("overrides"));
        m_group->setText(q(ownGroup(task.group)));
        QStringList subnets;
        for (const Json& attachment : task.raw.at("attachments").items())
            for (const Json& detail : attachment.at("details").items())
                if (detail.str("name") == "subnetId") subnets << q(detail.str("value"));
        setNetwork(subnets, {}, false);
        const auto overridden = m_overrides->overrides();
        m_more->setOpen((overridden && overridden->size() > 0) || !m_group->text().isEmpty());
    }

    void labels() override {
        setLabel(m_count, sayPlain("run.count"));
        m_more->setText(sayPlain("run.more"));
        setLabel(m_group, sayPlain("run.group"));
        setLabel(m_startedBy, sayPlain("run.startedBy"));
        m_group->setPlaceholderText(sayPlain("run.group.what"));
        m_startedBy->setPlaceholderText(sayPlain("run.startedBy.what"));
        m_overrides->rename();
        StartSheet::labels();
    }
    QWidget* firstField() const override { return m_again ? static_cast<QWidget*>(m_count) : definition(); }
    int count() const override { return m_count->value(); }
    void check() override {
        if (const Json* found = document()) m_overrides->setDefinition(*found);
        StartSheet::check();
    }

    Args args() const override {
        return {{"count", Arg::number(count())},
                {"definition", definitionArg()},
                {"cluster", Arg::plain(clusterName())},
                {"task", Arg::plain(m_again ? q(m_again->id).left(8) : QString())}};
    }
    Sentence will() const override {
        if (definition()->state() == DefinitionField::State::reading && definitionName().empty())
            return say("run.readingDefinitions");
        if (definition()->state() == DefinitionField::State::read && definition()->isEmpty() &&
            definitionName().empty())
            return say("run.noDefinitions", args());
        if (definitionName().empty()) return say("run.choose", args());
        Sentence all = say("run.will", args());
        if (m_again && !m_again->service.empty())
            all += say("runAgain.alone", {{"service", Arg::name(m_again->service)}});
        return all;
    }
    std::vector<Call> calls() const override {
        const auto overrides = m_overrides->overrides();
        if (!isReady() || !overrides) return {};
        Json input = Json::object({{"cluster", cluster()}});
        addTo(input);
        input.set("count", count());
        if (overrides->size() > 0) input.set("overrides", *overrides);
        if (const auto group = m_group->text().trimmed(); !group.isEmpty())
            input.set("group", group.toStdString());
        if (const auto by = m_startedBy->text().trimmed(); !by.isEmpty())
            input.set("startedBy", by.toStdString());
        return {{{"RunTask", input, {}}, {}}};
    }
    Danger danger() const override { return Danger::none; }
    Reading reading() const override {
        return [told = args(), wanted = QPointer(m_count)](const std::vector<Json>& replies) {
            Outcome outcome;
            const Json& reply = replies.front();
            const auto started = std::int64_t(reply.at("tasks").size());
            const std::string first = reply.at("tasks").at(std::size_t{0}).str("taskArn");
            if (!first.empty()) outcome.link = QStringLiteral("task/") + q(std::string(lastPart(first)));
            if (reply.at("failures").size() == 0) return outcome;
            // The next press is for those that are lacking still.
            if (wanted && started > 0 && started < wanted->value())
                wanted->setValue(wanted->value() - int(started));
            outcome.refused = [told, started, failed = reply.at("failures").at(std::size_t{0})] {
                Args all = told;
                all["started"] = Arg::number(started);
                Explanation why{
                    say(started > 0 ? "run.partly" : "run.failed", all), {}, q(failed.str("reason"))};
                why.why += failureWords(failed);
                return why;
            };
            return outcome;
        };
    }

    QSpinBox* m_count;
    Disclosure* m_more;
    QLineEdit *m_group, *m_startedBy;
    OverridesBox* m_overrides;
    std::shared_ptr<const console::Task> m_again;
};

std::shared_ptr<const console::Task> taskOf(const Asking& asking) {
    const auto tasks = tasksOf(asking);
    return tasks.empty() ? nullptr : tasks.front();
}

} // namespace

Sentence runEffect(const Asking& asking) {
    const Wanted wanted = Wanted::of(asking.argument);
    if (wanted.definition.isEmpty()) return {};
    return say("run.will", {{"count", Arg::number(wanted.count)},
                            {"definition", Arg::name(wanted.definition)},
                            {"cluster", Arg::plain(asking.snapshot->cluster)}});
}

void openRun(QWidget* host, ActRunner* runner, const Asking& asking) {
    new RunTaskSheet(host, runner, asking, nullptr);
}

Sentence runAgainEffect(const Asking& asking) {
    const auto task = taskOf(asking);
    if (!task) return {};
    return say("run.will", {{"count", Arg::number(1)},
                            {"definition", Arg::name(lastPart(task->taskDefinition))},
                            {"cluster", Arg::plain(asking.snapshot->cluster)}});
}

void openRunAgain(QWidget* host, ActRunner* runner, const Asking& asking) {
    if (const auto task = taskOf(asking)) new RunTaskSheet(host, runner, asking, task);
}

} // namespace pilothouse::ui
