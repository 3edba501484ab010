// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/first_start_computer.h"

#include "ui/theme/style.h"
#include "ui/widgets/pill.h"
#include "ui/words/quantities.h"
#include "ui/words/sentence.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

namespace pilothouse::ui {

namespace {

QString gibText(std::int64_t mebibytes) {
    return QString::number(double(mebibytes) / 1024.0, 'f', 1) + QStringLiteral(" GiB");
}

} // namespace

ComputerWay::ComputerWay(QWidget* parent)
    : Way(QStringLiteral("computer"), parent), m_pill(new StatusPill), m_open(new QPushButton),
      m_simulate(new QPushButton), m_again(new QPushButton) {
    addBeside(m_pill);
    setButtonKind(m_open, ButtonKind::primary);
    setButtonKind(m_again, ButtonKind::ghost);
    addAction(m_again);
    addAction(m_simulate);
    addAction(m_open);
    connect(m_open, &QPushButton::clicked, this, [this] { emit chosen(false); });
    connect(m_simulate, &QPushButton::clicked, this, [this] { emit chosen(true); });
    connect(m_again, &QPushButton::clicked, this, &ComputerWay::lookRequested);
    tell();
}

void ComputerWay::setEngine(const EngineFound& engine) {
    m_engine = engine;
    tell();
}

void ComputerWay::setConnecting(std::optional<Target> target, bool any) {
    m_connecting = std::move(target);
    m_busy = any;
    tell();
}

void ComputerWay::tell() {
    setTitle(sayPlain("start.computer"));
    tellEngine();
    using State = EngineFound::State;
    const bool answers = m_engine.state == State::answers;
    const bool lost = !answers && m_engine.state != State::looking;
    m_open->setVisible(!lost);
    m_simulate->setVisible(lost);
    m_again->setVisible(lost);
    m_again->setText(sayPlain("start.lookAgain"));
    m_open->setText(sayPlain("start.computer.open"));
    m_simulate->setText(sayPlain("start.computer.simulate"));
    if (m_connecting) {
        (m_connecting->simulated ? m_simulate : m_open)->setText(sayPlain("start.opening"));
        setBody(sayPlain("start.computer.opening"));
    }
    m_open->setEnabled(answers && !m_busy);
    m_simulate->setEnabled(!m_busy);
    m_again->setEnabled(!m_busy);
}

void ComputerWay::tellEngine() {
    using State = EngineFound::State;
    const Args args{{"engine", Arg::plain(m_engine.name)},
                    {"version", Arg::plain(m_engine.version)},
                    {"path", Arg::plain(m_engine.path)},
                    {"cpus", Arg::number(m_engine.cpus)},
                    {"memory", Arg::plain(gibText(m_engine.memory))},
                    {"containers", Arg::number(m_engine.containers)}};
    auto say = [&](Shape shape, const char* code) {
        m_pill->set(shape, sayPlain(std::string(code) + ".pill", args));
        setBody(sayPlain(code, args));
    };
    switch (m_engine.state) {
    case State::looking:
        return say(Shape::unknown, "start.engine.looking");
    case State::answers:
        return say(Shape::healthy,
                   m_engine.containers > 0 ? "start.engine.answers" : "start.engine.answersEmpty");
    case State::refused:
        return say(Shape::atRisk, "start.engine.refused");
    case State::denied:
        return say(Shape::atRisk, "start.engine.denied");
    case State::missing:
        return say(Shape::unknown, "start.engine.missing");
    }
}

void ComputerWay::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) tell();
    Way::changeEvent(event);
}

} // namespace pilothouse::ui
