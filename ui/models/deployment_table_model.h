// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"
#include "ui/models/row_table_model.h"

namespace pilothouse::ui {

/// A deployment of the service with the definition that its revision holds.
struct DeploymentRow {
    std::string arn; ///< of the service deployment, else its id
    std::shared_ptr<const console::ServiceDeployment> deployment;
    std::string definition; ///< ARN; "": its revision was not told yet
    bool operator==(const DeploymentRow&) const = default;
};

struct DeploymentFacts {
    console::Status status = console::Status::unknown;
    QString name;   ///< family:revision
    QString word;   ///< of its status
    QString reason; ///< as the endpoint said it
};

/// The deployments of one service, those of the past and now: newest first.
class DeploymentTableModel : public RowTableModel<DeploymentRow, DeploymentFacts> {
    Q_OBJECT
public:
    enum Column { Status, Definition, State, Started, Took, Tasks, Failures, Reason, ColumnCount };

    explicit DeploymentTableModel(QObject* parent = nullptr);

    void apply(const console::Service& service, const console::Snapshot& snapshot, bool gone);
    void setNow(Millis now) { m_now = now; }

    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }

protected:
    DeploymentFacts factsOf(const DeploymentRow& row) const override;
    bool accepts(const DeploymentRow&, const DeploymentFacts&) const override { return true; }
    int compare(const DeploymentRow& a, const DeploymentFacts& fa, const DeploymentRow& b,
                const DeploymentFacts& fb) const override;
    QString plainText(const DeploymentRow& row, const DeploymentFacts& facts, int column) const override;
    Cell cell(const DeploymentRow& row, const DeploymentFacts& facts, int column) const override;
    QString tip(const DeploymentRow& row, const DeploymentFacts& facts, int column) const override;
    QString title(int column) const override;
    bool isRight(int column) const override {
        return column == Tasks || column == Failures || column == Took;
    }
    bool isUntitled(int column) const override { return column == Status; }

private:
    console::Rows<DeploymentRow> m_rows; ///< what was applied last: unchanged ones keep their pointer
    Millis m_now = 0;
};

console::Status statusOf(const console::ServiceDeployment& deployment);
QString statusWord(const console::ServiceDeployment& deployment);
/// ARN of the task definition of a service revision; "" if it was not told.
std::string definitionOf(const console::Snapshot& snapshot, const console::ServiceDeployment& deployment);

} // namespace pilothouse::ui
