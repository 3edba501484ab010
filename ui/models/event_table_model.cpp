// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/event_table_model.h"

#include "ui/widgets/cell.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

#include <QDateTime>

namespace pilothouse::ui {

namespace {

constexpr qsizetype shortId = 8;

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// What "is:" knows.
QString kindOf(console::Status status) {
    using console::Status;
    switch (status) {
    case Status::trouble:
    case Status::atRisk:
        return QStringLiteral("trouble");
    case Status::healthy:
        return QStringLiteral("well");
    default:
        return QStringLiteral("changing");
    }
}

console::Rows<EventRow> rowsOf(const console::Service& service, const console::Rows<EventRow>& before) {
    console::Rows<EventRow> rows;
    for (console::EventRun& run : console::runsOf(service.events)) {
        const std::string id = run.firstId.empty() ? std::to_string(run.firstAt) : run.firstId;
        EventRow row{service.arn + '#' + id + '#' + std::to_string(run.firstAt), service.name,
                     std::move(run)};
        const auto same =
            std::find_if(before.begin(), before.end(), [&](const auto& old) { return *old == row; });
        rows.push_back(same != before.end() ? *same : std::make_shared<const EventRow>(std::move(row)));
    }
    return rows;
}

QStringList idsOf(const console::EventNames& names) {
    QStringList ids;
    for (const auto& id : names.tasks)
        ids << q(id);
    for (const auto& id : names.instances)
        ids << q(id);
    return ids;
}

} // namespace

QString eventTimeText(Millis time) {
    if (time <= 0) return QStringLiteral("–");
    const bool today = QDateTime::fromMSecsSinceEpoch(time).date() == QDate::currentDate();
    return today ? clockSecondsText(time) : clockText(time);
}

EventTableModel::EventTableModel(QObject* parent) : RowTableModel(parent) {}

void EventTableModel::apply(const console::Snapshot& snapshot, const std::string& service) {
    setStale(snapshot.services.state != console::PartState::ok);
    if (!take(snapshot.services.rows, service)) return;
    applyRows(newest());
}

/// Whether anything changed.
bool EventTableModel::take(const console::Rows<console::Service>& services, const std::string& only) {
    bool changed = false;
    std::map<std::string, Known> next;
    m_told = 0;
    for (const auto& service : services) {
        if (!only.empty() && service->arn != only) continue;
        Known known;
        if (auto it = m_known.find(service->arn); it != m_known.end()) known = std::move(it->second);
        if (known.service != service) {
            known.rows = rowsOf(*service, known.rows);
            known.service = service;
            changed = true;
        }
        m_told += int(service->events.size());
        next.emplace(service->arn, std::move(known));
    }
    changed = changed || next.size() != m_known.size();
    m_known = std::move(next);
    return changed;
}

console::Rows<EventRow> EventTableModel::newest() const {
    console::Rows<EventRow> rows;
    for (const auto& [arn, known] : m_known)
        rows.insert(rows.end(), known.rows.begin(), known.rows.end());
    if (rows.size() > most) {
        std::nth_element(rows.begin(), rows.begin() + most, rows.end(), [](const auto& a, const auto& b) {
            return a->run.event.createdAt > b->run.event.createdAt;
        });
        rows.resize(most);
    }
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a->arn < b->arn; });
    rows.erase(
        std::unique(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a->arn == b->arn; }),
        rows.end());
    return rows;
}

EventFacts EventTableModel::factsOf(const EventRow& row) const {
    EventFacts facts;
    facts.reason = console::explain(row.run.event);
    facts.status = console::statusOfEvent(facts.reason.code);
    facts.names = console::namesIn(row.run.event);
    facts.what = shortReason(facts.reason);
    QStringList ids = idsOf(facts.names);
    facts.haystack =
        (q(row.service) + u' ' + facts.what + u' ' + q(row.run.event.message) + u' ' + ids.join(u' '))
            .toLower();
    for (QString& id : ids)
        id.truncate(shortId);
    facts.about = ids.join(QStringLiteral("  "));
    return facts;
}

QStringList EventTableModel::filterColumns() {
    return {QStringLiteral("service"), QStringLiteral("what"), QStringLiteral("task"),
            QStringLiteral("instance"), QStringLiteral("is")};
}

bool EventTableModel::accepts(const EventRow& row, const EventFacts& facts) const {
    if (m_filter.isEmpty()) return true;
    return m_filter.accepts(facts.haystack, [&](const QString& column) -> QString {
        auto joined = [](const std::vector<std::string>& ids) {
            QString all = QStringLiteral("");
            for (const auto& id : ids)
                all += q(id).toLower() + u' ';
            return all;
        };
        if (column == QStringLiteral("service")) return q(row.service).toLower();
        if (column == QStringLiteral("what")) return facts.what.toLower();
        if (column == QStringLiteral("task")) return joined(facts.names.tasks);
        if (column == QStringLiteral("instance")) return joined(facts.names.instances);
        if (column == QStringLiteral("is")) return kindOf(facts.status);
        return {};
    });
}

int EventTableModel::compare(const EventRow& a, const EventFacts& fa, const EventRow& b,
                             const EventFacts& fb) const {
    const int newer = order(b.run.event.createdAt, a.run.event.createdAt);
    switch (m_sortColumn) {
    case Status:
        return first({order(console::rank(fa.status), console::rank(fb.status)), newer});
    case Service:
        return first({order(a.service, b.service), newer});
    case What:
        return first({order(fa.what, fb.what), newer});
    case About:
        return first({order(fa.about, fb.about), newer});
    default:
        return newer;
    }
}

QString EventTableModel::plainText(const EventRow& row, const EventFacts& facts, int column) const {
    switch (column) {
    case Time:
        return eventTimeText(row.run.event.createdAt);
    case Status:
        return shapeWord(shapeOf(facts.status));
    case Service:
        return q(row.service);
    case What:
        return row.run.times > 1
                   ? facts.what + u' ' + sayPlain("events.times", {{"times", Arg::number(row.run.times)}})
                   : facts.what;
    case About:
        return facts.about;
    default:
        return {};
    }
}

Cell EventTableModel::cell(const EventRow& row, const EventFacts& facts, int column) const {
    Cell cell{.text = plainText(row, facts, column), .face = Cell::Face::detail, .tone = Tone::text2};
    switch (column) {
    case Time:
        cell.face = Cell::Face::figures;
        cell.tone = Tone::text3;
        break;
    case Status:
        cell = {.shape = m_stale ? Shape::unknown : shapeOf(facts.status)};
        break;
    case Service:
        cell.face = Cell::Face::strong;
        cell.tone = Tone::text;
        break;
    case What:
        cell.face = Cell::Face::body;
        cell.text = facts.what;
        cell.tone = facts.status == console::Status::trouble  ? Tone::bad
                    : facts.status == console::Status::atRisk ? Tone::warn
                                                              : Tone::text;
        if (row.run.times > 1) cell.tail = sayPlain("events.times", {{"times", Arg::number(row.run.times)}});
        break;
    case About:
        cell.face = Cell::Face::mono;
        cell.tone = Tone::text3;
        break;
    default:
        break;
    }
    return cell;
}

QString EventTableModel::tip(const EventRow& row, const EventFacts& facts, int column) const {
    if (column == Time) return sinceText(row.run.event.createdAt, m_now);
    return column == What ? q(row.run.event.message) : plainText(row, facts, column); // as ECS said it
}

QString EventTableModel::title(int column) const {
    static constexpr const char* codes[] = {"events.column.time", "events.column.status",
                                            "events.column.service", "events.column.what",
                                            "events.column.about"};
    static_assert(std::size(codes) == ColumnCount);
    return column >= 0 && column < ColumnCount ? sayPlain(codes[column]) : QString();
}

} // namespace pilothouse::ui
