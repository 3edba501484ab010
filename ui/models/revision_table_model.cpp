// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/revision_table_model.h"

#include "core/console/merge.h"
#include "ui/words/sentence.h"

#include <algorithm>

namespace pilothouse::ui {

std::string arnOfRevision(const console::Family& family, int revision) {
    const auto colon = family.newestArn.rfind(':');
    return family.newestArn.substr(0, colon + 1) + std::to_string(revision);
}

void RevisionTableModel::apply(const console::Snapshot& snapshot, const std::string& name) {
    console::Rows<RevisionRow> rows;
    if (const auto family = console::findRow(snapshot.families.rows, name)) {
        const auto uses = console::usesOf(snapshot);
        const auto its = uses.find(name);
        for (const bool active : {true, false})
            for (int revision : active ? family->active : family->inactive) {
                RevisionRow row{arnOfRevision(*family, revision), revision, active, {}};
                if (its != uses.end() && its->second.contains(revision)) row.use = its->second.at(revision);
                rows.push_back(std::make_shared<RevisionRow>(std::move(row)));
            }
    }
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a->arn < b->arn; });
    for (auto& row : rows)
        if (auto before = console::findRow(m_rows, row->arn); before && *before == *row) row = before;
    m_rows = std::move(rows);
    setStale(snapshot.families.state != console::PartState::ok);
    applyRows(m_rows);
}

QString RevisionTableModel::markName(const RevisionRow& row) const {
    return sayPlain("definitions.mark", {{"revision", Arg::plain(QString::number(row.revision))}});
}

QString RevisionTableModel::plainText(const RevisionRow& row, const RevisionFacts&, int column) const {
    if (column == Revision) return QString::number(row.revision);
    if (column != Use) return {};
    if (row.use.tasks > 0) return sayPlain("definitions.tasks", {{"count", Arg::number(row.use.tasks)}});
    if (!row.use.services.empty()) return QString::fromStdString(row.use.services.front());
    return row.active ? QString() : sayPlain("definitions.inactive");
}

Cell RevisionTableModel::cell(const RevisionRow& row, const RevisionFacts& facts, int column) const {
    Cell cell{.text = plainText(row, facts, column)};
    cell.face = column == Revision ? Cell::Face::strong : Cell::Face::detail;
    cell.tone = !row.active ? Tone::text3 : column == Revision ? Tone::text : Tone::text2;
    return cell;
}

QString RevisionTableModel::tip(const RevisionRow& row, const RevisionFacts& facts, int column) const {
    return column == Revision ? QString::fromStdString(row.arn) : plainText(row, facts, column);
}

QString RevisionTableModel::title(int column) const {
    static constexpr const char* codes[] = {"definitions.column.mark", "definitions.column.revision",
                                            "definitions.column.use"};
    return column >= 0 && column < ColumnCount ? sayPlain(codes[column]) : QString();
}

} // namespace pilothouse::ui
