// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/row_table_model.h"

#include <map>

namespace pilothouse::ui {

/// What an instances table derives of an instance once.
struct InstanceFacts {
    int rank = 0; ///< trouble first, then what leaves, the rest
    QString name, zone, state, engine, limits, agent;
    QString haystack; ///< lower case, for the filter
};

/// The container instances of one cluster. Own order: those that need a person first, then those that drain,
/// then by zone and name.
class InstanceTableModel : public RowTableModel<console::Instance, InstanceFacts> {
    Q_OBJECT
public:
    enum Column { Mark, Status, Name, Zone, State, Cpu, Memory, Tasks, Engine, Limits, Agent, ColumnCount };

    explicit InstanceTableModel(QObject* parent = nullptr);

    void apply(const console::Snapshot& snapshot);
    /// Columns that no instance of the cluster has anything for.
    QList<int> absent() const;

    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }

    /// Names that a filter knows: instance, zone, type, state, engine, limits, cpu, mem, tasks, is.
    static QStringList filterColumns();

protected:
    InstanceFacts factsOf(const console::Instance& instance) const override;
    bool accepts(const console::Instance& instance, const InstanceFacts& facts) const override;
    int compare(const console::Instance& a, const InstanceFacts& fa, const console::Instance& b,
                const InstanceFacts& fb) const override;
    QString plainText(const console::Instance& instance, const InstanceFacts& facts, int column) const override;
    Cell cell(const console::Instance& instance, const InstanceFacts& facts, int column) const override;
    QString tip(const console::Instance& instance, const InstanceFacts& facts, int column) const override;
    int markColumn() const override { return Mark; }
    QString markName(const console::Instance& instance) const override;
    QString title(int column) const override;
    bool isRight(int column) const override;
    bool isUntitled(int column) const override;

private:
    void takePending(const console::Snapshot& snapshot);

    std::map<std::string, std::string, std::less<>> m_pending; ///< the act that was asked, by ARN
};

} // namespace pilothouse::ui
