// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/family_view.h"

#include "core/console/merge.h"
#include "ui/acts/act_button.h"
#include "ui/dialogs/act_runner.h"
#include "ui/models/revision_table_model.h"
#include "ui/pages/definition_summary.h"
#include "ui/pages/revision_compare.h"
#include "ui/pages/revision_uses.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/list_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace pilothouse::ui {

using console::PartState;

FamilyView::FamilyView(ActRunner& runner, QWidget* parent)
    : QWidget(parent), m_runner(runner), m_shown(std::make_shared<console::Snapshot>()),
      m_header(new PageHeader), m_stale(new StaleBanner), m_table(new DataTable),
      m_model(new RevisionTableModel(this)), m_tabs(new QTabBar), m_stack(new QStackedWidget),
      m_state(new ListState), m_summary(new DefinitionSummary), m_json(new JsonView),
      m_uses(new RevisionUses), m_compare(new RevisionCompare) {
    buildHeader();
    build();
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FamilyView::chooseRevision);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &FamilyView::chooseRevision);
    connect(m_table, &DataTable::pointerInside, m_model, &RevisionTableModel::setFrozen);
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        tellContent();
        emit wantedChanged();
    });
    connect(m_uses, &RevisionUses::linkActivated, this, &FamilyView::navigate);
    connect(m_state, &ListState::acted, this, &FamilyView::reconnectAsked);
    connect(m_stale, &StaleBanner::retry, this, &FamilyView::reconnectAsked);
    rename();
}

void FamilyView::buildHeader() {
    for (const char* id : {"definition.deploy", "task.run", "definition.deregister"}) {
        if (!actKind(id)) continue;
        m_acts << new ActButton(id, m_runner);
        m_header->addAction(m_acts.last());
    }
    connect(m_header, &PageHeader::linkActivated, this, &FamilyView::navigate);
    connect(m_header, &PageHeader::parentActivated, this,
            [this] { emit navigate(QStringLiteral("definitions")); });
}

void FamilyView::build() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    m_stale->hide();
    column->addWidget(m_stale);
    auto* tabRow = new Surface(Ground::page, Qt::BottomEdge);
    auto* tabLine = new QHBoxLayout(tabRow);
    tabLine->setContentsMargins(24, 0, 24, 0);
    tabLine->addWidget(m_tabs);
    tabLine->addStretch(1);
    tabRow->setFixedHeight(36);
    for (int i = 0; i <= Difference; ++i)
        m_tabs->addTab({});
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    column->addWidget(tabRow);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    auto* side = new Surface(Ground::panel, Qt::RightEdge);
    side->setObjectName(QStringLiteral("revisions"));
    auto* sideColumn = new QVBoxLayout(side);
    sideColumn->setContentsMargins(0, 0, 1, 0);
    sideColumn->addWidget(m_table);
    side->setFixedWidth(262);
    row->addWidget(side);
    row->addWidget(m_stack, 1);
    column->addLayout(row, 1);
    for (QWidget* page : std::initializer_list<QWidget*>{m_state, m_summary, m_json, m_uses, m_compare})
        m_stack->addWidget(page);
    m_table->setModel(m_model);
    m_table->setColumnWidths({52, 72, 100});
    m_table->setStretchColumn(RevisionTableModel::Use, 90);
}

void FamilyView::open(const std::string& family, int revision) {
    if (family != m_family) {
        m_family = family;
        m_tabs->setCurrentIndex(Summary);
        m_table->clearSelection();
        m_table->setCurrentIndex({});
        m_json->set({});
    }
    m_wanted = revision > 0 ? revision : -1;
    m_header->setTitle(QString::fromStdString(family));
    apply(m_shown);
}

void FamilyView::apply(const std::shared_ptr<const console::Snapshot>& snapshot) {
    m_shown = snapshot;
    m_filling = true; // rows come and go below: what is chosen is told once
    m_model->apply(*snapshot, m_family);
    if (m_model->rowCount() > 0 && m_wanted != 0) {
        int row = 0;
        for (int i = 0; i < m_model->rowCount(); ++i)
            if (m_model->rowAt(i).revision == m_wanted) row = i;
        m_table->selectRow(row);
        m_table->scrollTo(m_model->index(row, 0));
        m_wanted = 0;
    }
    m_filling = false;
    tell();
}

int FamilyView::revision() const {
    const auto arns = chosen();
    return arns.empty() ? 0 : console::familyAndRevision(arns.back()).second;
}

std::vector<std::string> FamilyView::chosen() const {
    std::vector<std::string> arns;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        arns.push_back(m_model->rowAt(index.row()).arn);
    if (arns.empty() && m_table->currentIndex().isValid())
        arns.push_back(m_model->rowAt(m_table->currentIndex().row()).arn);
    std::sort(arns.begin(), arns.end(), [](const auto& a, const auto& b) {
        return console::familyAndRevision(a).second < console::familyAndRevision(b).second;
    });
    return arns;
}

/// The first and last of those that are marked; of a single one, the newest before it.
std::pair<std::string, std::string> FamilyView::compared() const {
    const auto arns = chosen();
    if (arns.empty()) return {};
    if (arns.size() > 1) return {arns.front(), arns.back()};
    int before = 0;
    const int newer = console::familyAndRevision(arns.front()).second;
    m_model->eachRow([&](const RevisionRow& row, const RevisionFacts&) {
        if (row.revision < newer) before = std::max(before, row.revision);
    });
    const auto family = console::findRow(m_shown->families.rows, m_family);
    return {before && family ? arnOfRevision(*family, before) : std::string(), arns.front()};
}

std::set<std::string> FamilyView::wanted() const {
    std::set<std::string> arns;
    const auto all = chosen();
    if (!all.empty()) arns.insert(all.back());
    if (m_tabs->currentIndex() == Difference) {
        const auto [older, newer] = compared();
        for (const auto& arn : {older, newer})
            if (!arn.empty()) arns.insert(arn);
    }
    return arns;
}

std::shared_ptr<const console::Definition> FamilyView::definition(const std::string& arn) const {
    return console::findRow(m_shown->definitions.rows, arn);
}

bool FamilyView::isWhole() const {
    if (m_shown->families.state == PartState::loading) return false;
    for (const std::string& arn : wanted())
        if (!definition(arn)) return false;
    return true;
}

void FamilyView::chooseRevision() {
    if (m_filling) return;
    const bool two = m_table->selectionModel()->selectedRows().size() > 1;
    if (two) m_tabs->setCurrentIndex(Difference);
    tell();
    emit wantedChanged();
}

void FamilyView::tell() {
    tellHeader();
    tellContent();
    tellStale();
    const Targets targets{Targets::Kind::definition, chosen()};
    for (ActButton* act : m_acts)
        act->set({m_shown, targets, {}});
}

void FamilyView::tellStale() {
    const auto& part = m_shown->families;
    const bool old = part.asOf != 0 && part.error && part.state != PartState::ok;
    m_stale->setVisible(old);
    if (old) m_stale->set(part.error, SystemClock().now() - part.asOf);
}

/// Where the chosen revision runs, and who uses another of the family.
void FamilyView::tellHeader() {
    const int at = revision();
    if (at == 0) return m_header->setSentence({});
    const auto all = console::usesOf(*m_shown);
    const auto its = all.find(m_family);
    console::DefinitionUse use;
    Arg services, others;
    if (its != all.end())
        for (const auto& [number, one] : its->second) {
            if (number == at) use = one;
            for (const std::string& name : one.services)
                (number == at ? services : others)
                    .items.push_back(
                        Arg::name(name, QStringLiteral("service/") + QString::fromStdString(name)));
        }
    others.count = std::int64_t(others.items.size());
    const char* code = !use.services.empty() ? "definition.sentence.services"
                       : use.tasks > 0       ? "definition.sentence.alone"
                                             : "definition.sentence.idle";
    Sentence sentence = say(code, {{"revision", Arg::name(QString::number(at))},
                                   {"services", services},
                                   {"tasks", Arg::number(use.tasks)}});
    if (!others.items.empty())
        sentence += say("definition.sentence.others", {{"services", others}, {"count", others}});
    m_header->setSentence(sentence);
}

void FamilyView::tellContent() {
    const auto show = [this](QWidget* page) { m_stack->setCurrentWidget(page); };
    const auto waits = [this, show] {
        const auto& families = m_shown->families;
        const auto& part = m_shown->definitions;
        const bool gone = families.state == PartState::ok && m_model->total() == 0;
        if (gone)
            m_state->show(ListState::Kind::empty, say("definition.gone", {{"family", Arg::name(m_family)}}));
        else if (families.error && m_model->total() == 0)
            m_state->showError(*families.error);
        else if (part.error && part.state != PartState::ok && part.state != PartState::loading)
            m_state->showError(*part.error);
        else
            m_state->show(ListState::Kind::loading, say("page.loading"));
        show(m_state);
    };
    const auto arns = chosen();
    if (arns.empty()) return waits();
    const int tab = m_tabs->currentIndex();
    if (tab == Runs) {
        m_uses->set(*m_shown, m_family);
        return show(m_uses);
    }
    if (tab == Difference) {
        const auto [older, newer] = compared();
        const auto before = definition(older), after = definition(newer);
        if (older.empty()) {
            m_compare->setNothingBefore(console::familyAndRevision(newer).second);
        } else if (before && after) {
            m_compare->set(*before, *after);
        } else {
            return waits();
        }
        return show(m_compare);
    }
    const auto row = definition(arns.back());
    if (!row) return waits();
    if (tab == Document) m_json->set(row->raw);
    if (tab == Summary) m_summary->set(row->raw);
    show(tab == Document ? static_cast<QWidget*>(m_json) : m_summary);
}

void FamilyView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    findChild<QWidget*>(QStringLiteral("revisions"))->setFixedWidth(width() < 900 ? 216 : 262);
}

void FamilyView::rename() {
    m_header->setParentTitle(sayPlain("frame.definitions"));
    static constexpr const char* codes[] = {"definition.summary", "definition.json", "definition.runs",
                                            "definition.difference"};
    for (int i = 0; i <= Difference; ++i)
        m_tabs->setTabText(i, sayPlain(codes[i]));
    m_tabs->setAccessibleName(sayPlain("definition.views"));
    m_table->setAccessibleName(sayPlain("definition.revisions"));
    tell();
}

void FamilyView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rename();
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
