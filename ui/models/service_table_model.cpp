// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/service_table_model.h"

#include "core/base/arn.h"
#include "core/console/merge.h"
#include "ui/models/service_cells.h"
#include "ui/words/language.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

namespace pilothouse::ui {

namespace {

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// "58" of "...:task-definition/payments:58"; the whole name where the family is not `family`.
QString revisionOf(const std::string& arn, std::string_view family) {
    const std::string_view name = lastPart(arn);
    const auto colon = name.rfind(':');
    if (colon == std::string_view::npos || name.substr(0, colon) != family) return q(name);
    return q(name.substr(colon + 1));
}

std::string_view familyOf(const std::string& arn) {
    const std::string_view name = lastPart(arn);
    return name.substr(0, name.rfind(':'));
}

bool same(const console::TaskSummary& a, const console::TaskSummary& b) {
    return a.cells == b.cells && a.waiting == b.waiting && a.lastFailure == b.lastFailure &&
           a.failures == b.failures;
}

bool same(const ServiceRow& a, const ServiceRow& b) {
    const bool tasks = a.tasks.has_value() == b.tasks.has_value() && (!a.tasks || same(*a.tasks, *b.tasks));
    return tasks && a.service == b.service && a.scaleTo == b.scaleTo && a.deploying == b.deploying &&
           a.deleting == b.deleting;
}

void takePending(const std::vector<console::Pending>& all, ServiceRow& row) {
    for (const auto& pending : all) {
        if (pending.arn != row.arn) continue;
        if (pending.act == "scale") row.scaleTo = pending.value;
        row.deploying = row.deploying || pending.act == "deploy";
        row.deleting = row.deleting || pending.act == "delete";
    }
}

/// What "is:" knows.
QString kindOf(console::Status status) {
    using console::Status;
    switch (status) {
    case Status::trouble:
    case Status::failed:
    case Status::atRisk:
        return QStringLiteral("trouble");
    case Status::changing:
    case Status::starting:
    case Status::leaving:
        return QStringLiteral("changing");
    case Status::healthy:
    case Status::running:
        return QStringLiteral("well");
    default:
        return QStringLiteral("idle");
    }
}

} // namespace

ServiceTableModel::ServiceTableModel(QObject* parent) : RowTableModel(parent) {}

void ServiceTableModel::apply(const console::Snapshot& snapshot) {
    const bool tasksKnown = snapshot.tasks.asOf != 0;
    const console::Summaries summaries = console::summarize(snapshot.tasks);
    console::Rows<ServiceRow> rows;
    rows.reserve(snapshot.services.rows.size());
    for (const auto& service : snapshot.services.rows) {
        ServiceRow row{service->arn, service, {}, {}, false, false};
        if (tasksKnown) {
            const auto* summary = console::summaryOf(summaries, *service);
            row.tasks = summary ? *summary : console::TaskSummary{};
        }
        takePending(snapshot.pending, row);
        auto before = console::findRow(m_rows, row.arn);
        rows.push_back(before && same(*before, row) ? before : std::make_shared<ServiceRow>(std::move(row)));
    }
    m_rows = std::move(rows);
    setStale(snapshot.services.state != console::PartState::ok);
    applyRows(m_rows);
}

ServiceFacts ServiceTableModel::factsOf(const ServiceRow& row) const {
    const console::Service& service = *row.service;
    ServiceFacts facts;
    facts.verdict = console::explain(service, row.summary());
    facts.cells = console::cellsOf(service, row.summary());
    facts.rank = console::rank(facts.verdict.status);
    const std::string& newest =
        service.deployments.empty() ? service.taskDefinition : service.deployments.front().taskDefinition;
    facts.to = revisionOf(newest, familyOf(newest));
    for (const auto& deployment : service.deployments)
        if (deployment.taskDefinition != newest && deployment.running > 0)
            facts.from = revisionOf(deployment.taskDefinition, familyOf(newest));
    facts.state = shortReason(facts.verdict.reason);
    if (!service.events.empty()) {
        facts.event = shortReason(console::explain(service.events.front()));
        facts.eventAt = service.events.front().createdAt;
    }
    facts.haystack =
        QStringList{q(service.name), q(lastPart(newest)), facts.state, facts.event}.join(u' ').toLower();
    return facts;
}

QStringList ServiceTableModel::filterColumns() {
    return {QStringLiteral("service"), QStringLiteral("rev"), QStringLiteral("state"), QStringLiteral("is")};
}

bool ServiceTableModel::accepts(const ServiceRow& row, const ServiceFacts& facts) const {
    if (m_filter.isEmpty()) return true;
    return m_filter.accepts(facts.haystack, [&](const QString& column) -> QString {
        if (column == QStringLiteral("service")) return q(row.service->name).toLower();
        if (column == QStringLiteral("rev")) return facts.to;
        if (column == QStringLiteral("state")) return facts.state.toLower();
        if (column == QStringLiteral("is")) return kindOf(facts.verdict.status);
        return {};
    });
}

int ServiceTableModel::compare(const ServiceRow& a, const ServiceFacts& fa, const ServiceRow& b,
                               const ServiceFacts& fb) const {
    const console::Service &x = *a.service, &y = *b.service;
    switch (m_sortColumn) {
    case Name:
        return order(x.name, y.name);
    case Revision:
        return first({order(familyOf(x.taskDefinition), familyOf(y.taskDefinition)),
                      order(fa.to.toInt(), fb.to.toInt())});
    case Running:
        return first({order(x.running, y.running), order(x.desired, y.desired)});
    case Pending:
        return order(x.pending, y.pending);
    case Tasks:
        return order(fa.cells.total(), fb.cells.total());
    case State:
        return order(fa.state, fb.state);
    case Event:
        return order(fb.eventAt, fa.eventAt); // a short age is small
    case Status:
    default:
        return first({order(fa.rank, fb.rank), order(x.name, y.name)});
    }
}

QString ServiceTableModel::plainText(const ServiceRow& row, const ServiceFacts& facts, int column) const {
    const console::Service& service = *row.service;
    switch (column) {
    case Status:
        return shapeWord(shapeOf(facts.verdict.status));
    case Name:
        return q(service.name);
    case Revision:
        return facts.from.isEmpty() ? facts.to : facts.from + QStringLiteral(" → ") + facts.to;
    case Running:
        return QStringLiteral("%1 / %2").arg(numberText(service.running), numberText(service.desired));
    case Pending:
        return service.pending > 0 ? numberText(service.pending) : QStringLiteral("–");
    case Tasks:
        return cellsText(facts.cells);
    case State:
        return facts.state;
    case Event:
        return facts.event.isEmpty() ? QStringLiteral("–") : facts.event;
    default:
        return {};
    }
}

Cell ServiceTableModel::cell(const ServiceRow& row, const ServiceFacts& facts, int column) const {
    const console::Service& service = *row.service;
    const console::Status status = facts.verdict.status;
    Cell cell{.text = plainText(row, facts, column), .face = Cell::Face::detail, .tone = Tone::text2};
    switch (column) {
    case Status:
        cell = {.shape = m_stale ? Shape::unknown : row.isPending() ? Shape::starting : shapeOf(status)};
        break;
    case Name:
        cell.face = Cell::Face::strong;
        cell.tone = status == console::Status::idle ? Tone::text2 : Tone::text;
        break;
    case Revision:
        if (facts.from.isEmpty()) break;
        cell.text = facts.from + QStringLiteral(" →");
        cell.tone = Tone::text3;
        cell.tail = facts.to;
        cell.tailTone = status == console::Status::trouble ? Tone::bad : Tone::change;
        break;
    case Running:
        cell.right = true;
        cell.paint = [running = service.running, desired = service.desired, scaleTo = q(row.scaleTo), status,
                      stale = m_stale](QPainter& p, const QRect& r) {
            paintRunning(p, r, running, desired, scaleTo, stale ? console::Status::unknown : status);
        };
        break;
    case Pending:
        cell.right = true;
        cell.face = Cell::Face::figures;
        cell.tone = service.pending > 0 ? Tone::change : Tone::text3;
        break;
    case Tasks:
        cell.paint = [cells = facts.cells, stale = m_stale](QPainter& p, const QRect& r) {
            paintCells(p, r, cells, stale);
        };
        break;
    case State:
        if (row.deploying || row.deleting) {
            cell.text = sayPlain(row.deleting ? "pending.delete" : "pending.deploy");
            cell.tone = Tone::change;
        } else {
            cell.tone = toneOf(status);
        }
        break;
    case Event:
        cell.tone = Tone::text3;
        if (facts.eventAt > 0 && m_now > 0) cell.tail = ageText(m_now - facts.eventAt);
        break;
    default:
        break;
    }
    return cell;
}

QString ServiceTableModel::tip(const ServiceRow& row, const ServiceFacts& facts, int column) const {
    if (column == Revision) return q(lastPart(row.service->taskDefinition));
    if (column == Event && !row.service->events.empty())
        return q(row.service->events.front().message); // as ECS said it
    return column == State ? sayReason(facts.verdict.reason).plain() : plainText(row, facts, column);
}

bool ServiceTableModel::isRight(int column) const {
    return column == Running || column == Pending;
}

bool ServiceTableModel::isUntitled(int column) const {
    return column == Status;
}

QString ServiceTableModel::title(int column) const {
    static constexpr const char* codes[] = {"services.column.status",   "services.column.service",
                                            "services.column.revision", "services.column.running",
                                            "services.column.pending",  "services.column.tasks",
                                            "services.column.state",    "services.column.event"};
    static_assert(std::size(codes) == ColumnCount);
    return column >= 0 && column < ColumnCount ? sayPlain(codes[column]) : QString();
}

} // namespace pilothouse::ui
