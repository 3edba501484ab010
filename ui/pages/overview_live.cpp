// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_live.h"

#include "core/console/changes.h"
#include "ui/widgets/label.h"
#include "ui/widgets/strip_stack.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

namespace pilothouse::ui {

/// A line and a broken line with their words.
class OverviewLive::Legend : public QWidget {
public:
    Legend() { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }
    QSize sizeHint() const override {
        const QFontMetrics metrics(uiFont(11));
        return {2 * 18 + 12 + metrics.horizontalAdvance(line()) + metrics.horizontalAdvance(bound()) + 2, 16};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setFont(uiFont(11));
        const QFontMetrics metrics(painter.font());
        int x = 0;
        const auto put = [&](const QPen& pen, const QString& words) {
            painter.setPen(pen);
            painter.drawLine(x, 8, x + 13, 8);
            painter.setPen(tokens().text3);
            painter.drawText(QRect(x + 18, 0, width(), 16), Qt::AlignVCenter | Qt::AlignLeft, words);
            x += 18 + metrics.horizontalAdvance(words) + 12;
        };
        QPen broken(tokens().text3, 1);
        broken.setDashPattern({3, 2});
        put(QPen(tokens().s1, 2), line());
        put(broken, bound());
    }

private:
    static QString line() { return sayPlain("overview.live.running"); }
    static QString bound() { return sayPlain("overview.live.desired"); }
};

std::vector<StripMark> stripMarksOf(const std::vector<console::Mark>& marks) {
    using Kind = console::Mark::Kind;
    std::set<std::pair<std::string, std::string>> failed;
    for (const auto& mark : marks)
        if (mark.kind == Kind::failed) failed.insert({mark.service, mark.deployment});
    std::vector<StripMark> flags;
    for (const auto& mark : marks) {
        if (mark.kind == Kind::completed || mark.kind == Kind::failed) continue;
        const bool bad = mark.kind == Kind::started && failed.contains({mark.service, mark.deployment});
        const QString name = QString::fromStdString(mark.name);
        flags.push_back({mark.at, name, sayReason(console::tellMark(mark)).plain(),
                         bad ? Tone::bad : Tone::change, QStringLiteral("service/") + name});
    }
    return flags;
}

double roundTop(int most) {
    for (std::int64_t unit = 1;; unit *= 10)
        for (std::int64_t step : {4, 5, 6, 8, 10})
            if (unit * step > most) return double(unit * step);
}

OverviewLive::OverviewLive(const console::Counts& counts, QWidget* parent)
    : Panel(parent), m_counts(counts), m_title(new Label({}, 13, Tone::text, Weight::bold)),
      m_legend(new Legend), m_stack(new StripStack) {
    auto* head = new QWidget;
    head->setFixedHeight(36);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(15, 0, 15, 0);
    row->addWidget(m_title, 1);
    row->addWidget(m_legend);
    body()->addWidget(head);
    body()->addWidget(m_stack);
    body()->addStretch(1);
    connect(m_stack, &StripStack::opened, this, &OverviewLive::navigate);
}

void OverviewLive::apply(Millis now) {
    m_now = now;
    tell();
}

void OverviewLive::setNow(Millis now) {
    m_now = now;
    m_stack->setNow(now, m_counts.since());
}

void OverviewLive::setMost(int strips) {
    m_stack->setMost(strips);
}

void OverviewLive::tell() {
    m_title->setText(sayPlain("overview.live"));
    StripData tasks, cpu, memory;
    tasks.name = sayPlain("overview.live.tasks");
    cpu.name = sayPlain("overview.live.cpu");
    memory.name = sayPlain("overview.live.memory");
    int most = 1;
    bool room = false;
    const auto share = [](std::int64_t part, std::int64_t whole) {
        return whole > 0 ? double(part) * 100 / double(whole) : 0.0;
    };
    for (const auto& point : m_counts.cluster()) {
        most = std::max({most, point.running, point.desired});
        room = room || point.cpu > 0;
        tasks.line.push_back({point.at, double(point.running), point.known});
        tasks.bound.push_back({point.at, double(point.desired), point.known});
        const bool counted = point.known && point.cpu > 0;
        cpu.line.push_back({point.at, share(point.cpuReserved, point.cpu), counted});
        memory.line.push_back({point.at, share(point.memoryReserved, point.memory), counted});
    }
    tasks.high = roundTop(most);
    tasks.tell = [](double value) { return numberText(qRound64(value)); };
    cpu.high = memory.high = 100;
    cpu.tell = memory.tell = [](double value) { return numberText(qRound64(value)) + u'%'; };
    std::vector<StripData> strips{std::move(tasks)};
    if (room) strips.push_back(std::move(cpu));
    if (room) strips.push_back(std::move(memory));
    m_stack->set(std::move(strips), stripMarksOf(m_counts.marks()));
    m_stack->setAccessibleName(sayPlain("overview.live"));
    m_stack->setNow(m_now, m_counts.since());
}

void OverviewLive::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        tell();
        m_legend->updateGeometry();
        m_legend->update();
    }
    Panel::changeEvent(event);
}

} // namespace pilothouse::ui
