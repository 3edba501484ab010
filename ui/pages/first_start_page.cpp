// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/first_start_page.h"

#include "ui/frame/preferences.h"
#include "ui/pages/first_start_computer.h"
#include "ui/pages/first_start_foot.h"
#include "ui/pages/first_start_profiles.h"
#include "ui/pages/first_start_sample.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

constexpr int columnWidth = 808, drawingFrom = 900, tallFrom = 760;

/// "host:port" is taken as http on loopback, else https.
QString endpointUrl(const QString& typed) {
    QString text = typed.trimmed();
    if (text.isEmpty()) return {};
    if (!text.contains(QStringLiteral("://"))) {
        const bool loopback = text.startsWith(QStringLiteral("127.")) ||
                              text.startsWith(QStringLiteral("localhost")) ||
                              text.startsWith(QStringLiteral("[::1]"));
        text.prepend(loopback ? QStringLiteral("http://") : QStringLiteral("https://"));
    }
    const QUrl url(text, QUrl::StrictMode);
    const bool web = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    return url.isValid() && web && !url.host().isEmpty() ? text : QString();
}

} // namespace

FirstStartPage::FirstStartPage(Session& session, Backend& backend, Preferences& preferences, QWidget* parent)
    : Page(session, parent), m_preferences(preferences), m_backend(backend) {
    build();
    connect(&m_backend, &Backend::looked, this, &FirstStartPage::looked);
    tell();
}

void FirstStartPage::build() {
    auto* content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setSpacing(0);
    m_title = new Label({}, 20, Tone::text, Weight::bold);
    m_title->setWordWrap(true);
    m_sentence = new StateSentence(15);
    m_column->addWidget(m_title);
    m_column->addSpacing(4);
    m_column->addWidget(m_sentence);
    for (QWidget* part : {buildWays(), buildSample(), buildFoot()}) {
        m_gaps << new QSpacerItem(0, 24, QSizePolicy::Minimum, QSizePolicy::Fixed);
        m_column->addItem(m_gaps.last());
        m_column->addWidget(part);
    }
    m_column->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(scroll);
}

QWidget* FirstStartPage::buildWays() {
    auto* panel = new Panel;
    m_computer = new ComputerWay;
    m_profiles = new ProfileRows;
    m_endpoint = new Way(QStringLiteral("globe"));
    m_url = new QLineEdit;
    m_url->setFont(monoFont(12));
    m_url->setFixedWidth(240);
    m_url->setPlaceholderText(QStringLiteral("https://host:port"));
    m_connect = new QPushButton;
    m_endpoint->addAction(m_url);
    m_endpoint->addAction(m_connect);
    for (QWidget* widget : {static_cast<QWidget*>(m_computer), static_cast<QWidget*>(new Rule),
                            static_cast<QWidget*>(m_profiles), static_cast<QWidget*>(new Rule),
                            static_cast<QWidget*>(m_endpoint)})
        panel->body()->addWidget(widget);
    connect(m_computer, &ComputerWay::chosen, this, [this](bool simulated) {
        emit connectRequested(Target{Target::Kind::thisComputer, {}, {}, simulated, false});
    });
    connect(m_computer, &ComputerWay::lookRequested, &m_backend, &Backend::look);
    connect(m_profiles, &ProfileRows::chosen, this, [this](const QString& profile) {
        emit connectRequested(Target{Target::Kind::profile, profile, {}, false, false});
    });
    connect(m_url, &QLineEdit::textChanged, this, &FirstStartPage::tell);
    connect(m_url, &QLineEdit::returnPressed, this, &FirstStartPage::connectEndpoint);
    connect(m_connect, &QPushButton::clicked, this, &FirstStartPage::connectEndpoint);
    return panel;
}

QWidget* FirstStartPage::buildSample() {
    auto* panel = new Panel;
    m_sample = new Way(QStringLiteral("play"));
    m_start = new QPushButton(icon(QStringLiteral("play")), {});
    m_sampleNote = new Label({}, 12, Tone::text3);
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 10, 0, 0);
    line->setSpacing(12);
    line->addWidget(m_start);
    line->addWidget(m_sampleNote);
    line->addStretch(1);
    m_sample->addBelow(row);
    m_drawing = new SampleDrawing;
    m_sample->addAction(m_drawing);
    panel->body()->addWidget(m_sample);
    connect(m_start, &QPushButton::clicked, this,
            [this] { emit sampleRequested(m_places.engine.state != EngineFound::State::answers); });
    return panel;
}

QWidget* FirstStartPage::buildFoot() {
    auto* foot = new QWidget;
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addStretch(1);
    row->addWidget(new LanguageChoice(m_preferences));
    row->addWidget(new ThemeChoiceButton(m_preferences));
    return foot;
}

/// The keyboard begins where most begin.
QWidget* FirstStartPage::list() const {
    return m_computer->openButton()->isEnabled() ? m_computer->openButton() : nullptr;
}

console::Interest FirstStartPage::interest() const {
    return {{}, false, false, false, false};
}

void FirstStartPage::apply(const std::shared_ptr<const console::Snapshot>&) {
    if (std::exchange(m_everLooked, true)) return;
    m_backend.look();
}

QString FirstStartPage::missing() const {
    return m_places.engine.state == EngineFound::State::looking
               ? QStringLiteral("the engine of this computer")
               : QString();
}

void FirstStartPage::looked(const Places& places) {
    m_places = places;
    m_profiles->setPlaces(places);
    tell();
    settleFocus();
}

Way* FirstStartPage::wayOf(const Target& target) const {
    switch (target.kind) {
    case Target::Kind::thisComputer:
        return m_computer;
    case Target::Kind::profile:
        return m_profiles;
    case Target::Kind::endpoint:
        return m_endpoint;
    }
    return m_computer;
}

void FirstStartPage::setConnecting(const std::optional<Target>& target) {
    m_connecting = target;
    for (Way* way : {static_cast<Way*>(m_computer), static_cast<Way*>(m_profiles), m_endpoint})
        way->setError(std::nullopt);
    tell();
}

void FirstStartPage::setRefused(const Target& target, const Error& error) {
    setConnecting(std::nullopt);
    wayOf(target)->setError(error);
}

void FirstStartPage::connectEndpoint() {
    const QString url = endpointUrl(m_url->text());
    if (!url.isEmpty() && !m_connecting)
        emit connectRequested(Target{Target::Kind::endpoint, url, {}, false});
}

void FirstStartPage::tell() {
    using Kind = Target::Kind;
    const bool busy = m_connecting.has_value();
    auto connecting = [&](Kind kind) { return busy && m_connecting->kind == kind; };
    qint64 places = m_places.engine.state == EngineFound::State::answers ? 1 : 0;
    for (const ProfileFound& profile : m_places.profiles)
        places += profile.obstacle.isEmpty();
    const bool looking = m_places.engine.state == EngineFound::State::looking;
    m_title->setText(sayPlain("start.title"));
    m_sentence->setSentence(say(looking       ? "start.looking"
                                : places == 0 ? "start.foundNone"
                                              : "start.found",
                                {{"places", Arg::number(places)}}));
    m_computer->setEngine(m_places.engine);
    m_computer->setConnecting(connecting(Kind::thisComputer) ? m_connecting : std::nullopt, busy);
    m_profiles->setConnecting(connecting(Kind::profile) ? m_connecting->name : QString(), busy);
    m_endpoint->setTitle(sayPlain("start.endpoint"));
    m_endpoint->setBody(sayPlain("start.endpoint.body"));
    m_url->setEnabled(!busy);
    m_url->setAccessibleName(sayPlain("start.endpoint.address"));
    m_connect->setText(sayPlain(connecting(Kind::endpoint) ? "start.connecting" : "start.connect"));
    m_connect->setEnabled(!busy && !endpointUrl(m_url->text()).isEmpty());
    m_connect->setToolTip(m_connect->isEnabled() ? QString() : sayPlain("start.endpoint.needs"));
    m_sample->setTitle(sayPlain("start.sample"));
    m_sample->setBody(sayPlain("start.sample.body"));
    m_start->setText(sayPlain("start.sample.start"));
    m_start->setEnabled(!busy && !looking);
    const bool real = m_places.engine.state == EngineFound::State::answers;
    m_sampleNote->setText(sayPlain(real || looking ? "start.sample.note" : "start.sample.noteSimulated"));
}

void FirstStartPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    const int side = qMax(24, (width() - columnWidth) / 2);
    const bool tall = height() >= tallFrom;
    m_column->setContentsMargins(side, tall ? 64 : 20, side, tall ? 24 : 8);
    for (QSpacerItem* gap : m_gaps)
        gap->changeSize(0, tall ? 20 : 12, QSizePolicy::Minimum, QSizePolicy::Fixed);
    m_column->invalidate();
    m_drawing->setVisible(window()->width() >= drawingFrom);
}

void FirstStartPage::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), tokens().page);
}

void FirstStartPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_url->setFont(monoFont(12));
        tell();
    }
    Page::changeEvent(event);
}

} // namespace pilothouse::ui
