// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/status_bar.h"

#include "ui/frame/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/status_shape.h"
#include "ui/words/quantities.h"
#include "ui/words/sentence.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QResizeEvent>

namespace pilothouse::ui {

namespace {

/// A line of 12 px between two facts.
class Divider : public QWidget {
public:
    explicit Divider(QWidget* parent) : QWidget(parent) { setFixedSize(1, 12); }

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), tokens().line2); }
};

Label* fact(QWidget* parent) {
    return new Label({}, 11, Tone::text2, Weight::regular, parent);
}

} // namespace

std::optional<PartFacts> factsOf(const console::Snapshot& snapshot, const QString& list) {
    for (const char* page : {"overview", "services", "service", "events"})
        if (list == QLatin1String(page)) return PartFacts::of(snapshot.services);
    for (const char* page : {"topology", "instances"})
        if (list == QLatin1String(page)) return PartFacts::of(snapshot.instances);
    if (list == QLatin1String("tasks")) return PartFacts::of(snapshot.tasks);
    if (list == QLatin1String("definitions")) return PartFacts::of(snapshot.families);
    return std::nullopt;
}

StatusBar::StatusBar(Session& session, QWidget* parent) : Surface(Ground::frame, Qt::TopEdge, parent) {
    setFixedHeight(24);
    m_shape = new StatusShape(Shape::unknown, 8, this);
    m_age = fact(this);
    m_account = fact(this);
    m_region = fact(this);
    m_latency = fact(this);
    m_calls = fact(this);
    m_clock = fact(this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 1, 12, 0);
    row->setSpacing(16);
    auto* age = new QHBoxLayout;
    age->setSpacing(6);
    age->addWidget(m_shape);
    age->addWidget(m_age);
    row->addLayout(age);
    row->addWidget(separator());
    row->addWidget(m_account);
    row->addWidget(m_region);
    row->addStretch(1);
    row->addWidget(m_latency);
    row->addWidget(m_calls);
    row->addWidget(separator());
    row->addWidget(m_clock);
    connect(&m_tick, &QTimer::timeout, this, &StatusBar::tell);
    m_tick.start(1000);
    setSession(session);
}

void StatusBar::setSession(Session& session) {
    if (m_session) disconnect(m_session, nullptr, this, nullptr);
    m_session = &session;
    connect(m_session, &Session::changed, this, &StatusBar::tell);
    tell();
}

QWidget* StatusBar::separator() {
    m_separators << new Divider(this);
    return m_separators.last();
}

void StatusBar::setList(const QString& list) {
    m_list = list;
    tell();
}

void StatusBar::tell() {
    const auto snapshot = m_session->newest();
    const bool open = m_session->isOpen();
    for (QWidget* widget : {static_cast<QWidget*>(m_account), static_cast<QWidget*>(m_region),
                            static_cast<QWidget*>(m_latency), static_cast<QWidget*>(m_calls)})
        widget->setVisible(open);
    for (QWidget* widget : m_separators)
        widget->setVisible(open);
    m_clock->setVisible(true);
    if (!open) {
        m_shape->setShape(Shape::unknown);
        m_age->setText(sayPlain("frame.notConnected"));
        m_clock->setText(QStringLiteral("Pilothouse ") + QCoreApplication::applicationVersion());
        return;
    }
    tellAge(*snapshot);
    m_account->setText(QString::fromStdString(snapshot->account));
    m_account->setVisible(!snapshot->account.empty());
    m_region->setText(QString::fromStdString(snapshot->region));
    m_latency->setText(sayPlain("frame.latency", {{"ms", Arg::number(snapshot->latency)}}));
    m_calls->setText(
        sayPlain("frame.calls", {{"rate", Arg::plain(QString::number(snapshot->callsPerSecond, 'f', 1))}}));
    const auto now = QDateTime::fromMSecsSinceEpoch(SystemClock().now());
    m_clock->setText(clockSecondsText(now.toMSecsSinceEpoch()) + QLatin1Char(' ') +
                     now.timeZoneAbbreviation());
}

void StatusBar::tellAge(const console::Snapshot& snapshot) {
    const PartFacts facts = factsOf(snapshot, m_list).value_or(PartFacts::of(snapshot.clusters));
    const Millis age = facts.asOf == 0 ? 0 : SystemClock().now() - facts.asOf;
    const Arg length = Arg::duration(age);
    switch (facts.state) {
    case console::PartState::ok:
        m_shape->setShape(Shape::healthy);
        m_age->setText(sayPlain("frame.live", {{"age", length}}));
        break;
    case console::PartState::loading:
        m_shape->setShape(Shape::starting);
        m_age->setText(sayPlain("frame.loading"));
        break;
    case console::PartState::stale:
        m_shape->setShape(Shape::unknown);
        m_age->setText(sayPlain("frame.stale", {{"age", length}}));
        break;
    case console::PartState::denied:
        m_shape->setShape(Shape::trouble);
        m_age->setText(sayPlain("frame.denied"));
        break;
    case console::PartState::failed:
        m_shape->setShape(Shape::trouble);
        m_age->setText(sayPlain("frame.unreached"));
        break;
    }
}

void StatusBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) tell();
    Surface::changeEvent(event);
}

void StatusBar::resizeEvent(QResizeEvent* event) {
    Surface::resizeEvent(event);
    tell();
}

} // namespace pilothouse::ui
