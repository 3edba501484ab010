// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"
#include "ui/models/row_table_model.h"

#include <map>

namespace pilothouse::ui {

/// The four heaps that a reader parts tasks into; "is:trouble" and so on in a filter.
enum class TaskKind { trouble, starting, running, over };

/// What a tasks table derives of a task once.
struct TaskFacts {
    console::Verdict verdict;
    TaskKind kind = TaskKind::running;
    int rank = 0;
    QString reason;   ///< short words, in the language of the moment
    QString instance; ///< "i-0a4c1f2", "Fargate", "" where it is not placed
    QString zone;     ///< "1a"
    QString haystack; ///< lower case, for the filter
};

/// Running and recently stopped tasks of one cluster. Own order: what needs a person, what starts, the rest;
/// within each by service, newest first.
class TaskTableModel : public RowTableModel<console::Task, TaskFacts> {
    Q_OBJECT
public:
    enum Column { Mark, Status, Id, Service, Revision, LastStatus, Reason, Where, Since, ColumnCount };

    explicit TaskTableModel(QObject* parent = nullptr);

    void apply(const console::Snapshot& snapshot);
    /// The endpoint's time, for ages. Tells no change: who shows ages repaints them.
    void setNow(Millis now) { m_now = now; }
    Millis now() const { return m_now; }
    const console::Instance* instanceOf(const console::Task& task) const;

    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }

    /// Names that a filter knows: task, service, rev, status, reason, where, is.
    static QStringList filterColumns();

protected:
    TaskFacts factsOf(const console::Task& task) const override;
    bool accepts(const console::Task& task, const TaskFacts& facts) const override;
    int compare(const console::Task& a, const TaskFacts& fa, const console::Task& b,
                const TaskFacts& fb) const override;
    QString plainText(const console::Task& task, const TaskFacts& facts, int column) const override;
    Cell cell(const console::Task& task, const TaskFacts& facts, int column) const override;
    QString tip(const console::Task& task, const TaskFacts& facts, int column) const override;
    int markColumn() const override { return Mark; }
    QString markName(const console::Task& task) const override;
    QString title(int column) const override;
    bool isRight(int column) const override;
    bool isUntitled(int column) const override;

private:
    void takePending(const console::Snapshot& snapshot);
    bool takeInstances(const console::Rows<console::Instance>& rows);

    std::map<std::string, std::shared_ptr<const console::Instance>, std::less<>> m_instances;
    console::Rows<console::Instance> m_instanceRows;
    std::set<std::string> m_stopping; ///< a stop was asked, the endpoint does not show it yet
    Millis m_now = 0;
};

} // namespace pilothouse::ui
