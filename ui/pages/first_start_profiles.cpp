// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/first_start_profiles.h"

#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/widgets/status_shape.h"
#include "ui/words/sentence.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace pilothouse::ui {

ProfileRows::ProfileRows(QWidget* parent)
    : Way(QStringLiteral("cloud"), parent), m_count(new Label({}, 12, Tone::text3)),
      m_list(new QWidget(this)) {
    addBeside(m_count);
    addBelow(m_list);
    auto* column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(0);
    tell();
}

void ProfileRows::setPlaces(const Places& places) {
    m_places = places;
    for (const Row& row : std::exchange(m_rows, {}))
        delete row.widget;
    for (const ProfileFound& profile : places.profiles)
        addRow(profile);
    tell();
}

void ProfileRows::addRow(const ProfileFound& profile) {
    auto* widget = new QWidget(m_list);
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Rule(widget));
    auto* line = new QHBoxLayout;
    line->setContentsMargins(0, 6, 0, 5);
    line->setSpacing(12);
    Row row{profile, widget, new StatusShape(Shape::unknown, 10), new Label({}, 12, Tone::text2),
            new QPushButton};
    auto* name = new Label(profile.name, 13, Tone::text, Weight::strong);
    auto* region = new Label(profile.region, 13, Tone::text2);
    name->setFixedWidth(136);
    region->setFixedWidth(124);
    row.state->setMinimumWidth(0);
    row.state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setSmall(row.button);
    row.button->setMinimumWidth(76);
    line->addWidget(row.shape);
    line->addWidget(name);
    line->addWidget(region);
    line->addWidget(row.state, 1);
    line->addWidget(row.button);
    column->addLayout(line);
    m_list->layout()->addWidget(widget);
    connect(row.button, &QPushButton::clicked, this,
            [this, chosenName = profile.name] { emit chosen(chosenName); });
    m_rows << row;
}

void ProfileRows::setConnecting(const QString& profile, bool any) {
    m_connecting = profile;
    m_busy = any;
    tell();
}

void ProfileRows::tell() {
    setTitle(sayPlain("start.profiles"));
    const bool none = m_places.profiles.empty();
    m_count->setText(
        none ? QString()
             : sayPlain("start.profiles.count", {{"count", Arg::number(qint64(m_places.profiles.size()))},
                                                 {"file", Arg::plain(m_places.profilesFile)}}));
    setBody(none && !m_places.profilesError ? sayPlain("start.profiles.none") : QString());
    setError(m_places.profilesError);
    m_list->setVisible(!none);
    for (const Row& row : m_rows) {
        const bool ready = row.profile.obstacle.isEmpty();
        const bool mine = row.profile.name == m_connecting;
        const bool signedOut = row.profile.way == QLatin1String("ssoLogin");
        row.shape->setShape(mine ? Shape::starting : ready && !signedOut ? Shape::healthy : Shape::unknown);
        const QString told = !ready                      ? row.profile.obstacle
                             : row.profile.way.isEmpty() ? QStringLiteral("ready")
                                                         : row.profile.way;
        const QString state =
            sayPlain(("start.profile." + told).toStdString(), {{"profile", Arg::plain(row.profile.name)}});
        row.state->setText(state);
        row.state->setToolTip(state);
        row.button->setText(sayPlain(mine ? "start.connecting" : "start.connect"));
        row.button->setEnabled(ready && !m_busy);
        row.button->setToolTip(ready ? QString() : state);
        row.button->setAccessibleName(row.button->text() + QLatin1Char(' ') + row.profile.name);
    }
}

void ProfileRows::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) tell();
    Way::changeEvent(event);
}

} // namespace pilothouse::ui
