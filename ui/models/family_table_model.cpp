// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/family_table_model.h"

#include "core/console/merge.h"
#include "ui/words/quantities.h"
#include "ui/words/sentence.h"

namespace pilothouse::ui {

void FamilyTableModel::apply(const console::Snapshot& snapshot, const std::set<std::string>& drafts) {
    const auto uses = console::usesOf(snapshot);
    console::Rows<FamilyRow> rows;
    rows.reserve(snapshot.families.rows.size());
    for (const auto& family : snapshot.families.rows) {
        FamilyRow row{family->arn, family, {}, drafts.contains(family->name)};
        if (const auto it = uses.find(family->name); it != uses.end()) row.uses = it->second;
        auto before = console::findRow(m_rows, row.arn);
        rows.push_back(before && *before == row ? before : std::make_shared<FamilyRow>(std::move(row)));
    }
    m_rows = std::move(rows);
    setStale(snapshot.families.state != console::PartState::ok);
    applyRows(m_rows);
}

FamilyFacts FamilyTableModel::factsOf(const FamilyRow& row) const {
    FamilyFacts facts;
    facts.active = int(row.family->active.size());
    facts.inactive = int(row.family->inactive.size());
    facts.newest = !row.family->active.empty()     ? row.family->active.front()
                   : !row.family->inactive.empty() ? row.family->inactive.front()
                                                   : 0;
    for (const auto& [revision, use] : row.uses) {
        facts.tasks += use.tasks;
        for (const std::string& service : use.services)
            facts.services << QString::fromStdString(service);
    }
    facts.services.removeDuplicates();
    facts.services.sort();
    facts.haystack = (QString::fromStdString(row.arn) + u' ' + facts.services.join(u' ')).toLower();
    return facts;
}

bool FamilyTableModel::accepts(const FamilyRow& row, const FamilyFacts& facts) const {
    if (m_filter.isEmpty()) return true;
    return m_filter.accepts(facts.haystack, [&](const QString& column) -> QString {
        if (column == QStringLiteral("family")) return QString::fromStdString(row.arn).toLower();
        if (column == QStringLiteral("service")) return facts.services.join(u' ').toLower();
        if (column == QStringLiteral("tasks")) return QString::number(facts.tasks);
        if (column == QStringLiteral("is"))
            return row.draft           ? QStringLiteral("draft")
                   : facts.active == 0 ? QStringLiteral("inactive")
                   : facts.tasks > 0   ? QStringLiteral("running")
                                       : QStringLiteral("unused");
        return {};
    });
}

int FamilyTableModel::compare(const FamilyRow& a, const FamilyFacts& fa, const FamilyRow& b,
                              const FamilyFacts& fb) const {
    switch (m_sortColumn) {
    case Newest:
        return order(fa.newest, fb.newest);
    case Active:
        return order(fa.active, fb.active);
    case Inactive:
        return order(fa.inactive, fb.inactive);
    case Services:
        return order(fa.services.size(), fb.services.size());
    case Tasks:
        return order(fa.tasks, fb.tasks);
    default: // families without an active revision are old: last
        return first({m_sortColumn < 0 ? order(fa.active == 0, fb.active == 0) : 0, order(a.arn, b.arn)});
    }
}

QString FamilyTableModel::plainText(const FamilyRow& row, const FamilyFacts& facts, int column) const {
    const auto number = [](int n) { return n > 0 ? numberText(n) : QStringLiteral("–"); };
    switch (column) {
    case Name:
        return QString::fromStdString(row.arn);
    case Newest:
        return number(facts.newest);
    case Active:
        return number(facts.active);
    case Inactive:
        return number(facts.inactive);
    case Services:
        return facts.services.isEmpty() ? QStringLiteral("–") : facts.services.join(QStringLiteral(", "));
    case Tasks:
        return number(facts.tasks);
    default:
        return {};
    }
}

Cell FamilyTableModel::cell(const FamilyRow& row, const FamilyFacts& facts, int column) const {
    Cell cell{.text = plainText(row, facts, column), .face = Cell::Face::figures, .tone = Tone::text2};
    const bool old = facts.active == 0;
    switch (column) {
    case Name:
        cell.face = Cell::Face::strong;
        cell.tone = old ? Tone::text3 : Tone::text;
        if (row.draft) {
            cell.tail = sayPlain("definitions.unsaved");
            cell.tailTone = Tone::change;
        } else if (old) {
            cell.tail = sayPlain("definitions.allInactive");
        }
        break;
    case Services:
        cell.face = Cell::Face::detail;
        break;
    case Inactive:
        cell.tone = Tone::text3;
        [[fallthrough]];
    default:
        cell.right = true;
        break;
    }
    if (cell.text == QStringLiteral("–")) cell.tone = Tone::text3;
    return cell;
}

QString FamilyTableModel::tip(const FamilyRow& row, const FamilyFacts& facts, int column) const {
    return plainText(row, facts, column);
}

bool FamilyTableModel::isRight(int column) const {
    return column != Name && column != Services;
}

QString FamilyTableModel::title(int column) const {
    static constexpr const char* codes[] = {"definitions.column.family",   "definitions.column.newest",
                                            "definitions.column.active",   "definitions.column.inactive",
                                            "definitions.column.services", "definitions.column.tasks"};
    static_assert(std::size(codes) == ColumnCount);
    return column >= 0 && column < ColumnCount ? sayPlain(codes[column]) : QString();
}

} // namespace pilothouse::ui
