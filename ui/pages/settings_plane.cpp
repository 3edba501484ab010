// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_plane.h"

#include "ui/theme/icons.h"
#include "ui/widgets/fact_list.h"
#include "ui/widgets/label.h"
#include "ui/words/quantities.h"

#include <QDesktopServices>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

Sentence sentenceOf(const QString& text) {
    Sentence sentence;
    sentence.spans.push_back({text});
    return sentence;
}

} // namespace

PlanePanel::PlanePanel(Backend* backend, QWidget* parent)
    : QWidget(parent), m_backend(backend), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    if (m_backend) {
        connect(m_backend, &Backend::planesLooked, this, [this](const QList<PlaneFound>& planes) {
            m_planes = planes;
            tell();
        });
        connect(m_backend, &Backend::planeStopped, this, &PlanePanel::look);
    }
    tell();
}

void PlanePanel::look() {
    if (m_backend) m_backend->lookForPlanes();
}

void PlanePanel::tell() {
    while (QLayoutItem* item = m_column->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    if (!m_planes) {
        m_column->addWidget(new Label(sayPlain("settings.plane.looking"), 13, Tone::text3));
        return;
    }
    for (const PlaneFound& plane : *m_planes)
        addPlane(plane);
}

void PlanePanel::addPlane(const PlaneFound& plane) {
    if (plane.simulated)
        m_column->addWidget(new Label(sayPlain("settings.plane.simulated"), 13, Tone::text, Weight::strong));
    auto* state = new StateSentence(13);
    state->setSentence(say(plane.running ? "settings.plane.runs" : "settings.plane.rests"));
    m_column->addWidget(state);
    std::vector<Fact> facts;
    auto fact = [&](const char* label, const QString& value) {
        if (!value.isEmpty()) facts.push_back({sayPlain(label), sentenceOf(value), true});
    };
    fact("settings.plane.endpoint", plane.endpoint);
    fact("settings.plane.engine", plane.engine);
    fact("settings.plane.version", plane.version);
    if (plane.pid > 0) fact("settings.plane.process", QString::number(plane.pid));
    fact("settings.plane.data", plane.dataFolder);
    fact("settings.plane.log", plane.log);
    auto* list = new FactList;
    list->set(facts);
    m_column->addWidget(list);
    auto* row = new QWidget;
    auto* buttons = new QHBoxLayout(row);
    buttons->setContentsMargins(0, 0, 0, 4);
    buttons->setSpacing(8);
    auto opens = [&](const char* words, const QString& path) {
        if (!QFileInfo::exists(path)) return;
        auto* button = new QPushButton(sayPlain(words));
        buttons->addWidget(button);
        connect(button, &QPushButton::clicked, this,
                [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
    };
    opens("settings.plane.openData", plane.dataFolder);
    opens("settings.plane.openLog", plane.log);
    if (plane.running) {
        auto* stop = new QPushButton(icon(QStringLiteral("x")), sayPlain("settings.plane.stop"));
        buttons->addWidget(stop);
        connect(stop, &QPushButton::clicked, this,
                [this, plane] { new StopPlaneSheet(window(), m_backend, plane); });
    }
    buttons->addStretch(1);
    m_column->addWidget(row);
}

void PlanePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) tell();
    QWidget::changeEvent(event);
}

StopPlaneSheet::StopPlaneSheet(QWidget* host, Backend* backend, const PlaneFound& plane)
    : Sheet(host, plane.endpoint), m_backend(backend), m_plane(plane) {
    connect(m_backend, &Backend::planeStopped, this,
            [this](bool simulated, const std::optional<Error>& error) {
                if (simulated != m_plane.simulated) return;
                if (!error) return close();
                setFailed(failure("settings.plane.stayed", {}, *error));
            });
    start();
}

void StopPlaneSheet::retranslate() {
    setTitle(sayPlain("settings.plane.stop.title"));
    setWill(say("settings.plane.stop.will", {{"endpoint", Arg::name(m_plane.endpoint)}}));
    setPrimary(sayPlain("settings.plane.stop.button"), true, true);
}

void StopPlaneSheet::submit() {
    setBusy([] { return say("settings.plane.stopping"); });
    m_backend->stopPlane(m_plane.simulated);
}

} // namespace pilothouse::ui
