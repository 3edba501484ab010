// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/event_detail.h"

#include "ui/widgets/label.h"
#include "ui/widgets/raw_text.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

#include <QGridLayout>

namespace pilothouse::ui {

namespace {

constexpr std::size_t mostNames = 12;

Arg namesOf(const std::vector<std::string>& ids, const QString& place) {
    Arg names;
    for (std::size_t i = 0; i < ids.size() && i < mostNames; ++i) {
        const QString id = QString::fromStdString(ids[i]);
        names.items.push_back(Arg::name(id.left(8), place + id, Tone::you));
    }
    names.count = std::int64_t(ids.size());
    return names;
}

} // namespace

EventDetail::EventDetail(QWidget* parent)
    : Surface(Ground::selected, Qt::TopEdge, parent), m_shape(new StatusShape(Shape::unknown)),
      m_words(new StateSentence(13)), m_raw(new RawText) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(24, 11, 24, 11);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    grid->addWidget(m_shape, 0, 0, Qt::AlignTop);
    grid->addWidget(m_words, 0, 1);
    grid->addWidget(m_raw, 1, 1);
    grid->setColumnStretch(1, 1);
    m_shape->setContentsMargins(0, 4, 0, 0);
    connect(m_words, &QLabel::linkActivated, this, &EventDetail::linkActivated);
}

void EventDetail::set(const EventRow& row, const EventFacts& facts, Millis now, bool ofService) {
    const auto& event = row.run.event;
    const Args args{
        {"service", Arg::name(row.service, QStringLiteral("service/") + QString::fromStdString(row.service))},
        {"what", Arg::plain(facts.what)},
        {"since", Arg::plain(sinceText(event.createdAt, now))}};
    Sentence words = say(ofService ? "events.said" : "events.saidBy", args);
    if (row.run.times > 1)
        words += say("events.repeated", {{"times", Arg::number(row.run.times)},
                                         {"first", Arg::plain(eventTimeText(row.run.firstAt))}});
    if (!facts.names.tasks.empty())
        words += say("events.tasks", {{"tasks", namesOf(facts.names.tasks, QStringLiteral("task/"))},
                                      {"more", Arg::number(std::int64_t(facts.names.tasks.size()))}});
    if (!facts.names.instances.empty())
        words += say("events.instances",
                     {{"instances", namesOf(facts.names.instances, QStringLiteral("instance/"))}});
    m_shape->setShape(shapeOf(facts.status));
    m_words->setSentence(words);
    m_raw->setText(QString::fromStdString(event.message));
}

} // namespace pilothouse::ui
