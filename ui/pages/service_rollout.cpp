// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_rollout.h"

#include "core/base/arn.h"
#include "ui/acts/act_button.h"
#include "ui/dialogs/act_runner.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

using console::Rollout;

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString counted(const char* code, int count) {
    return sayPlain(code, {{"count", Arg::number(count)}});
}

Arg definitionArg(const std::string& arn, Tone tone = Tone::text) {
    const QString name = q(lastPart(arn));
    return Arg::name(name, QStringLiteral("definition/") + name, tone);
}

} // namespace

CountBar::Content barOf(const Rollout& rollout, bool stale) {
    CountBar::Content content;
    const bool same = rollout.from.empty() || rollout.from == rollout.to;
    const QString to = q(lastPart(rollout.to)), from = q(lastPart(rollout.from));
    auto add = [&content](Slot slot, int count, const QString& name, const QString& words) {
        if (count > 0) content.runs.push_back({slot, count, name, words});
    };
    if (rollout.rolling && rollout.old > 0) {
        add(Slot::fresh, rollout.fresh, to,
            counted(same ? "rollout.bar.again" : "rollout.bar.fresh", rollout.fresh));
        add(Slot::old, rollout.old, from, counted("rollout.bar.old", rollout.old));
    } else {
        add(rollout.rolling ? Slot::fresh : Slot::settled, rollout.fresh, to,
            counted("rollout.bar.fresh", rollout.fresh));
        add(Slot::old, rollout.old, from, counted("rollout.bar.old", rollout.old));
    }
    add(Slot::unhealthy, rollout.unhealthy, {}, counted("rollout.bar.unhealthy", rollout.unhealthy));
    add(Slot::starting, rollout.starting, {}, counted("rollout.bar.starting", rollout.starting));
    add(Slot::missing, rollout.missing, {}, counted("rollout.bar.missing", rollout.missing));
    add(Slot::room, rollout.room(), {}, counted("rollout.bar.room", rollout.room()));
    content.lower = rollout.lower;
    content.desired = rollout.desired;
    content.upper = rollout.upper;
    content.lowerWords = counted("rollout.bar.lower", rollout.lower);
    content.desiredWords = counted("rollout.bar.desired", rollout.desired);
    content.upperWords = counted("rollout.bar.upper", rollout.upper);
    content.stale = stale;
    return content;
}

std::vector<FactStrip::Item> factsOf(const Rollout& rollout, Millis now) {
    std::vector<FactStrip::Item> items;
    items.push_back({sayPlain("rollout.fact.healthy"), numberText(rollout.healthy()),
                     counted("rollout.fact.atLeast", rollout.lower),
                     rollout.healthy() < rollout.lower ? Tone::bad : Tone::text});
    items.push_back({sayPlain("rollout.fact.all"), numberText(rollout.total()),
                     counted("rollout.fact.atMost", rollout.upper)});
    const char* limit = rollout.failuresAllowed == 0 ? "rollout.fact.noBreaker"
                        : rollout.rollsBack          ? "rollout.fact.rollsBackAt"
                                                     : "rollout.fact.failsAt";
    items.push_back({sayPlain("rollout.fact.failures"), numberText(rollout.failures),
                     counted(limit, rollout.failuresAllowed), rollout.failures > 0 ? Tone::bad : Tone::text});
    if (rollout.nextTry > 0)
        items.push_back({sayPlain("rollout.fact.nextTry"),
                         sayPlain("rollout.fact.in", {{"length", Arg::duration(rollout.nextTry - now)}}),
                         {}});
    if (rollout.rolling && rollout.pace > 0)
        items.push_back({sayPlain("rollout.fact.pace"),
                         sayPlain("rollout.fact.every", {{"length", Arg::duration(rollout.pace)}}),
                         {}});
    if (rollout.doneAbout > 0)
        items.push_back({sayPlain("rollout.fact.done"), clockText(rollout.doneAbout), {}});
    if (!rollout.rolling && rollout.finishedAt > 0)
        items.push_back(
            {sayPlain("rollout.fact.took"), durationText(rollout.finishedAt - rollout.startedAt), {}});
    return items;
}

Sentence noteOf(const Rollout& rollout, Millis now) {
    const bool same = rollout.from.empty() || rollout.from == rollout.to;
    const Args args{{"to", definitionArg(rollout.to, rollout.rolling ? Tone::change : Tone::text)},
                    {"from", definitionArg(rollout.from, Tone::text2)},
                    {"clock", Arg::plain(clockText(rollout.startedAt))},
                    {"since", Arg::plain(sinceText(rollout.startedAt, now))}};
    const bool recent = now - rollout.startedAt < 3'600'000;
    return say(!rollout.rolling ? (recent ? "rollout.note.since.ago" : "rollout.note.since")
               : same           ? (recent ? "rollout.note.one.ago" : "rollout.note.one")
                                : (recent ? "rollout.note.two.ago" : "rollout.note.two"),
               args);
}

ServiceRollout::ServiceRollout(ActRunner& runner, QWidget* parent)
    : ServicePanel(parent), m_runner(runner), m_changes(new QPushButton), m_next(new StateSentence(13)),
      m_bar(new CountBar), m_facts(new FactStrip) {
    setSmall(m_changes);
    addAction(m_changes);
    if (actKind("deployment.stop")) {
        m_stop = new ActButton("deployment.stop", runner);
        setSmall(m_stop);
        addAction(m_stop);
    }
    connect(m_changes, &QPushButton::clicked, this, &ServiceRollout::changesAsked);

    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(15, 0, 15, 6);
    inner->setSpacing(10);
    inner->addWidget(m_next);
    inner->addWidget(m_bar);
    body()->addLayout(inner);
    body()->addWidget(m_facts);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    connect(m_next, &QLabel::linkActivated, this, &ServiceRollout::linkActivated);
}

void ServiceRollout::apply(const ServiceView& view) {
    m_view = view;
    tell();
}

void ServiceRollout::tick(Millis now) {
    m_view.now = now;
    tell();
}

void ServiceRollout::tell() {
    if (!m_view.service) return;
    const Rollout& rollout = m_view.rollout;
    setNote(noteOf(rollout, m_view.now));
    m_next->setSentence(m_view.gone ? Sentence{} : sayReason(rollout.next).toned(Tone::text2));
    m_next->setVisible(!m_view.gone);
    m_bar->set(barOf(rollout, m_view.isStale()));
    m_facts->set(factsOf(rollout, m_view.now));
    tellActs();
}

void ServiceRollout::tellActs() {
    const Rollout& rollout = m_view.rollout;
    m_changes->setVisible(rollout.rolling && !rollout.from.empty() && rollout.from != rollout.to);
    if (!m_stop) return;
    const auto deployment = console::currentDeployment(*m_view.service, m_view.snapshot->serviceDeployments);
    const bool own = m_view.snapshot->service == m_view.service->arn;
    const bool there = rollout.rolling && own && deployment && !m_view.gone && !m_runner.isReadOnly();
    m_stop->setVisible(there);
    if (there) m_stop->set({m_view.snapshot, {Targets::Kind::deployment, {deployment->arn}}, {}});
}

void ServiceRollout::rename() {
    setTitle(sayPlain("rollout.title"));
    m_changes->setText(sayPlain("rollout.changes"));
    m_changes->setToolTip(sayPlain("rollout.changes.tip"));
    tell();
}

} // namespace pilothouse::ui
