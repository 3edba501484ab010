// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_connection.h"

#include "ui/frame/connection_colour.h"
#include "ui/frame/preferences.h"
#include "ui/widgets/label.h"
#include "ui/words/sentence.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>

namespace pilothouse::ui {

namespace {

constexpr int colours = 8;

QIcon square(const QColor& colour) {
    QPixmap pixmap(24, 24);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(1, 1, 10, 10), 2, 2);
    return QIcon(pixmap);
}

} // namespace

ConnectionRow::ConnectionRow(const QString& key, const QString& name, int place, Preferences& preferences,
                             QWidget* parent)
    : QWidget(parent) {
    const ConnectionChoice now = preferences.connection(key);
    auto* title = new Label(name, 13, Tone::text, Weight::strong);
    title->setFixedWidth(160);
    title->setElide(Qt::ElideMiddle);
    auto* colour = new QComboBox;
    colour->setFixedWidth(160);
    colour->setAccessibleName(sayPlain("settings.colour", {{"name", Arg::plain(name)}}));
    colour->addItem(square(colourOf(ConnectionChoice{}, place)), sayPlain("settings.colour.usual"));
    for (int i = 0; i < colours; ++i)
        colour->addItem(square(colourOf(ConnectionChoice{i, false, false}, 0)),
                        sayPlain("settings.colour.number", {{"number", Arg::number(i + 1)}}));
    colour->setCurrentIndex(now.colour + 1);
    auto check = [&](const char* words, const char* note, bool on) {
        auto* box = new QCheckBox(sayPlain(words));
        box->setAccessibleName(name + QStringLiteral(": ") + sayPlain(words));
        box->setToolTip(sayPlain(note));
        box->setChecked(on);
        return box;
    };
    auto* readOnly = check("settings.readOnly", "settings.readOnly.note", now.readOnly);
    auto* production = check("settings.production", "settings.production.note", now.production);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(title);
    row->addWidget(colour);
    row->addWidget(readOnly);
    row->addWidget(production);
    row->addStretch(1);
    Preferences* p = &preferences;
    auto change = [p, key](auto edit) {
        ConnectionChoice choice = p->connection(key);
        edit(choice);
        p->setConnection(key, choice);
    };
    connect(colour, &QComboBox::activated, this,
            [change](int at) { change([at](ConnectionChoice& c) { c.colour = at - 1; }); });
    connect(readOnly, &QCheckBox::clicked, this,
            [change](bool on) { change([on](ConnectionChoice& c) { c.readOnly = on; }); });
    connect(production, &QCheckBox::clicked, this,
            [change](bool on) { change([on](ConnectionChoice& c) { c.production = on; }); });
}

} // namespace pilothouse::ui
