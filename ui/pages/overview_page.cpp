// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_page.h"

#include "core/console/changes.h"
#include "ui/acts/act_button.h"
#include "ui/frame/sample_acts.h"
#include "ui/frame/session.h"
#include "ui/pages/overview_capacity.h"
#include "ui/pages/overview_changes.h"
#include "ui/pages/overview_facts.h"
#include "ui/pages/overview_live.h"
#include "ui/pages/overview_problems.h"
#include "ui/pages/overview_services.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"
#include "ui/widgets/list_state.h"
#include "ui/widgets/panel.h"
#include "ui/words/reason.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

namespace pilothouse::ui {

using console::PartState;

namespace {

constexpr int margin = 24, gap = 16;
constexpr int wideFrom = 1'180, narrowFrom = 940; // width of the page
constexpr int lowHeight = 640;                    // of the page: less, and the last strip folds
constexpr std::size_t mostChanges = 24;

} // namespace

OverviewPage::OverviewPage(const PageContext& context, QWidget* parent)
    : Page(context.session, parent), m_runner(context.runner), m_sample(context.sample),
      m_shown(context.session.snapshot()) {
    auto* ground = new Surface(Ground::page, {}, this);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(ground);
    auto* column = new QVBoxLayout(ground);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_header = buildHeader();
    column->addWidget(m_header);
    m_stale = new StaleBanner;
    m_stale->hide();
    column->addWidget(m_stale);
    m_whole = new ListState;
    column->addWidget(m_whole, 1);
    buildBoard();
    column->addWidget(m_scroll, 1);
    connect(m_whole, &ListState::acted, &context.session, &Session::reconnect);
    connect(m_empty, &ListState::acted, &m_sample, &SampleActs::start);
    connect(m_stale, &StaleBanner::retry, &context.session, &Session::reconnect);
    connect(&m_sample, &SampleActs::changed, this, [this] { tellState(); });
    connect(&m_tick, &QTimer::timeout, this, &OverviewPage::tick);
    tell();
}

QWidget* OverviewPage::buildHeader() {
    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(margin, 16, margin, 0);
    row->setSpacing(gap);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    m_sentence = new StateSentence(20, Weight::bold);
    m_sentence->setMinimumHeight(28);
    m_facts = new StateSentence(12);
    m_facts->setMinimumHeight(16);
    words->addWidget(m_sentence);
    words->addWidget(m_facts);
    row->addLayout(words, 1);
    auto* actions = new QHBoxLayout;
    actions->setSpacing(8);
    for (const char* id : {"task.run", "service.create"}) {
        if (!actKind(id)) continue;
        m_acts << new ActButton(id, m_runner);
        actions->addWidget(m_acts.last(), 0, Qt::AlignTop);
    }
    row->addLayout(actions);
    connect(m_sentence, &QLabel::linkActivated, this, &OverviewPage::navigate);
    return header;
}

void OverviewPage::buildBoard() {
    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_board = new Surface(Ground::page);
    m_problems = new ProblemList(m_runner, m_board);
    m_emptyPanel = new Panel(m_board);
    m_empty = new ListState;
    m_emptyPanel->body()->addWidget(m_empty);
    m_services = new OverviewServices(session().counts(), m_board);
    m_capacity = new OverviewCapacity(m_board);
    m_live = new OverviewLive(session().counts(), m_board);
    m_changes = new OverviewChanges(m_board);
    m_scroll->setWidget(m_board);
    m_scroll->viewport()->installEventFilter(this);
    connect(m_problems, &ProblemList::navigate, this, &OverviewPage::navigate);
    connect(m_services, &OverviewServices::navigate, this, &OverviewPage::navigate);
    connect(m_capacity, &OverviewCapacity::navigate, this, &OverviewPage::navigate);
    connect(m_live, &OverviewLive::navigate, this, &OverviewPage::navigate);
    connect(m_changes, &OverviewChanges::navigate, this, &OverviewPage::navigate);
}

/// Two columns, or one with live and changes beside each other below the services.
void OverviewPage::place(Columns columns) {
    if (columns == m_columns) return;
    m_columns = columns;
    delete m_board->layout();
    const bool one = columns == Columns::one;
    m_capacity->setOneLine(one);
    m_problems->setNarrow(columns != Columns::wide);
    QBoxLayout* board = one ? static_cast<QBoxLayout*>(new QVBoxLayout(m_board)) : new QHBoxLayout(m_board);
    board->setContentsMargins(margin, gap, margin, margin);
    board->setSpacing(one ? gap : margin);
    auto* left = one ? board : new QVBoxLayout;
    left->setSpacing(gap);
    left->addWidget(m_problems);
    if (one) left->addWidget(m_capacity);
    left->addWidget(m_emptyPanel);
    left->addWidget(m_services, one ? 0 : 1);
    auto* right = one ? static_cast<QBoxLayout*>(new QHBoxLayout) : new QVBoxLayout;
    right->setSpacing(gap);
    if (!one) right->addWidget(m_capacity);
    right->addWidget(m_live, one ? 1 : 0);
    right->addWidget(m_changes, 1);
    if (one) {
        left->addLayout(right);
        left->addStretch(1);
        return;
    }
    left->addStretch(0);
    board->addLayout(left, 1);
    board->addLayout(right);
}

/// How much each part may show in the height that there is.
void OverviewPage::arrange() {
    place(width() >= wideFrom ? Columns::wide : width() >= narrowFrom ? Columns::narrow : Columns::one);
    const bool one = m_columns == Columns::one;
    const int right = m_columns == Columns::wide ? 400 : 336;
    for (QWidget* panel : std::initializer_list<QWidget*>{m_capacity, m_live, m_changes}) {
        panel->setMinimumWidth(one ? 0 : right);
        panel->setMaximumWidth(one ? QWIDGETSIZE_MAX : right);
    }
    m_live->setMost(height() < lowHeight ? 2 : 3);
    const int inside = m_scroll->viewport()->height() - gap - margin;
    const int left = width() - 2 * margin - (one ? 0 : right + margin);
    int above = 0;
    if (!m_problems->isHidden()) above += m_problems->layout()->heightForWidth(left) + gap;
    m_services->setRoom(std::max(one ? 8 : 6, (inside - above - 36 - 28 - 34) / 28));
    int beside = m_live->sizeHint().height() + gap;
    if (!m_capacity->isHidden()) beside += m_capacity->sizeHint().height() + gap;
    const int lines = one ? (m_live->sizeHint().height() - 44) / 28 : (inside - beside - 44) / 28;
    m_changes->setRoom(std::clamp(lines, 5, int(mostChanges)));
}

console::Interest OverviewPage::interest() const {
    return {};
}

void OverviewPage::apply(const std::shared_ptr<const console::Snapshot>& snapshot) {
    const bool same =
        snapshot != m_shown && snapshot->services.rows == m_shown->services.rows &&
        snapshot->tasks.rows == m_shown->tasks.rows && snapshot->instances.rows == m_shown->instances.rows &&
        snapshot->services.state == m_shown->services.state && snapshot->tasks.asOf == m_shown->tasks.asOf;
    m_shown = snapshot;
    if (!m_tick.isActive() && session().isOpen()) m_tick.start(1000);
    if (!session().isOpen()) m_tick.stop();
    const Millis now = session().now();
    m_services->apply(*snapshot, now);
    m_live->apply(now);
    if (!same) tell();
    tellState();
    tellStale();
    tellActions();
    arrange();
}

void OverviewPage::tell() {
    const Millis now = session().now();
    m_sentence->setSentence(sayReasons(console::servicesSentence(*m_shown)));
    m_facts->setSentence(overviewFacts(*m_shown).toned(Tone::text2));
    m_capacity->apply(*m_shown);
    m_problems->set(console::problemsOf(*m_shown), m_shown, now);
    m_changes->set(console::changesOf(*m_shown, session().counts().marks(), mostChanges));
}

/// The board, or why there is none.
void OverviewPage::tellState() {
    using Kind = ListState::Kind;
    const auto& part = m_shown->services;
    const bool whole = part.asOf != 0;
    m_whole->setVisible(!whole);
    m_scroll->setVisible(whole);
    m_facts->setVisible(whole);
    if (!whole) {
        m_sentence->setSentence({});
        if (part.error && part.state != PartState::loading)
            m_whole->showError(*part.error);
        else
            m_whole->show(Kind::loading, say("page.loading"));
        return;
    }
    const bool none = part.rows.empty();
    m_services->setVisible(!none);
    m_emptyPanel->setVisible(none);
    settleFocus();
    if (!none) return;
    if (!m_sample.canStart())
        m_empty->show(Kind::empty, say("services.empty.remote"));
    else if (m_sample.isBusy())
        m_empty->show(Kind::loading, say("services.startingSample"));
    else
        m_empty->show(Kind::empty, say("services.empty.next"), sayPlain("services.startSample"));
}

void OverviewPage::tellStale() {
    const auto& part = m_shown->services;
    const bool old = part.asOf != 0 && part.error && part.state != PartState::ok;
    m_stale->setVisible(old);
    if (old) m_stale->set(part.error, SystemClock().now() - part.asOf);
}

void OverviewPage::tellActions() {
    for (ActButton* act : m_acts)
        act->set({m_shown, {act->act().on, {}}, {}});
}

void OverviewPage::tick() {
    if (!isVisible()) return;
    const Millis now = session().now();
    m_services->setNow(now);
    m_problems->setNow(now);
    m_live->setNow(now);
    tellStale();
}

QString OverviewPage::missing() const {
    const auto& part = m_shown->services;
    if (part.state == PartState::loading) return QStringLiteral("the services");
    if (part.state == PartState::failed)
        return QStringLiteral("the services (%1)").arg(QString::fromStdString(describe(*part.error)));
    if (m_shown->cluster.empty()) return {};
    if (m_shown->tasks.state == PartState::loading) return QStringLiteral("the tasks of the services");
    if (m_shown->instances.state == PartState::loading) return QStringLiteral("the instances");
    if (m_sample.isOnItsWay()) return QStringLiteral("the sample");
    return {};
}

QWidget* OverviewPage::list() const {
    return m_services->table();
}

QList<QWidget*> OverviewPage::panes() {
    return {m_header, m_problems, m_services, m_capacity, m_live, m_changes};
}

Targets OverviewPage::targets() const {
    return m_services->targets();
}

void OverviewPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    arrange();
}

/// A strip above the board takes height from it.
bool OverviewPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && m_changes) arrange();
    return Page::eventFilter(watched, event);
}

void OverviewPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        tell();
        tellState();
        tellActions();
    }
    Page::changeEvent(event);
}

} // namespace pilothouse::ui
