// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/event_facts.h"
#include "ui/models/row_table_model.h"

#include <map>

namespace pilothouse::ui {

/// Something that a service said, with how often it said so in a row.
struct EventRow {
    std::string arn; ///< service and the id of the first of its run: it stays while the run grows
    std::string service;
    console::EventRun run;
    bool operator==(const EventRow&) const = default;
};

struct EventFacts {
    console::Reason reason;
    console::Status status = console::Status::unknown;
    console::EventNames names;
    QString what, about; ///< in the language of the moment; ids of tasks and instances
    QString haystack;    ///< lower case, for the filter
};

/// The events of all services, or of one: newest first, none twice, the same words in a row counted.
class EventTableModel : public RowTableModel<EventRow, EventFacts> {
    Q_OBJECT
public:
    enum Column { Time, Status, Service, What, About, ColumnCount };
    static constexpr int most = 10'000; ///< newest ones that are shown

    explicit EventTableModel(QObject* parent = nullptr);

    /// `service`: ARN of the one whose events are shown; empty: all.
    void apply(const console::Snapshot& snapshot, const std::string& service = {});
    void setNow(Millis now) { m_now = now; }
    int told() const { return m_told; } ///< all that the endpoint tells, shown or over `most`

    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }

    /// Names that a filter knows: service, what, task, instance, is.
    static QStringList filterColumns();

protected:
    EventFacts factsOf(const EventRow& row) const override;
    bool accepts(const EventRow& row, const EventFacts& facts) const override;
    int compare(const EventRow& a, const EventFacts& fa, const EventRow& b,
                const EventFacts& fb) const override;
    QString plainText(const EventRow& row, const EventFacts& facts, int column) const override;
    Cell cell(const EventRow& row, const EventFacts& facts, int column) const override;
    QString tip(const EventRow& row, const EventFacts& facts, int column) const override;
    QString title(int column) const override;
    bool isRight(int) const override { return false; }
    bool isUntitled(int column) const override { return column == Status; }

private:
    struct Known {
        std::shared_ptr<const console::Service> service;
        console::Rows<EventRow> rows; ///< newest first
    };
    bool take(const console::Rows<console::Service>& services, const std::string& only);
    console::Rows<EventRow> newest() const;

    std::map<std::string, Known> m_known; ///< by the service's ARN: unchanged services are not read again
    int m_told = 0;
    Millis m_now = 0;
};

/// "14:12:30"; of another day with its date.
QString eventTimeText(Millis time);

} // namespace pilothouse::ui
