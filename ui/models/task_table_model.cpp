// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/task_table_model.h"

#include "core/base/arn.h"
#include "ui/models/instance_names.h"
#include "ui/widgets/cell.h"
#include "ui/words/language.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

namespace pilothouse::ui {

namespace {

using console::Task;
using ecs::TaskStatus;

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

TaskKind kindOf(const console::Verdict& verdict) {
    using console::Status;
    switch (verdict.status) {
    case Status::trouble:
    case Status::failed:
    case Status::atRisk:
        return TaskKind::trouble;
    case Status::starting:
    case Status::changing:
        return TaskKind::starting;
    case Status::healthy:
    case Status::running:
        return TaskKind::running;
    default:
        return TaskKind::over;
    }
}

/// What "is:" knows.
QString wordOf(TaskKind kind) {
    static const QString words[] = {QStringLiteral("trouble"), QStringLiteral("starting"),
                                    QStringLiteral("running"), QStringLiteral("over")};
    return words[int(kind)];
}

bool isOn(const Task& task) {
    return task.lastStatus != TaskStatus::stopped;
}

} // namespace

TaskTableModel::TaskTableModel(QObject* parent) : RowTableModel(parent) {}

void TaskTableModel::apply(const console::Snapshot& snapshot) {
    const bool placesChanged = takeInstances(snapshot.instances.rows);
    setStale(snapshot.tasks.state != console::PartState::ok);
    applyRows(snapshot.tasks.rows);
    if (placesChanged) rederive();
    takePending(snapshot);
}

bool TaskTableModel::takeInstances(const console::Rows<console::Instance>& rows) {
    if (rows == m_instanceRows) return false; // pointers
    const auto names = [](const console::Rows<console::Instance>& all) {
        std::vector<std::string> made;
        for (const auto& i : all)
            made.push_back(i->arn + ' ' + i->ec2InstanceId + ' ' + i->zone);
        return made;
    };
    const bool told = names(rows) != names(m_instanceRows);
    m_instanceRows = rows;
    m_instances.clear();
    for (const auto& instance : rows)
        m_instances.emplace(instance->arn, instance);
    return told;
}

void TaskTableModel::takePending(const console::Snapshot& snapshot) {
    std::set<std::string> stopping;
    for (const auto& pending : snapshot.pending)
        if (pending.act == "stop") stopping.insert(pending.arn);
    if (stopping == m_stopping) return;
    std::set<std::string> touched = stopping;
    touched.insert(m_stopping.begin(), m_stopping.end());
    m_stopping = std::move(stopping);
    for (const auto& arn : touched)
        if (const int row = rowOf(q(arn)); row >= 0)
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

const console::Instance* TaskTableModel::instanceOf(const Task& task) const {
    auto it = m_instances.find(task.instanceArn);
    return it == m_instances.end() ? nullptr : it->second.get();
}

TaskFacts TaskTableModel::factsOf(const Task& task) const {
    TaskFacts facts;
    facts.verdict = console::explain(task);
    facts.kind = kindOf(facts.verdict);
    facts.rank = console::rank(facts.verdict.status);
    facts.reason = shortReason(facts.verdict.reason);
    if (const auto* instance = instanceOf(task)) {
        facts.instance = nameOf(*instance);
        facts.zone = shortZone(instance->zone.empty() ? task.zone : instance->zone);
    } else if (!task.instanceArn.empty()) {
        facts.instance = q(lastPart(task.instanceArn)).left(8);
        facts.zone = shortZone(task.zone);
    } else if (task.launchType == "FARGATE") {
        facts.instance = sayPlain("where.fargate");
        facts.zone = shortZone(task.zone);
    }
    QStringList texts{q(task.id), q(task.service), q(task.family), q(task.group)};
    for (int column = Revision; column <= Where; ++column)
        texts << plainText(task, facts, column);
    facts.haystack = texts.join(u' ').toLower();
    return facts;
}

QStringList TaskTableModel::filterColumns() {
    return {QStringLiteral("task"),   QStringLiteral("service"), QStringLiteral("rev"),
            QStringLiteral("status"), QStringLiteral("reason"),  QStringLiteral("where"),
            QStringLiteral("is")};
}

bool TaskTableModel::accepts(const Task& task, const TaskFacts& facts) const {
    if (m_filter.isEmpty()) return true;
    return m_filter.accepts(facts.haystack, [&](const QString& column) -> QString {
        static constexpr int columns[] = {Id, Service, Revision, LastStatus, Reason, Where};
        const auto at = filterColumns().indexOf(column);
        if (at < 0) return {};
        if (column == QStringLiteral("is")) return wordOf(facts.kind);
        const QString text =
            column == QStringLiteral("task") ? q(task.id) : plainText(task, facts, columns[at]);
        return text.isNull() ? QStringLiteral("") : text.toLower();
    });
}

int TaskTableModel::compare(const Task& a, const TaskFacts& fa, const Task& b, const TaskFacts& fb) const {
    switch (m_sortColumn) {
    case Id:
        return order(a.id, b.id);
    case Service:
        return first({order(a.service, b.service), order(a.family, b.family)});
    case Revision:
        return first({order(a.family, b.family), order(a.revision, b.revision)});
    case LastStatus:
        return order(a.lastStatus, b.lastStatus);
    case Reason:
        return order(fa.reason, fb.reason);
    case Where:
        return first({order(fa.instance, fb.instance), order(fa.zone, fb.zone)});
    case Since:
        return order(fb.verdict.since, fa.verdict.since); // a short age is small
    case Status:
    default:
        // What failed last stands first, whoever it belongs to.
        if (fa.rank == fb.rank && fa.verdict.status == console::Status::failed)
            return order(fb.verdict.since, fa.verdict.since);
        return first({order(fa.rank, fb.rank), order(a.service, b.service),
                      order(fb.verdict.since, fa.verdict.since)});
    }
}

QString TaskTableModel::plainText(const Task& task, const TaskFacts& facts, int column) const {
    switch (column) {
    case Status:
        return shapeWord(shapeOf(facts.verdict.status));
    case Id:
        return q(task.id).left(8);
    case Service:
        return task.service.empty() ? q(task.family) : q(task.service);
    case Revision:
        return task.revision > 0 ? QString::number(task.revision) : QString();
    case LastStatus:
        return q(ecs::text(task.lastStatus));
    case Reason:
        return facts.reason;
    case Where:
        return facts.zone.isEmpty() ? facts.instance : facts.instance + u' ' + facts.zone;
    case Since:
        return facts.verdict.since > 0 ? ageText(m_now - facts.verdict.since) : QString();
    default:
        return {};
    }
}

Cell TaskTableModel::cell(const Task& task, const TaskFacts& facts, int column) const {
    const auto dash = QStringLiteral("–");
    Cell cell{.text = plainText(task, facts, column), .face = Cell::Face::detail, .tone = Tone::text2};
    const bool stopping = m_stopping.contains(task.arn) && isOn(task);
    switch (column) {
    case Status:
        cell = {.shape = stopping ? Shape::starting : shapeOf(facts.verdict.status)};
        break;
    case Id:
        cell.face = Cell::Face::mono;
        cell.tone = Tone::text;
        break;
    case Service:
        cell.face = task.service.empty() ? Cell::Face::body : Cell::Face::strong;
        cell.tone = task.service.empty() ? Tone::text2 : Tone::text;
        break;
    case Revision:
        cell.face = Cell::Face::figures;
        cell.right = true;
        break;
    case LastStatus:
        cell.tone = facts.verdict.status == console::Status::starting ||
                            facts.verdict.status == console::Status::atRisk
                        ? Tone::change
                        : Tone::text2;
        if (stopping) {
            cell.tail = sayPlain("pending.was", {{"value", Arg::plain(cell.text)}});
            cell.text = sayPlain("pending.stop");
            cell.tone = Tone::change;
        }
        break;
    case Reason:
        if (facts.verdict.status != console::Status::starting) cell.tone = toneOf(facts.verdict.status);
        break;
    case Where:
        cell.text = facts.instance.isEmpty() ? dash : facts.instance;
        cell.tail = facts.zone;
        if (!task.instanceArn.empty()) {
            cell.text = shortInstance(facts.instance); // the whole one is in the tip and in the detail
            cell.face = Cell::Face::mono;
        }
        break;
    case Since:
        cell.face = Cell::Face::figures;
        cell.right = true;
        if (cell.text.isEmpty()) cell.text = dash;
        break;
    default:
        break;
    }
    return cell;
}

QString TaskTableModel::tip(const Task& task, const TaskFacts& facts, int column) const {
    if (column == Id) return q(task.id);
    return column == Mark || column == Since ? QString() : plainText(task, facts, column);
}

QString TaskTableModel::markName(const Task& task) const {
    return tr("Mark task %1").arg(q(task.id).left(8));
}

bool TaskTableModel::isRight(int column) const {
    return column == Revision || column == Since;
}

bool TaskTableModel::isUntitled(int column) const {
    return column == Mark || column == Status;
}

QString TaskTableModel::title(int column) const {
    switch (column) {
    case Mark:
        return tr("Mark");
    case Status:
        return tr("Status");
    case Id:
        return tr("Task");
    case Service:
        return tr("Service");
    case Revision:
        return tr("Rev");
    case LastStatus:
        return tr("Last status");
    case Reason:
        return tr("Health or reason");
    case Where:
        return tr("Where");
    case Since:
        return tr("Since");
    default:
        return {};
    }
}

} // namespace pilothouse::ui
