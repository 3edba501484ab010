// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"
#include "ui/models/row_table_model.h"

#include <map>

namespace pilothouse::ui {

/// A task of a service, or the head of those of one deployment.
struct DeploymentTaskRow {
    std::string arn;                           ///< of the task; of a head a name of its own
    int group = 0;                             ///< 0: the newest deployment; the last one holds the stopped
    std::shared_ptr<const console::Task> task; ///< null: a head
    std::string instance, zone;                ///< names; of a task
    // Of a head.
    std::string deployment; ///< id; empty: those that stopped
    std::string definition; ///< family:revision
    bool primary = false;
    int healthy = 0, starting = 0, unhealthy = 0, leaving = 0, stopped = 0, failed = 0;
    Millis since = 0;
    bool operator==(const DeploymentTaskRow&) const = default;
};

struct DeploymentTaskFacts {
    console::Verdict verdict;
    int rank = 0;
    QString reason; ///< short words, in the language of the moment; of a head its counts
};

/// A service's tasks under heads of their deployments, the newest first; those that stopped are folded away
/// until they are asked for.
class DeploymentTasksModel : public RowTableModel<DeploymentTaskRow, DeploymentTaskFacts> {
    Q_OBJECT
public:
    enum Column { Status, Id, LastStatus, Reason, Where, Age, ColumnCount };

    explicit DeploymentTasksModel(QObject* parent = nullptr);

    void apply(const console::Service& service, const console::Snapshot& snapshot, bool gone);
    void setNow(Millis now) { m_now = now; }
    int tasks() const { return m_tasks; } ///< that have not stopped
    bool isHead(int row) const { return !rowAt(row).task; }
    bool isOpen(const DeploymentTaskRow& head) const;
    void toggle(int row); ///< folds or unfolds a group

    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }

protected:
    DeploymentTaskFacts factsOf(const DeploymentTaskRow& row) const override;
    bool accepts(const DeploymentTaskRow& row, const DeploymentTaskFacts& facts) const override;
    int compare(const DeploymentTaskRow& a, const DeploymentTaskFacts& fa, const DeploymentTaskRow& b,
                const DeploymentTaskFacts& fb) const override;
    QString plainText(const DeploymentTaskRow& row, const DeploymentTaskFacts& facts,
                      int column) const override;
    Cell cell(const DeploymentTaskRow& row, const DeploymentTaskFacts& facts, int column) const override;
    QString tip(const DeploymentTaskRow& row, const DeploymentTaskFacts& facts, int column) const override;
    QString title(int column) const override;
    bool isRight(int column) const override { return column == Age; }
    bool isUntitled(int column) const override { return column == Status; }

private:
    Cell headCell(const DeploymentTaskRow& row, const DeploymentTaskFacts& facts) const;

    console::Rows<DeploymentTaskRow> m_rows; ///< what was applied last: unchanged ones keep their pointer
    std::set<std::string> m_folded{std::string()}; ///< ids of deployments; "" are the stopped
    std::map<int, std::string> m_groups;           ///< deployment of each group
    int m_tasks = 0;
    Millis m_now = 0;
};

} // namespace pilothouse::ui
