// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/deployment_detail.h"

#include "core/base/arn.h"
#include "core/console/merge.h"
#include "ui/acts/act_button.h"
#include "ui/dialogs/act_runner.h"
#include "ui/widgets/diff_view.h"
#include "ui/widgets/fact_list.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/raw_text.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

Sentence words(const QString& text) {
    Sentence sentence;
    sentence.spans = {{text, {}, Tone::text, false}};
    return sentence;
}

Fact fact(const char* code, const QString& value, bool mono = false) {
    return {sayPlain(code), words(value), mono};
}

/// What was rolled out, as its service revision froze it.
std::vector<Fact> factsOf(const console::Snapshot& snapshot, const DeploymentRow& row) {
    const auto& deployment = *row.deployment;
    std::vector<Fact> facts;
    if (!row.definition.empty()) {
        const QString name = q(lastPart(row.definition));
        Sentence link;
        link.spans = {{name, QStringLiteral("definition/") + name, Tone::you, false}};
        facts.push_back({sayPlain("deployments.fact.definition"), link, false});
    }
    const auto revision = console::findRow(snapshot.serviceRevisions.rows, deployment.targetRevision);
    if (revision) {
        for (const Json& image : revision->raw.at("containerImages").items()) {
            QString told = q(image.str("image"));
            if (const std::string digest = image.str("imageDigest"); !digest.empty())
                told += u'@' + q(digest);
            facts.push_back({q(image.str("containerName")), words(told), true});
        }
        if (const std::string launch = revision->raw.str("launchType"); !launch.empty())
            facts.push_back(fact("configuration.launchType", q(launch)));
    }
    facts.push_back(fact("deployments.fact.started",
                         clockText(deployment.startedAt ? deployment.startedAt : deployment.createdAt)));
    if (deployment.finishedAt > 0)
        facts.push_back(fact("deployments.fact.finished", clockText(deployment.finishedAt)));
    if (deployment.stoppedAt > 0)
        facts.push_back(fact("deployments.fact.stopped", clockText(deployment.stoppedAt)));
    if (!deployment.breakerStatus.empty()) {
        const std::string code = "deployments.breaker." + deployment.breakerStatus;
        facts.push_back(
            fact("deployments.fact.breaker", hasWords(code) ? sayPlain(code) : q(deployment.breakerStatus)));
    }
    if (!deployment.targetRevision.empty())
        facts.push_back(fact("deployments.fact.revision", q(lastPart(deployment.targetRevision)), true));
    if (!deployment.rollbackRevision.empty())
        facts.push_back(
            fact("deployments.fact.rolledBackTo", q(lastPart(deployment.rollbackRevision)), true));
    facts.push_back(fact("deployments.fact.id", q(deployment.id), true));
    return facts;
}

/// "Failed starts: 3 of 6, then it rolls back by itself."
Sentence failuresOf(const console::ServiceDeployment& deployment) {
    const Args args{{"failed", Arg::number(deployment.failures)},
                    {"allowed", Arg::number(deployment.failuresAllowed)}};
    if (deployment.breakerStatus == "DISABLED" || deployment.failuresAllowed == 0)
        return deployment.failures > 0 ? say("deployments.failed", args) : Sentence{};
    return say(deployment.breakerStatus == "TRIGGERED" ? "deployments.failedTooOften"
                                                       : "deployments.failedOf",
               args);
}

} // namespace

DeploymentDetail::DeploymentDetail(ActRunner& runner, QWidget* parent)
    : Surface(Ground::panel, Qt::TopEdge, parent), m_runner(runner),
      m_title(new Label({}, 15, Tone::text, Weight::strong)), m_pill(new StatusPill),
      m_words(new StateSentence(13)), m_raw(new RawText), m_facts(new FactList),
      m_difference(new QStackedWidget), m_same(new StateSentence(13)), m_diff(new DiffView) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(24, 10, 24, 6);
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_pill);
    head->addWidget(m_words, 1);
    for (const char* id : {"service.rollback", "deployment.stop"}) {
        if (!actKind(id)) continue;
        m_acts << new ActButton(id, runner);
        head->addWidget(m_acts.last());
    }
    column->addLayout(head);
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(24, 4, 0, 0);
    middle->setSpacing(24);
    auto* left = new QWidget;
    left->setFixedWidth(300);
    auto* facts = new QVBoxLayout(left);
    facts->setContentsMargins(0, 0, 0, 12);
    facts->setSpacing(10);
    facts->addWidget(m_facts);
    facts->addWidget(m_raw);
    facts->addStretch(1);
    middle->addWidget(left);
    auto* same = new QWidget;
    auto* sameBox = new QVBoxLayout(same);
    sameBox->setContentsMargins(0, 0, 24, 0);
    sameBox->addWidget(m_same);
    sameBox->addStretch(1);
    m_difference->addWidget(same);
    m_difference->addWidget(m_diff);
    middle->addWidget(m_difference, 1);
    column->addLayout(middle, 1);
    connect(m_words, &QLabel::linkActivated, this, &DeploymentDetail::linkActivated);
    connect(m_facts, &FactList::linkActivated, this, &DeploymentDetail::linkActivated);
}

void DeploymentDetail::set(const ServiceView& view, const DeploymentRow& row) {
    m_view = view;
    m_row = std::make_shared<const DeploymentRow>(row);
    tell();
}

std::set<std::string> DeploymentDetail::definitions() const {
    std::set<std::string> all;
    if (!m_row || m_row->definition.empty() || !m_view.service) return all;
    if (m_row->definition == m_view.service->taskDefinition) return all;
    return {m_row->definition, m_view.service->taskDefinition};
}

void DeploymentDetail::tell() {
    if (!m_row) return;
    const auto& deployment = *m_row->deployment;
    const QString name = q(lastPart(m_row->definition));
    m_title->setText(name.isEmpty() ? q(deployment.id) : name);
    m_pill->set(m_view.isStale() ? Shape::unknown : shapeOf(statusOf(deployment)), statusWord(deployment));
    m_words->setSentence(failuresOf(deployment).toned(Tone::text2));
    const std::string& raw =
        deployment.statusReason.empty() ? deployment.rollbackReason : deployment.statusReason;
    m_raw->setText(q(raw));
    m_facts->set(factsOf(*m_view.snapshot, *m_row));
    tellDifference();
    tellActs();
    setAccessibleName(m_title->text());
}

void DeploymentDetail::tellDifference() {
    const auto& snapshot = *m_view.snapshot;
    const std::string &older = m_row->definition, &newer = m_view.service->taskDefinition;
    const auto before = console::findRow(snapshot.definitions.rows, older);
    const auto after = console::findRow(snapshot.definitions.rows, newer);
    const Args args{{"definition", Arg::name(q(lastPart(older)))},
                    {"present", Arg::name(q(lastPart(newer)))}};
    m_difference->setCurrentIndex(0);
    if (older.empty())
        m_same->setSentence(say("deployments.unknownDefinition"));
    else if (older == newer)
        m_same->setSentence(say("deployments.same", args));
    else if (before && after) {
        m_diff->set(before->raw, q(lastPart(older)), after->raw,
                    sayPlain("deployments.present", {{"present", Arg::plain(q(lastPart(newer)))}}));
        m_difference->setCurrentIndex(1);
    } else if (snapshot.definitions.error && snapshot.definitions.state != console::PartState::loading) {
        m_same->setSentence(say("deployments.noDifference", args));
    } else {
        m_same->setSentence(say("deployments.reading", args));
    }
}

void DeploymentDetail::tellActs() {
    const auto& deployment = *m_row->deployment;
    const bool underWay = statusOf(deployment) == console::Status::changing ||
                          statusOf(deployment) == console::Status::starting;
    for (ActButton* act : m_acts) {
        const bool stop = act->act().id == std::string_view("deployment.stop");
        if (stop)
            act->set({m_view.snapshot, {Targets::Kind::deployment, {deployment.arn}}, {}});
        else // back to this very one
            act->set({m_view.snapshot,
                      {Targets::Kind::service, {m_view.service->arn}},
                      q(lastPart(m_row->definition))});
        const bool isNow = m_row->definition == m_view.service->taskDefinition;
        const bool fits = stop ? underWay : !underWay && !isNow;
        act->setVisible(fits && !m_view.gone && !deployment.arn.empty() && !m_runner.isReadOnly());
    }
}

void DeploymentDetail::rename() {
    tell();
}

} // namespace pilothouse::ui
