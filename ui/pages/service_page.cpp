// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_page.h"

#include "core/console/merge.h"
#include "ui/acts/act_button.h"
#include "ui/dialogs/act_runner.h"
#include "ui/frame/session.h"
#include "ui/pages/service_configuration_tab.h"
#include "ui/pages/service_definition_tab.h"
#include "ui/pages/service_deployments_tab.h"
#include "ui/pages/service_json_tab.h"
#include "ui/pages/service_overview.h"
#include "ui/pages/service_words.h"
#include "ui/widgets/list_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/pill.h"
#include "ui/words/reason.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace pilothouse::ui {

using console::PartState;

namespace {

// In the order in which the header shows them; those that the catalogue does not know are not shown.
constexpr const char* headerActs[] = {"service.scale", "service.deploy", "service.rollback", "service.force",
                                      "service.delete"};

} // namespace

ServicePage::ServicePage(const PageContext& context, QWidget* parent)
    : Page(context.session, parent), m_runner(context.runner), m_shown(context.session.snapshot()),
      m_stale(new StaleBanner), m_body(new QStackedWidget), m_stack(new QStackedWidget),
      m_state(new ListState) {
    auto* ground = new Surface(Ground::page, {}, this);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(ground);
    auto* column = new QVBoxLayout(ground);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHeader();
    column->addWidget(m_header);
    m_stale->hide();
    column->addWidget(m_stale);
    buildTabs();
    m_body->addWidget(m_state);
    auto* tabs = new QWidget;
    auto* under = new QVBoxLayout(tabs);
    under->setContentsMargins(0, 0, 0, 0);
    under->setSpacing(0);
    under->addWidget(m_tabRow);
    under->addWidget(m_stack, 1);
    m_body->addWidget(tabs);
    column->addWidget(m_body, 1);
    connect(m_state, &ListState::acted, this, [this] {
        if (m_state->kind() == ListState::Kind::empty)
            emit navigate(QStringLiteral("services"));
        else
            session().reconnect();
    });
    connect(m_stale, &StaleBanner::retry, &context.session, &Session::reconnect);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_view.now = session().now();
        tellStale();
        if (m_view.service) current()->tick(m_view.now);
    });
    rename();
}

void ServicePage::buildHeader() {
    m_header = new PageHeader;
    m_pill = new StatusPill;
    m_header->addBeside(m_pill);
    for (int i = 0; i < 2; ++i) {
        m_chips << new Chip;
        m_header->addBeside(m_chips.last());
    }
    for (const char* id : headerActs) {
        if (!actKind(id)) continue;
        m_acts << new ActButton(id, m_runner);
        m_header->addAction(m_acts.last());
    }
    connect(m_header, &PageHeader::parentActivated, this,
            [this] { emit navigate(QStringLiteral("services")); });
    connect(m_header, &PageHeader::linkActivated, this, &ServicePage::navigate);
}

void ServicePage::buildTabs() {
    m_tabRow = new Surface(Ground::page, Qt::BottomEdge);
    auto* row = new QHBoxLayout(m_tabRow);
    row->setContentsMargins(24, 0, 24, 0);
    m_tabs = new QTabBar;
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setUsesScrollButtons(false);
    row->addWidget(m_tabs);
    row->addStretch(1);
    auto* overview = new ServiceOverview(m_runner);
    connect(overview, &ServiceOverview::changesAsked, this,
            [this] { showTab(QStringLiteral("definition")); });
    connect(overview, &ServiceOverview::stopAsked, this, &ServicePage::stopTasks);
    add("overview", "servicePage.tab.overview", overview);
    add("deployments", "servicePage.tab.deployments", new ServiceDeploymentsTab(m_runner));
    add("configuration", "servicePage.tab.configuration", new ServiceConfigurationTab);
    add("json", "servicePage.tab.json", new ServiceJsonTab);
    add("definition", "servicePage.tab.definition", new ServiceDefinitionTab);
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        m_stack->setCurrentIndex(m_tabs->currentIndex());
        tellTab();
        emit interestChanged();
    });
}

void ServicePage::add(const char* name, const char* words, ServiceTab* tab) {
    m_kinds.append({name, words, tab});
    m_stack->addWidget(tab);
    m_tabs->addTab({});
    connect(tab, &ServiceTab::navigate, this, &ServicePage::navigate);
    connect(tab, &ServiceTab::wantsChanged, this, &ServicePage::interestChanged);
}

ServiceTab* ServicePage::current() const {
    return m_kinds[m_tabs->currentIndex()].tab;
}

console::Interest ServicePage::interest() const {
    console::Interest interest;
    if (!m_view.service) return interest;
    interest.service = m_view.service->arn;
    interest.definitions = current()->definitions();
    interest.families = current()->wantsFamilies();
    return interest;
}

void ServicePage::go(const QString& rest) {
    const QString name = rest.section(QLatin1Char('/'), 0, 0), tab = rest.section(QLatin1Char('/'), 1, 1);
    if (name != m_name) {
        m_name = name;
        m_view.service = nullptr;
        m_view.gone = false;
        m_tabs->setCurrentIndex(0);
        for (const TabKind& kind : m_kinds)
            kind.tab->reset();
    }
    showTab(tab);
    apply(m_shown);
    // Coming here is for what the page shows, not for the way back in its head.
    if (m_header->isAncestorOf(window()->focusWidget())) setFocus(Qt::OtherFocusReason);
}

void ServicePage::showTab(const QString& name) {
    for (int i = 0; i < int(m_kinds.size()); ++i)
        if (name == QLatin1String(m_kinds[i].name)) m_tabs->setCurrentIndex(i);
}

void ServicePage::stopTasks(const std::vector<std::string>& tasks) {
    const ActKind* stop = actKind("task.stop");
    const Asking asking{m_shown, {Targets::Kind::task, tasks}, {}};
    if (stop && !m_runner.isReadOnly() && obstacleTo(*stop, asking).isEmpty())
        stop->open(window(), &m_runner, asking);
}

void ServicePage::apply(const std::shared_ptr<const console::Snapshot>& snapshot) {
    m_shown = snapshot;
    if (!m_tick.isActive() && session().isOpen()) m_tick.start(1000);
    if (!session().isOpen()) m_tick.stop();
    std::shared_ptr<const console::Service> found;
    for (const auto& service : snapshot->services.rows)
        if (QString::fromStdString(service->name) == m_name) found = service;
    const bool isNew = found && (!m_view.service || m_view.service->arn != found->arn);
    if (found) m_view.service = found;
    // Told no more by an endpoint that tells the rest: it was deleted.
    m_view.gone = m_view.service && !found && snapshot->services.state == PartState::ok;
    m_view.snapshot = snapshot;
    m_view.counts = &session().counts();
    m_view.now = session().now();
    if (found) {
        const bool own = snapshot->service == found->arn;
        const auto deployment =
            own ? console::currentDeployment(*found, snapshot->serviceDeployments) : nullptr;
        m_view.rollout = console::rolloutOf(*found, snapshot->tasks, deployment.get(), m_view.now);
    }
    tellHeader();
    tellState();
    tellStale();
    tellActions();
    tellTab();
    if (isNew) emit interestChanged();
}

void ServicePage::tellHeader() {
    m_header->setTitle(m_name);
    const auto& service = m_view.service;
    m_pill->setVisible(bool(service));
    for (Chip* chip : m_chips)
        chip->setVisible(bool(service));
    if (!service) return m_header->setSentence({});
    const auto summaries = console::summarize(m_shown->tasks);
    const auto* summary = m_shown->tasks.asOf ? console::summaryOf(summaries, *service) : nullptr;
    const console::Verdict verdict = console::explain(*service, summary);
    const bool old = m_view.isStale();
    m_pill->set(old ? Shape::unknown : shapeOf(verdict.status), pillWord(verdict, m_view));
    m_chips[0]->setText(strategyWord(*service));
    m_chips[1]->setText(launchWord(*service));
    Sentence sentence =
        m_view.gone ? say("servicePage.gone", {{"name", Arg::name(service->name)}}) : stateSentence(verdict);
    if (!m_view.gone) sentence += pendingSentence(*m_shown, service->arn);
    m_header->setSentence(sentence);
}

void ServicePage::tellState() {
    using Kind = ListState::Kind;
    const auto& part = m_shown->services;
    m_body->setCurrentIndex(m_view.service ? 1 : 0);
    settleFocus();
    if (m_view.service) return;
    if (part.state == PartState::loading)
        m_state->show(Kind::loading, say("page.loading"));
    else if (part.error && part.state != PartState::ok)
        m_state->showError(*part.error);
    else
        m_state->show(Kind::empty, say("servicePage.unknown", {{"name", Arg::name(m_name)}}),
                      sayPlain("servicePage.allServices"));
}

void ServicePage::tellStale() {
    const auto& part = m_shown->services;
    const bool old = m_view.service && part.asOf != 0 && part.error && part.state != PartState::ok;
    m_stale->setVisible(old);
    if (old) m_stale->set(part.error, SystemClock().now() - part.asOf);
}

/// Of a service that is gone there are no acts.
void ServicePage::tellActions() {
    Targets targets{Targets::Kind::service, {}};
    if (m_view.service) targets.arns = {m_view.service->arn};
    for (ActButton* act : m_acts) {
        act->set({m_shown, targets, {}});
        act->setVisible(m_view.service && !m_view.gone && !m_runner.isReadOnly());
    }
}

void ServicePage::tellTab() {
    if (m_view.service) current()->apply(m_view);
}

Targets ServicePage::targets() const {
    Targets targets{Targets::Kind::service, {}};
    if (m_view.service && !m_view.gone) targets.arns = {m_view.service->arn};
    return targets;
}

QString ServicePage::missing() const {
    const auto& part = m_shown->services;
    if (m_view.service) {
        if (m_shown->tasks.state == PartState::loading) return QStringLiteral("the tasks of the service");
        return {};
    }
    if (part.state == PartState::loading) return QStringLiteral("the service");
    if (part.state == PartState::failed)
        return QStringLiteral("the service (%1)").arg(QString::fromStdString(describe(*part.error)));
    return {};
}

QWidget* ServicePage::list() const {
    QWidget* main = m_view.service ? current()->mainWidget() : nullptr;
    return main ? main : m_tabs;
}

void ServicePage::focusFilter() {
    if (m_view.service) current()->find();
}

QList<QWidget*> ServicePage::panes() {
    QList<QWidget*> all{m_header, m_tabs};
    if (m_view.service) all << current();
    return all;
}

void ServicePage::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Find) && m_view.service && current()->find()) return;
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        return emit navigate(QStringLiteral("services"));
    if (event->key() == Qt::Key_C && event->modifiers() == Qt::NoModifier && m_view.service)
        return QApplication::clipboard()->setText(QString::fromStdString(m_view.service->arn));
    Page::keyPressEvent(event);
}

void ServicePage::rename() {
    m_header->setParentTitle(sayPlain("frame.services"));
    m_tabs->setAccessibleName(sayPlain("servicePage.tabs"));
    for (int i = 0; i < int(m_kinds.size()); ++i) {
        m_tabs->setTabText(i, sayPlain(m_kinds[i].words));
        m_kinds[i].tab->rename();
    }
    tellHeader();
    tellState();
    tellTab();
}

void ServicePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rename();
    Page::changeEvent(event);
}

} // namespace pilothouse::ui
