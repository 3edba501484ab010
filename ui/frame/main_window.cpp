// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/main_window.h"

#include "ui/acts/act.h"
#include "ui/dialogs/act_runner.h"
#include "ui/frame/notices.h"
#include "ui/frame/page.h"
#include "ui/frame/page_table.h"
#include "ui/frame/preferences.h"
#include "ui/frame/sample_acts.h"
#include "ui/frame/sidebar.h"
#include "ui/frame/status_bar.h"
#include "ui/frame/top_bar.h"
#include "ui/pages/first_start_page.h"
#include "ui/widgets/sheet.h"
#include "ui/widgets/toast.h"
#include "ui/words/errors.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

constexpr int railBelow = 1180;
constexpr Millis localInterval = 1'000, remoteInterval = 3'000;
const QString firstStart = QStringLiteral("first-start"), services = QStringLiteral("services");

} // namespace

MainWindow::MainWindow(Backend& backend, Preferences& preferences, QWidget* parent)
    : QWidget(parent), m_backend(backend), m_preferences(preferences), m_actions(this, preferences),
      m_sample(new SampleActs(m_session, this)), m_runner(new ActRunner(this)) {
    setWindowTitle(QStringLiteral("Pilothouse"));
    setMinimumSize(720, 480);
    buildFrame();
    m_toasts = new ToastStack(this);
    buildPages();
    connectActions();
    connect(&m_session, &Session::changed, this, &MainWindow::apply);
    connect(&m_session, &Session::reconnectAsked, this, &MainWindow::revive);
    connect(&m_backend, &Backend::connected, this, &MainWindow::opened);
    connect(&m_backend, &Backend::failed, this, &MainWindow::refused);
    connectActs();
    showPlace(firstStart);
}

MainWindow::~MainWindow() = default;

void MainWindow::buildFrame() {
    m_topBar = new TopBar(m_actions, this);
    m_sidebar = new Sidebar(this);
    m_notices = new Notices(m_session, this);
    m_stack = new QStackedWidget(this);
    m_statusBar = new StatusBar(m_session, this);
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

void MainWindow::buildPages() {
    m_firstStart = new FirstStartPage(m_session, m_backend, m_preferences);
    addPage(firstStart, m_firstStart);
    const PageContext context{m_session, *m_runner, *m_sample, m_preferences};
    for (const PageKind& kind : pageKinds())
        addPage(QString::fromLatin1(kind.name), kind.make(context));
    connect(m_firstStart, &FirstStartPage::connectRequested, this, &MainWindow::connectTo);
    connect(m_firstStart, &FirstStartPage::sampleRequested, this, [this](bool simulated) {
        startSample(Target{Target::Kind::thisComputer, {}, {}, simulated});
    });
}

/// Acts go to the connection of the moment; what came of them is told at the foot of the window.
void MainWindow::connectActs() {
    m_runner->setSend([this](console::Act act, ActRunner::Done done) {
        m_session.act(act, [done = std::move(done)](const Result<Json>& answer) { done(answer); });
    });
    connect(m_runner, &ActRunner::told, m_toasts, &ToastStack::add);
    connect(m_toasts, &ToastStack::linkActivated, this, &MainWindow::go);
    connect(m_sample, &SampleActs::failed, this, [this](const Error& error) {
        const Explanation told = explainError(error);
        m_toasts->add(false, told.why.plain(), told.next.plain(), {});
    });
}

void MainWindow::addPage(const QString& name, Page* page) {
    m_pages.insert(name, page);
    m_stack->addWidget(page);
    connect(page, &Page::navigate, this, &MainWindow::go);
    connect(page, &Page::interestChanged, this, [this, name] {
        if (m_page == name) askForPage();
    });
}

void MainWindow::connectActions() {
    auto on = [this](QAction* action, auto act) { connect(action, &QAction::triggered, this, act); };
    for (const auto& [kind, action] : m_actions.pages)
        on(action, [this, kind] { go(QString::fromLatin1(kind->name)); });
    for (const auto& [kind, action] : m_actions.acts)
        on(action, [this, kind] { ask(*kind); });
    on(m_actions.back, [this] { showPlace(m_history.back()); });
    on(m_actions.forward, [this] { showPlace(m_history.forward()); });
    on(m_actions.refresh, [this] {
        if (m_page == firstStart) m_backend.look();
        m_session.refresh();
    });
    on(m_actions.reconnect, [this] { m_session.reconnect(); });
    on(m_actions.connectOther, [this] { go(firstStart); });
    on(m_actions.disconnect, [this] { disconnectFrom(); });
    on(m_actions.sidebar, [this] {
        m_railWanted = !m_sidebar->isRail();
        m_sidebar->setRail(*m_railWanted);
        m_topBar->setRail(*m_railWanted);
    });
    on(m_actions.nextPane, [this] { movePane(1); });
    on(m_actions.previousPane, [this] { movePane(-1); });
    on(m_actions.filter, [this] { m_pages.value(m_page)->focusFilter(); });
    on(m_actions.menu, [this] { popUpMenu(m_topBar->menuButton(), false); });
    on(m_actions.settings, [this] { popUpMenu(m_sidebar, true); });
    on(m_actions.quit, [this] { close(); });
    connect(m_sidebar, &Sidebar::opened, this, [this](const QString& section) {
        go(section == QLatin1String("connect") ? firstStart : section);
    });
    connect(m_sidebar, &Sidebar::clusterChosen, this, &MainWindow::chooseCluster);
    connect(m_sidebar, &Sidebar::settingsRequested, this, [this](QWidget* at) { popUpMenu(at, true); });
    connect(m_notices, &Notices::connectRequested, this, [this] { go(firstStart); });
}

/// A key of the catalogue acts on what the page has chosen; where it cannot, it says why.
void MainWindow::ask(const ActKind& kind) {
    if (!m_session.isOpen() || m_page == firstStart || m_runner->isReadOnly()) return;
    if (findChild<Sheet*>()) return; // one question at a time
    const Targets targets = m_pages.value(m_page)->targets();
    if (kind.on != Targets::Kind::none && kind.on != targets.kind) return; // another page's key
    const Asking asking{m_session.snapshot(), targets, {}};
    if (const QString why = obstacleTo(kind, asking); !why.isEmpty())
        return m_toasts->add(false, nameOf(kind), why, {});
    kind.open(this, m_runner, asking);
}

void MainWindow::popUpMenu(QWidget* at, bool settingsOnly) {
    QMenu* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (settingsOnly)
        m_actions.fillSettings(menu);
    else
        m_actions.fill(menu);
    const QSize size = menu->sizeHint();
    // Under the menu button, over the sidebar's foot; always inside the window.
    QPoint where = settingsOnly ? QPoint(8, height() - 24 - size.height() - 36)
                                : at->mapTo(this, QPoint(at->width() - size.width(), at->height() + 4));
    menu->popup(mapToGlobal(where));
}

void MainWindow::connectTo(const Target& target) {
    m_reviving = false;
    m_connecting = target;
    m_firstStart->setConnecting(target);
    m_backend.connectTo(target);
}

void MainWindow::disconnectFrom() {
    m_target.reset();
    m_connecting.reset();
    m_session.close();
    m_history.clear();
    emit connectionChanged(std::nullopt);
    go(firstStart);
    rename();
}

/// A plane of this computer that does not answer may have ended: it is found or started again.
void MainWindow::revive() {
    const bool local = m_target && m_target->kind == Target::Kind::thisComputer;
    if (!local || m_connecting || m_session.snapshot()->clusters.state == console::PartState::ok) return;
    m_reviving = true;
    m_connecting = m_target;
    m_backend.connectTo(*m_target);
}

void MainWindow::opened(const Target& target, std::shared_ptr<aws::EcsClient> client) {
    if (m_connecting != target) return;
    m_connecting.reset();
    if (std::exchange(m_reviving, false)) return enter(std::move(client));
    m_firstStart->setConnecting(std::nullopt);
    m_target = target;
    m_cluster.clear();
    m_history.clear();
    enter(std::move(client));
    emit connectionChanged(m_target);
    rename();
    go(m_wanted.isEmpty() ? services : std::exchange(m_wanted, {}));
    if (std::exchange(m_sampleWanted, false)) m_sample->start();
}

void MainWindow::enter(std::shared_ptr<aws::EcsClient> client) {
    const bool local = m_target->kind == Target::Kind::thisComputer;
    m_session.open(std::move(client), connectionName(), local ? localInterval : remoteInterval);
    m_sample->setPossible(local);
}

void MainWindow::refused(const Target& target, const Error& error) {
    if (m_connecting != target) return;
    m_connecting.reset();
    m_sampleWanted = false;
    if (std::exchange(m_reviving, false)) {
        const Explanation told = explainError(error);
        m_toasts->add(false, told.why.plain(), told.next.plain(), {});
        return;
    }
    m_firstStart->setRefused(target, error);
    showPlace(firstStart);
}

void MainWindow::startSample(const Target& target) {
    const bool local = m_target && m_target->kind == Target::Kind::thisComputer;
    if (local) {
        go(services);
        m_sample->start();
        return;
    }
    m_sampleWanted = true;
    if (!m_connecting) connectTo(target);
}

void MainWindow::go(const QString& path) {
    if (!m_session.isOpen() && path != firstStart) {
        m_wanted = path;
        return;
    }
    m_history.visit(path);
    showPlace(path);
}

void MainWindow::showPlace(const QString& path) {
    const auto [name, rest] = pageOf(path);
    Page* page = m_pages.value(name);
    if (!page) return;
    m_page = name;
    m_stack->setCurrentWidget(page);
    page->apply(m_session.snapshot());
    page->go(rest);
    askForPage(); // what it needs follows from where it went
    const QString list = m_session.isOpen() && name != firstStart ? name : QString();
    m_notices->setOverList(!list.isEmpty());
    m_statusBar->setList(list);
    m_sidebar->setCurrent(name == firstStart ? QStringLiteral("connect") : name);
    m_actions.back->setEnabled(m_history.canGoBack());
    m_actions.forward->setEnabled(m_history.canGoForward());
    const bool open = m_session.isOpen();
    for (QAction* action : {m_actions.reconnect, m_actions.disconnect})
        action->setEnabled(open);
    for (const auto& [kind, action] : m_actions.pages)
        action->setEnabled(open);
    page->takeFocus();
}

void MainWindow::askForPage() {
    console::Interest interest = m_pages.value(m_page)->interest();
    interest.cluster = m_cluster.toStdString();
    m_session.setInterest(interest);
}

void MainWindow::chooseCluster(const QString& name) {
    m_cluster = name;
    m_history.clear();
    go(m_page == firstStart ? services : m_page);
}

void MainWindow::apply(const std::shared_ptr<const console::Snapshot>& snapshot) {
    m_sidebar->apply(*snapshot, m_session.isOpen());
    if (Page* page = m_pages.value(m_page)) page->apply(snapshot);
}

/// F6 goes round: sidebar, the page's panes, as in the focus order of the window.
void MainWindow::movePane(int step) {
    QList<QWidget*> panes{m_sidebar};
    panes += m_pages.value(m_page)->panes();
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

QString MainWindow::connectionName() const {
    if (!m_target) return {};
    switch (m_target->kind) {
    case Target::Kind::thisComputer:
        return sayPlain(m_target->simulated ? "frame.thisComputer.simulated" : "frame.thisComputer");
    case Target::Kind::profile:
        return m_target->name;
    case Target::Kind::endpoint:
        return QUrl(m_target->name).authority();
    }
    return {};
}

void MainWindow::rename() {
    m_actions.rename();
    m_topBar->setConnection(connectionName());
    const QString name = connectionName();
    setWindowTitle(name.isEmpty() ? QStringLiteral("Pilothouse") : name + QStringLiteral(" - Pilothouse"));
}

QString MainWindow::missing() const {
    if (m_connecting || !m_wanted.isEmpty())
        return m_connecting ? QStringLiteral("the connection")
                            : QStringLiteral("a connection to show ") + m_wanted;
    return m_pages.value(m_page)->missing();
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
        apply(m_session.snapshot());
    }
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
