// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/families_view.h"

#include "ui/models/family_table_model.h"
#include "ui/theme/icons.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/list_state.h"
#include "ui/widgets/page_header.h"
#include "ui/words/quantities.h"

#include <QEvent>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace pilothouse::ui {

using console::PartState;

FamiliesView::FamiliesView(QWidget* parent)
    : QWidget(parent), m_shown(std::make_shared<console::Snapshot>()), m_header(new PageHeader),
      m_filter(new FilterField), m_stale(new StaleBanner), m_stack(new QStackedWidget),
      m_state(new ListState), m_table(new DataTable), m_model(new FamilyTableModel(this)) {
    build();
    connect(m_header, &PageHeader::linkActivated, this, &FamiliesView::navigate);
    connect(m_filter, &FilterField::textChanged, this, [this](const QString& text) {
        m_model->setFilter(parseFilter(text));
        tellList();
    });
    connect(m_filter, &FilterField::left, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_stale, &StaleBanner::retry, this, &FamiliesView::reconnectAsked);
    connect(m_state, &ListState::acted, this, [this] {
        if (m_state->kind() == ListState::Kind::noMatch) m_filter->clear();
        if (m_state->kind() == ListState::Kind::denied || m_state->kind() == ListState::Kind::failed)
            emit reconnectAsked();
    });
    connect(m_model, &FamilyTableModel::countsChanged, this, &FamiliesView::tellList);
    const auto open = [this](const QModelIndex& index) { emit opened(m_model->arnAt(index.row())); };
    connect(m_table, &DataTable::opened, this, open);
    connect(m_table, &QTableView::doubleClicked, this, open);
    connect(m_table, &DataTable::pointerInside, m_model, &FamilyTableModel::setFrozen);
    rename();
}

void FamiliesView::build() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    auto* filter = new QHBoxLayout;
    filter->setContentsMargins(24, 0, 24, 12);
    filter->addWidget(m_filter, 1);
    column->addLayout(filter);
    m_stale->hide();
    column->addWidget(m_stale);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_table);
    column->addWidget(m_stack, 1);
    using M = FamilyTableModel;
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidths({280, 96, 88, 96, 240, 96});
    m_table->setStretchColumn(M::Services, 160);
    m_table->setDropOrder({M::Inactive, M::Active});
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
}

void FamiliesView::apply(const std::shared_ptr<const console::Snapshot>& snapshot,
                         const std::set<std::string>& drafts) {
    m_shown = snapshot;
    m_drafts = drafts;
    m_model->apply(*snapshot, drafts);
    tell();
    tellList();
}

void FamiliesView::setReadOnly(bool readOnly) {
    m_readOnly = readOnly;
}

void FamiliesView::tell() {
    int revisions = 0, used = 0;
    m_model->eachRow([&](const FamilyRow&, const FamilyFacts& facts) {
        revisions += facts.active;
        used += facts.tasks > 0 || !facts.services.isEmpty() ? 1 : 0;
    });
    const int families = m_model->total();
    const auto& part = m_shown->families;
    Sentence sentence;
    if (families > 0) {
        sentence = say("definitions.sentence",
                       {{"families", Arg::number(families)}, {"revisions", Arg::number(revisions)}});
        sentence += say("definitions.used", {{"used", Arg::number(used)}});
    } else if (part.state == PartState::ok) {
        sentence = say("definitions.none");
    }
    if (!m_drafts.empty())
        sentence += say("definitions.drafts", {{"drafts", Arg::number(int(m_drafts.size()), Tone::change)}});
    m_header->setSentence(sentence);
    const bool old = part.asOf != 0 && part.error && part.state != PartState::ok;
    m_stale->setVisible(old);
    if (old) m_stale->set(part.error, SystemClock().now() - part.asOf);
}

void FamiliesView::tellList() {
    using Kind = ListState::Kind;
    const auto& part = m_shown->families;
    const int shown = m_model->rowCount(), total = m_model->total();
    m_stack->setCurrentWidget(shown > 0 ? static_cast<QWidget*>(m_table) : m_state);
    m_filter->setVisible(total > 0);
    m_filter->setCount(
        m_filter->text().isEmpty()
            ? numberText(total)
            : sayPlain("definitions.count", {{"shown", Arg::number(shown)}, {"total", Arg::number(total)}}));
    if (shown > 0) return;
    if (total > 0)
        m_state->show(Kind::noMatch, say("definitions.noMatch"), sayPlain("services.clearFilter"));
    else if (part.state == PartState::loading)
        m_state->show(Kind::loading, say("page.loading"));
    else if (part.error && part.state != PartState::ok)
        m_state->showError(*part.error);
    else
        m_state->show(Kind::empty, say("definitions.empty"));
}

void FamiliesView::choose(const QString& family) {
    const int row = m_model->rowOf(family);
    if (row < 0) return;
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, 0));
}

void FamiliesView::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void FamiliesView::rename() {
    m_header->setTitle(sayPlain("frame.definitions"));
    m_filter->setPlaceholderText(sayPlain("definitions.filter"));
    m_filter->setAccessibleName(sayPlain("definitions.filter"));
    m_table->setAccessibleName(sayPlain("frame.definitions"));
    tell();
    tellList();
}

void FamiliesView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rename();
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
