// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/main_window.h"

#include "ui/acts/act.h"
#include "ui/dialogs/mfa_sheet.h"
#include "ui/frame/connection_colour.h"
#include "ui/frame/notices.h"
#include "ui/frame/page.h"
#include "ui/frame/page_table.h"
#include "ui/frame/preferences.h"
#include "ui/frame/sidebar.h"
#include "ui/frame/status_bar.h"
#include "ui/frame/top_bar.h"
#include "ui/pages/first_start_page.h"
#include "ui/widgets/sheet.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

constexpr int railBelow = 1180;
const QString firstStart = QStringLiteral("first-start"), home = QStringLiteral("overview"),
              settings = QStringLiteral("settings");

} // namespace

MainWindow::MainWindow(Backend& backend, Preferences& preferences, QWidget* parent)
    : QWidget(parent), m_backend(backend), m_preferences(preferences), m_actions(this, preferences),
      m_stack(new QStackedWidget(this)) {
    setWindowTitle(QStringLiteral("Pilothouse"));
    setMinimumSize(720, 480);
    m_nowhere = m_at = new Connection(preferences, m_connections, backend, m_stack, this);
    buildFrame();
    m_toasts = new ToastStack(this);
    buildFirstStart();
    connectActions();
    connectConnections();
    adopt(m_nowhere);
    connect(&m_preferences, &Preferences::changed, this, [this] {
        m_actions.setKeys();
        m_actions.rename();
        m_sidebar->setConnections(m_connections);
    });
    showPlace(firstStart);
}

/// Pages look at their connection's data to the end.
MainWindow::~MainWindow() {
    qDeleteAll(m_connections.all());
}

void MainWindow::buildFrame() {
    m_topBar = new TopBar(m_actions, this);
    m_sidebar = new Sidebar(this);
    m_notices = new Notices(m_at->session, this);
    m_statusBar = new StatusBar(m_at->session, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    auto* content = new QVBoxLayout;
    content->setSpacing(0);
    content->addWidget(m_notices);
    content->addWidget(m_stack, 1);
    middle->addWidget(m_sidebar);
    middle->addLayout(content, 1);
    column->addWidget(m_topBar);
    column->addLayout(middle, 1);
    column->addWidget(m_statusBar);
}

void MainWindow::buildFirstStart() {
    m_firstStart = new FirstStartPage(m_nowhere->session, m_backend, m_preferences);
    m_stack->addWidget(m_firstStart);
    connect(m_firstStart, &Page::navigate, this, &MainWindow::go);
    connect(m_firstStart, &FirstStartPage::connectRequested, this,
            [this](const Target& target) { connectTo(target); });
    connect(m_firstStart, &FirstStartPage::sampleRequested, this, [this](bool simulated) {
        startSample(Target{Target::Kind::thisComputer, {}, {}, simulated, false});
    });
}

void MainWindow::connectConnections() {
    connect(&m_backend, &Backend::connected, this, &MainWindow::opened);
    connect(&m_backend, &Backend::failed, this, &MainWindow::refused);
    connect(&m_backend, &Backend::mfaAsked, this,
            [this](const QString& profile, const QString& serial, const MfaAnswer& answer) {
                MfaSheet::open(this, profile, serial, answer);
            });
    connect(m_toasts, &ToastStack::linkActivated, this, [this](const QString& address) {
        const QStringList parts = address.split(QLatin1Char('\n'));
        if (parts.size() == 3) openAt(parts[0], parts[1], parts[2]);
    });
    connect(&m_connections, &Connections::openRequested, this, &MainWindow::openAt);
    connect(&m_connections, &Connections::connectRequested, this, [this] { go(firstStart); });
    connect(&m_connections, &Connections::closeRequested, this, [this](const QString& key) {
        if (Connection* connection = m_connections.byKey(key)) closeConnection(connection);
    });
    connect(m_sidebar, &Sidebar::connectionChosen, this, [this](const QString& key) { openAt(key, {}, {}); });
}

void MainWindow::connectActions() {
    // A question is answered or left before anything else is done.
    auto on = [this](QAction* action, auto act) {
        connect(action, &QAction::triggered, this, [this, action, act] {
            if (action == m_actions.quit || !findChild<Sheet*>()) act();
        });
    };
    for (const auto& [kind, action] : m_actions.pages)
        on(action, [this, kind] { go(QString::fromLatin1(kind->name)); });
    for (const auto& [kind, action] : m_actions.acts)
        on(action, [this, kind] { ask(*kind); });
    on(m_actions.back, [this] { showPlace(m_at->history.back()); });
    on(m_actions.forward, [this] { showPlace(m_at->history.forward()); });
    on(m_actions.refresh, [this] {
        if (m_firstStartShown) m_backend.look();
        m_at->session.refresh();
    });
    on(m_actions.reconnect, [this] { m_at->session.reconnect(); });
    on(m_actions.connectOther, [this] { go(firstStart); });
    on(m_actions.disconnect, [this] { disconnectFrom(); });
    on(m_actions.sidebar, [this] {
        m_railWanted = !m_sidebar->isRail();
        m_sidebar->setRail(*m_railWanted);
        m_topBar->setRail(*m_railWanted);
    });
    on(m_actions.nextPane, [this] { movePane(1); });
    on(m_actions.previousPane, [this] { movePane(-1); });
    on(m_actions.filter, [this] { page()->focusFilter(); });
    on(m_actions.palette, [this] { openPalette(); });
    connect(m_topBar, &TopBar::paletteRequested, this, &MainWindow::openPalette);
    on(m_actions.menu, [this] { popUpMenu(m_topBar->menuButton()); });
    on(m_actions.settings, [this] { go(settings); });
    on(m_actions.quit, [this] { close(); });
    connect(m_sidebar, &Sidebar::opened, this, [this](const QString& section) {
        go(section == QLatin1String("connect") ? firstStart : section);
    });
    connect(m_sidebar, &Sidebar::clusterChosen, this, &MainWindow::chooseCluster);
    connect(m_sidebar, &Sidebar::settingsRequested, this, [this] { go(settings); });
    connect(m_notices, &Notices::connectRequested, this, [this] { go(firstStart); });
}

/// A key of the catalogue acts on what the page has chosen; where it cannot, it says why.
void MainWindow::ask(const ActKind& asked) {
    if (!m_at->session.isOpen() || m_firstStartShown || m_at->runner.isReadOnly()) return;
    if (findChild<Sheet*>()) return; // one question at a time
    const Targets targets = page()->targets();
    const ActKind& kind = actOfKey(asked, targets.kind);
    if (kind.on != Targets::Kind::none && kind.on != targets.kind) return; // another page's key
    const Asking asking{m_at->session.snapshot(), targets, {}};
    if (const QString why = obstacleTo(kind, asking); !why.isEmpty())
        return m_toasts->add(false, nameOf(kind), why, {});
    kind.open(this, &m_at->runner, asking);
}

void MainWindow::popUpMenu(QWidget* at) {
    QMenu* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_actions.fill(menu);
    const QSize size = menu->sizeHint();
    menu->popup(mapToGlobal(at->mapTo(this, QPoint(at->width() - size.width(), at->height() + 4))));
}

void MainWindow::startSample(const Target& target) {
    if (m_at->isLocal()) {
        go(home);
        m_at->sample.start();
        return;
    }
    m_sampleWanted = true;
    if (!isOpening()) connectTo(target);
}

Page* MainWindow::page() const {
    return m_firstStartShown ? static_cast<Page*>(m_firstStart) : m_at->shownPage();
}

void MainWindow::go(const QString& path) {
    // Settings are the window's own; all else is of a connection.
    if (!m_at->session.isOpen() && path != firstStart && path != settings) {
        m_wanted = path;
        return;
    }
    m_at->history.visit(path);
    showPlace(path);
}

void MainWindow::showPlace(const QString& path) {
    const auto [name, rest] = pageOf(path);
    const bool first = name == firstStart;
    Page* next = first ? static_cast<Page*>(m_firstStart) : m_at->page(name);
    if (!next) return;
    m_firstStartShown = first;
    if (!first) m_at->shown = name;
    m_stack->setCurrentWidget(next);
    next->apply(m_at->session.snapshot());
    next->go(rest);
    askForPage(); // what it needs follows from where it went
    connect(next, &Page::interestChanged, this, &MainWindow::askForPage, Qt::UniqueConnection);
    const bool open = m_at->session.isOpen();
    const QString list = open && !first ? name : QString();
    m_notices->setOverList(!list.isEmpty());
    m_statusBar->setList(list);
    const PageKind* shown = pageKind(name);
    const QString row = shown && shown->under ? QString::fromLatin1(shown->under) : name;
    m_sidebar->setCurrent(first ? QStringLiteral("connect") : row);
    m_actions.back->setEnabled(m_at->history.canGoBack());
    m_actions.forward->setEnabled(m_at->history.canGoForward());
    for (QAction* action : {m_actions.reconnect, m_actions.disconnect})
        action->setEnabled(open);
    for (const auto& [kind, action] : m_actions.pages)
        action->setEnabled(open);
    next->takeFocus();
}

void MainWindow::askForPage() {
    console::Interest interest = page()->interest();
    interest.cluster = m_at->cluster.toStdString();
    m_at->session.setInterest(interest);
}

void MainWindow::chooseCluster(const QString& name) {
    if (!m_at->session.isOpen()) {
        m_wantedCluster = name;
        return;
    }
    m_at->cluster = name;
    m_at->history.clear();
    go(m_firstStartShown || !pageKind(m_at->shown)->inSidebar ? home : m_at->shown);
}

void MainWindow::apply(const std::shared_ptr<const console::Snapshot>& snapshot) {
    m_sidebar->apply(*snapshot, m_at->session.isOpen());
    if (Page* shown = page()) shown->apply(snapshot);
}

/// F6 goes round: sidebar, the page's panes, as in the focus order of the window.
void MainWindow::movePane(int step) {
    QList<QWidget*> panes{m_sidebar};
    panes += page()->panes();
    qsizetype at = 0;
    for (qsizetype i = 0; i < panes.size(); ++i)
        if (panes[i]->isAncestorOf(focusWidget()) || panes[i] == focusWidget()) at = i;
    for (qsizetype i = 1; i <= panes.size(); ++i) {
        QWidget* pane = panes[(at + step * i + panes.size() * i) % panes.size()];
        if (!pane->isVisible()) continue;
        QWidget* target = pane->focusPolicy() == Qt::NoFocus ? pane->nextInFocusChain() : pane;
        while (target != pane && (!target->isVisible() || !(target->focusPolicy() & Qt::TabFocus)))
            target = target->nextInFocusChain();
        target->setFocus(Qt::TabFocusReason);
        return;
    }
}

void MainWindow::rename() {
    m_actions.rename();
    const QString name = m_at->name();
    m_topBar->setConnection(name);
    const Connection* at = m_at == m_nowhere ? nullptr : m_at;
    m_topBar->connectionSwitch()->setColour(
        at ? std::function<QColor()>([this, at] { return colourOf(m_connections, at); }) : nullptr);
    setWindowTitle(name.isEmpty() ? QStringLiteral("Pilothouse") : name + QStringLiteral(" - Pilothouse"));
}

QString MainWindow::missing() const {
    if (isOpening()) return QStringLiteral("the connection");
    if (!m_wanted.isEmpty()) return QStringLiteral("a connection to show ") + m_wanted;
    return page()->missing();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool rail = m_railWanted.value_or(width() < railBelow);
    m_sidebar->setRail(rail);
    m_topBar->setRail(rail);
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        rename();
        apply(m_at->session.snapshot());
    }
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
