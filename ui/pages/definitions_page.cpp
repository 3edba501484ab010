// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/definitions_page.h"

#include "ui/dialogs/act_runner.h"
#include "ui/frame/session.h"
#include "ui/pages/families_view.h"
#include "ui/pages/family_view.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panel.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace pilothouse::ui {

DefinitionsPage::DefinitionsPage(const PageContext& context, QWidget* parent)
    : Page(context.session, parent), m_runner(context.runner), m_shown(context.session.snapshot()),
      m_stack(new QStackedWidget), m_families(new FamiliesView), m_family(new FamilyView(context.runner)) {
    auto* ground = new Surface(Ground::page, {}, this);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(ground);
    auto* column = new QVBoxLayout(ground);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    m_stack->addWidget(m_families);
    m_stack->addWidget(m_family);
    connect(m_families, &FamiliesView::opened, this,
            [this](const QString& family) { emit navigate(placeOf(family)); });
    for (auto* session : {&context.session}) {
        connect(m_families, &FamiliesView::reconnectAsked, session, &Session::reconnect);
        connect(m_family, &FamilyView::reconnectAsked, session, &Session::reconnect);
    }
    connect(m_families, &FamiliesView::navigate, this, &Page::navigate);
    connect(m_family, &FamilyView::navigate, this, &Page::navigate);
    connect(m_family, &FamilyView::wantedChanged, this, &Page::interestChanged);
}

QString DefinitionsPage::placeOf(const QString& family) {
    return QStringLiteral("definition/") + family +
           (family == QLatin1String("new") ? QStringLiteral(":") : QString());
}

console::Interest DefinitionsPage::interest() const {
    console::Interest interest;
    interest.stoppedTasks = interest.instances = false;
    interest.families = true;
    if (m_stack->currentWidget() == m_family) interest.definitions = m_family->wanted();
    return interest;
}

std::set<std::string> DefinitionsPage::drafts() const {
    return {};
}

void DefinitionsPage::apply(const std::shared_ptr<const console::Snapshot>& snapshot) {
    m_shown = snapshot;
    const auto wanted = m_family->wanted();
    m_families->setReadOnly(m_runner.isReadOnly());
    m_families->apply(snapshot, drafts());
    m_family->apply(snapshot);
    if (m_family->wanted() != wanted) emit interestChanged();
    settleFocus();
}

void DefinitionsPage::go(const QString& rest) {
    const QString name = rest.section(QLatin1Char('/'), 1);
    if (name.isEmpty()) {
        m_stack->setCurrentWidget(m_families);
    } else {
        const auto [family, revision] = console::familyAndRevision(name.toStdString());
        m_stack->setCurrentWidget(m_family);
        m_family->open(family, revision);
        m_families->choose(QString::fromStdString(family));
    }
    emit interestChanged();
}

QString DefinitionsPage::missing() const {
    const auto& part = m_shown->families;
    if (part.state == console::PartState::failed)
        return QStringLiteral("the task definitions (%1)").arg(QString::fromStdString(describe(*part.error)));
    if (part.state == console::PartState::loading) return QStringLiteral("the task definitions");
    if (m_stack->currentWidget() == m_family && !m_family->isWhole())
        return QStringLiteral("the revision of the task definition");
    return {};
}

Targets DefinitionsPage::targets() const {
    if (m_stack->currentWidget() != m_family) return {Targets::Kind::definition, {}};
    return {Targets::Kind::definition, m_family->chosen()};
}

QWidget* DefinitionsPage::list() const {
    return m_stack->currentWidget() == m_family ? m_family->table() : m_families->table();
}

void DefinitionsPage::focusFilter() {
    if (m_stack->currentWidget() == m_families) m_families->focusFilter();
}

QList<QWidget*> DefinitionsPage::panes() {
    if (m_stack->currentWidget() == m_family) return {m_family->table(), m_family->tabs()};
    return {m_families->header(), m_families->filter(), m_families->table()};
}

} // namespace pilothouse::ui
