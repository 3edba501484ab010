// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/uses.h"
#include "ui/models/row_table_model.h"

namespace pilothouse::ui {

/// A family with where it runs, and whether a draft of it waits in this window.
struct FamilyRow {
    std::string arn; ///< its name
    std::shared_ptr<const console::Family> family;
    console::FamilyUses uses;
    bool draft = false;
    bool operator==(const FamilyRow&) const = default;
};

struct FamilyFacts {
    int newest = 0, active = 0, inactive = 0, tasks = 0;
    QStringList services;
    QString haystack; ///< lower case, for the filter
};

/// The families of task definitions by name.
class FamilyTableModel : public RowTableModel<FamilyRow, FamilyFacts> {
    Q_OBJECT
public:
    enum Column { Name, Newest, Active, Inactive, Services, Tasks, ColumnCount };

    using RowTableModel::RowTableModel;
    void apply(const console::Snapshot& snapshot, const std::set<std::string>& drafts);
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }

protected:
    FamilyFacts factsOf(const FamilyRow& row) const override;
    bool accepts(const FamilyRow& row, const FamilyFacts& facts) const override;
    int compare(const FamilyRow& a, const FamilyFacts& fa, const FamilyRow& b,
                const FamilyFacts& fb) const override;
    QString plainText(const FamilyRow& row, const FamilyFacts& facts, int column) const override;
    Cell cell(const FamilyRow& row, const FamilyFacts& facts, int column) const override;
    QString tip(const FamilyRow& row, const FamilyFacts& facts, int column) const override;
    QString title(int column) const override;
    bool isRight(int column) const override;

private:
    console::Rows<FamilyRow> m_rows;
};

} // namespace pilothouse::ui
