// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/uses.h"
#include "ui/models/row_table_model.h"

namespace pilothouse::ui {

/// A revision of the family that is open.
struct RevisionRow {
    std::string arn;
    int revision = 0;
    bool active = true;
    console::DefinitionUse use;
    bool operator==(const RevisionRow&) const = default;
};

struct RevisionFacts {};

/// The revisions of one family, newest first. Marked by a box each: two of them are compared.
class RevisionTableModel : public RowTableModel<RevisionRow, RevisionFacts> {
    Q_OBJECT
public:
    enum Column { Mark, Revision, Use, ColumnCount };

    using RowTableModel::RowTableModel;
    void apply(const console::Snapshot& snapshot, const std::string& family);
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }

protected:
    int markColumn() const override { return Mark; }
    QString markName(const RevisionRow& row) const override;
    RevisionFacts factsOf(const RevisionRow&) const override { return {}; }
    bool accepts(const RevisionRow&, const RevisionFacts&) const override { return true; }
    int compare(const RevisionRow& a, const RevisionFacts&, const RevisionRow& b,
                const RevisionFacts&) const override {
        return order(b.revision, a.revision);
    }
    QString plainText(const RevisionRow& row, const RevisionFacts&, int column) const override;
    Cell cell(const RevisionRow& row, const RevisionFacts& facts, int column) const override;
    QString tip(const RevisionRow& row, const RevisionFacts& facts, int column) const override;
    QString title(int column) const override;
    bool isRight(int) const override { return false; }
    bool isUntitled(int column) const override { return column == Mark; }

private:
    console::Rows<RevisionRow> m_rows;
};

/// The ARN of another revision of the same family: they differ in the number alone.
std::string arnOfRevision(const console::Family& family, int revision);

} // namespace pilothouse::ui
