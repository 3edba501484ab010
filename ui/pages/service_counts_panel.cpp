// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_counts_panel.h"

#include "core/base/arn.h"
#include "ui/words/quantities.h"

#include <QVBoxLayout>
#include <cmath>

namespace pilothouse::ui {

namespace {

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// A little air above, whole numbers on the axis.
double roof(int most) {
    return std::max(2.0, std::ceil(most * 1.2));
}

QString countText(double value) {
    return numberText(std::int64_t(std::llround(value)));
}

StripMark markOf(const console::Mark& mark) {
    using Kind = console::Mark::Kind;
    const QString definition = q(lastPart(mark.definition));
    const Args args{{"definition", Arg::plain(definition)},
                    {"from", Arg::number(mark.from)},
                    {"to", Arg::number(mark.to)},
                    {"took", Arg::duration(mark.took)},
                    {"clock", Arg::plain(clockText(mark.at))}};
    StripMark made;
    made.at = mark.at;
    made.link = QStringLiteral("service/") + q(mark.name) + QStringLiteral("/deployments");
    switch (mark.kind) {
    case Kind::started:
        made.name = definition;
        made.sentence = sayPlain("serviceCounts.started", args);
        break;
    case Kind::completed:
        made.sentence = sayPlain("serviceCounts.completed", args);
        made.tone = Tone::ok;
        break;
    case Kind::failed:
        made.name = definition;
        made.sentence = sayPlain("serviceCounts.failed", args);
        made.tone = Tone::bad;
        break;
    case Kind::scaled:
        made.name = QStringLiteral("%1 → %2").arg(numberText(mark.from), numberText(mark.to));
        made.sentence = sayPlain("serviceCounts.scaled", args);
        break;
    }
    return made;
}

} // namespace

std::vector<StripData> stripsOf(const std::vector<console::CountPoint>& points) {
    if (points.empty()) return {};
    StripData running, pending;
    running.name = sayPlain("serviceCounts.running");
    pending.name = sayPlain("serviceCounts.pending");
    running.tell = pending.tell = countText;
    int mostRunning = 0, mostPending = 0;
    for (const console::CountPoint& point : points) {
        running.line.push_back({point.at, double(point.running), point.known});
        running.bound.push_back({point.at, double(point.desired), point.known});
        pending.line.push_back({point.at, double(point.pending), point.known});
        mostRunning = std::max({mostRunning, point.running, point.desired});
        mostPending = std::max(mostPending, point.pending);
    }
    running.high = roof(mostRunning);
    pending.high = roof(mostPending);
    return {running, pending};
}

std::vector<StripMark> marksOf(const std::vector<console::Mark>& marks, const std::string& arn) {
    std::vector<StripMark> made;
    for (const console::Mark& mark : marks)
        if (mark.service == arn) made.push_back(markOf(mark));
    return made;
}

ServiceCountsPanel::ServiceCountsPanel(QWidget* parent) : ServicePanel(parent), m_strips(new StripStack) {
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(1, 0, 1, 6);
    inner->addWidget(m_strips);
    body()->addLayout(inner);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_strips, &StripStack::opened, this, &ServiceCountsPanel::navigate);
}

void ServiceCountsPanel::apply(const ServiceView& view) {
    m_view = view;
    tell();
}

void ServiceCountsPanel::tick(Millis now) {
    m_view.now = now;
    if (m_view.counts) m_strips->setNow(now, m_view.counts->since());
}

void ServiceCountsPanel::tell() {
    if (!m_view.service || !m_view.counts) return;
    const auto& counts = *m_view.counts;
    const std::string& arn = m_view.service->arn;
    m_strips->set(stripsOf(counts.service(arn)), marksOf(counts.marks(), arn));
    m_strips->setNow(m_view.now, counts.since());
    setNote(counts.since() > 0
                ? say("serviceCounts.since", {{"clock", Arg::plain(clockText(counts.since()))}})
                : Sentence{});
}

void ServiceCountsPanel::rename() {
    setTitle(sayPlain("serviceCounts.title"));
    m_strips->setAccessibleName(sayPlain("serviceCounts.title"));
    tell();
}

} // namespace pilothouse::ui
