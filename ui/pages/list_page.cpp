// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/list_page.h"

#include "ui/frame/session.h"
#include "ui/models/table_model.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/list_state.h"
#include "ui/widgets/page_header.h"
#include "ui/words/quantities.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace pilothouse::ui {

using console::PartState;

ListPage::ListPage(const PageContext& context, QWidget* parent)
    : Page(context.session, parent), m_shown(context.session.snapshot()), m_header(new PageHeader),
      m_filter(new FilterField), m_stale(new StaleBanner), m_state(new ListState), m_table(new DataTable),
      m_held(new QPushButton), m_stack(new QStackedWidget) {}

QVBoxLayout* ListPage::buildList(TableModel* model) {
    m_rows = model;
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    auto* filter = new QHBoxLayout;
    filter->setContentsMargins(24, 0, 24, 12);
    filter->setSpacing(12);
    setSmall(m_held);
    m_held->hide();
    filter->addWidget(m_filter, 1);
    filter->addWidget(m_held);
    column->addLayout(filter);
    m_stale->hide();
    column->addWidget(m_stale);
    m_table->setModel(model);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_table);
    column->addWidget(m_stack, 1);
    listen();
    return column;
}

void ListPage::listen() {
    connect(m_header, &PageHeader::linkActivated, this, &ListPage::navigate);
    connect(m_filter, &FilterField::textChanged, this, [this](const QString& text) {
        m_rows->setFilter(parseFilter(text));
        tellList();
        tellChosen();
    });
    connect(m_filter, &FilterField::left, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_state, &ListState::acted, this, [this] {
        using Kind = ListState::Kind;
        if (m_state->kind() == Kind::noMatch) m_filter->clear();
        if (m_state->kind() == Kind::empty) actOnEmpty();
        if (m_state->kind() == Kind::denied || m_state->kind() == Kind::failed) session().reconnect();
    });
    connect(m_stale, &StaleBanner::retry, &session(), &Session::reconnect);
    connect(m_held, &QPushButton::clicked, m_rows, &TableModel::applyHeld);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, m_rows, &TableModel::sort);
    connect(m_table, &DataTable::pointerInside, m_rows, &TableModel::setFrozen);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ListPage::tellChosen);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ListPage::tellChosen);
    connect(m_rows, &TableModel::countsChanged, this, &ListPage::tellCount);
    connect(m_rows, &TableModel::heldChanged, this, &ListPage::tellCount);
}

void ListPage::tellAll() {
    tellSentence();
    tellList();
    tellStale();
    tellCount();
    tellChosen();
}

void ListPage::tellList() {
    using Kind = ListState::Kind;
    const bool rows = m_rows->rowCount() > 0;
    m_stack->setCurrentWidget(rows ? static_cast<QWidget*>(m_table) : m_state);
    m_filter->setVisible(m_rows->total() > 0);
    settleFocus();
    if (rows) return;
    const PartFacts facts = part();
    if (m_rows->total() > 0)
        m_state->show(Kind::noMatch, say(words().noMatch), sayPlain("services.clearFilter"));
    else if (facts.state == PartState::loading)
        m_state->show(Kind::loading, say("page.loading"));
    else if (facts.error && facts.state != PartState::ok)
        m_state->showError(*facts.error);
    else
        tellEmpty();
}

/// Data that was whole once and is old stays on screen under a strip that says so.
void ListPage::tellStale() {
    const PartFacts facts = part();
    m_stale->setVisible(facts.isOld());
    if (facts.isOld()) m_stale->set(facts.error, SystemClock().now() - facts.asOf);
}

QString ListPage::countText() const {
    const int shown = m_rows->rowCount(), total = m_rows->total();
    if (m_filter->text().isEmpty()) return numberText(total);
    return sayPlain("services.count", {{"shown", Arg::number(shown)}, {"total", Arg::number(total)}});
}

void ListPage::tellCount() {
    m_filter->setCount(countText());
    m_held->setText(sayPlain(words().held, {{"changes", Arg::number(m_rows->heldChanges())}}));
    m_held->setVisible(m_rows->heldChanges() > 0);
}

bool ListPage::showsTable() const {
    return m_stack->currentWidget() == m_table;
}

void ListPage::choose(const QString& arn) {
    if (m_rows->rowOf(arn) < 0) m_filter->clear();
    const int row = m_rows->rowOf(arn);
    if (row < 0) return;
    m_table->selectRow(row);
    m_table->scrollTo(m_rows->index(row, 0));
}

QString ListPage::missing() const {
    const PartFacts facts = part();
    if (facts.state == PartState::loading) return partName();
    if (facts.state == PartState::failed)
        return QStringLiteral("%1 (%2)").arg(partName(), QString::fromStdString(describe(*facts.error)));
    return {};
}

QWidget* ListPage::list() const {
    return m_table;
}

void ListPage::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ListPage::rename() {
    const Words says = words();
    m_header->setTitle(sayPlain(says.title));
    m_filter->setPlaceholderText(sayPlain(says.filter));
    m_filter->setAccessibleName(sayPlain(says.filter));
    m_table->setAccessibleName(sayPlain(says.title));
    tellAll();
}

void ListPage::keyPressEvent(QKeyEvent* event) {
    if (m_filter->hasFocus() && (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return))
        return m_table->setFocus();
    Page::keyPressEvent(event);
}

void ListPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rename();
    Page::changeEvent(event);
}

} // namespace pilothouse::ui
