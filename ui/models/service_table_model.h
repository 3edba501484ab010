// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"
#include "ui/models/row_table_model.h"

#include <map>

namespace pilothouse::ui {

/// A service with what its row tells besides: its tasks, and what was asked of it and is not shown yet.
struct ServiceRow {
    std::string arn;
    std::shared_ptr<const console::Service> service;
    std::optional<console::TaskSummary> tasks;
    std::string scaleTo; ///< pending; empty: none
    bool deploying = false, deleting = false;

    const console::TaskSummary* summary() const { return tasks ? &*tasks : nullptr; }
    bool isPending() const { return !scaleTo.empty() || deploying || deleting; }
};

/// What a services table derives of a row once.
struct ServiceFacts {
    console::Verdict verdict;
    console::TaskCells cells;
    int rank = 0;
    QString from, to; ///< revisions; `from` empty unless it changes
    QString state;    ///< short words, in the language of the moment
    QString event;    ///< the newest one in words
    Millis eventAt = 0;
    QString haystack; ///< lower case, for the filter
};

/// The services of one cluster. Own order: trouble first, then what waits, what changes, the rest; within
/// each by name.
class ServiceTableModel : public RowTableModel<ServiceRow, ServiceFacts> {
    Q_OBJECT
public:
    enum Column { Status, Name, Revision, Running, Pending, Tasks, State, Event, ColumnCount };

    explicit ServiceTableModel(QObject* parent = nullptr);

    void apply(const console::Snapshot& snapshot);
    void setNow(Millis now) { m_now = now; } ///< for the age of the last event

    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }

    /// Names that a filter knows: service, rev, state, is.
    static QStringList filterColumns();

protected:
    ServiceFacts factsOf(const ServiceRow& row) const override;
    bool accepts(const ServiceRow& row, const ServiceFacts& facts) const override;
    int compare(const ServiceRow& a, const ServiceFacts& fa, const ServiceRow& b,
                const ServiceFacts& fb) const override;
    QString plainText(const ServiceRow& row, const ServiceFacts& facts, int column) const override;
    Cell cell(const ServiceRow& row, const ServiceFacts& facts, int column) const override;
    QString tip(const ServiceRow& row, const ServiceFacts& facts, int column) const override;
    QString title(int column) const override;
    bool isRight(int column) const override;
    bool isUntitled(int column) const override;

private:
    console::Rows<ServiceRow> m_rows; ///< what was applied last: unchanged ones keep their pointer
    Millis m_now = 0;
};

} // namespace pilothouse::ui
