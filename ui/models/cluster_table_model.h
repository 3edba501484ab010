// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/row_table_model.h"

#include <QColor>

namespace pilothouse::ui {

/// A cluster of an open connection; a connection whose clusters are not known, or that has none, is one row
/// without a cluster.
struct ClusterRow {
    std::string arn; ///< key of the connection, a space, ARN of the cluster
    QString key, connection, region, account;
    std::shared_ptr<const console::Cluster> cluster; ///< null: see state
    console::PartState state = console::PartState::loading;
    bool current = false; ///< it is what the window shows
    bool operator==(const ClusterRow&) const = default;
};

struct ClusterFacts {
    QString haystack;
};

/// The clusters of all open connections. Own order: by connection as they were opened, then by name.
class ClusterTableModel : public RowTableModel<ClusterRow, ClusterFacts> {
    Q_OBJECT
public:
    enum Column { Connection, Name, Status, Services, Running, Pending, Instances, ColumnCount };

    explicit ClusterTableModel(QObject* parent = nullptr);

    void apply(std::vector<ClusterRow> rows);
    /// Of a connection, by its key; asked at paint time.
    void setColours(std::function<QColor(const QString& key)> colours) { m_colours = std::move(colours); }

    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }

protected:
    ClusterFacts factsOf(const ClusterRow& row) const override;
    bool accepts(const ClusterRow& row, const ClusterFacts& facts) const override;
    int compare(const ClusterRow& a, const ClusterFacts& fa, const ClusterRow& b,
                const ClusterFacts& fb) const override;
    QString plainText(const ClusterRow& row, const ClusterFacts& facts, int column) const override;
    Cell cell(const ClusterRow& row, const ClusterFacts& facts, int column) const override;
    QString title(int column) const override;
    bool isRight(int column) const override;

private:
    console::Rows<ClusterRow> m_rows;
    std::map<QString, int> m_places; ///< of connections, as they were opened
    std::function<QColor(const QString& key)> m_colours;
};

} // namespace pilothouse::ui
