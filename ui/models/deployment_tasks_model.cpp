// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/deployment_tasks_model.h"

#include "core/console/merge.h"
#include "ui/models/deployment_tasks_rows.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/cell.h"
#include "ui/words/language.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

#include <QPainter>

namespace pilothouse::ui {

namespace {

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString headTitle(const DeploymentTaskRow& head) {
    return head.deployment.empty() && head.stopped > 0 ? sayPlain("serviceTasks.stopped")
                                                       : q(head.definition);
}

/// "primary, 5 healthy, 2 starting".
QString headCounts(const DeploymentTaskRow& head) {
    QStringList parts;
    if (!head.deployment.empty() && head.stopped == 0)
        parts << sayPlain(head.primary ? "serviceTasks.primary" : "serviceTasks.active");
    auto add = [&parts](const char* code, int count) {
        if (count > 0) parts << sayPlain(code, {{"count", Arg::number(count)}});
    };
    add("serviceTasks.healthy", head.healthy);
    add("serviceTasks.starting", head.starting);
    add("serviceTasks.unhealthy", head.unhealthy);
    add("serviceTasks.leaving", head.leaving);
    add("serviceTasks.over", head.stopped);
    add("serviceTasks.failed", head.failed);
    return parts.join(language() == Language::ja ? QStringLiteral("、") : QStringLiteral(", "));
}

} // namespace

DeploymentTasksModel::DeploymentTasksModel(QObject* parent) : RowTableModel(parent) {}

void DeploymentTasksModel::apply(const console::Service& service, const console::Snapshot& snapshot,
                                 bool gone) {
    console::Rows<DeploymentTaskRow> rows;
    m_groups.clear();
    m_tasks = 0;
    for (DeploymentTaskRow& row : deploymentTaskRows(service, snapshot)) {
        if (!row.task) m_groups[row.group] = row.deployment;
        m_tasks += row.task && row.task->lastStatus != ecs::TaskStatus::stopped;
        auto before = console::findRow(m_rows, row.arn);
        rows.push_back(before && *before == row ? before
                                                : std::make_shared<const DeploymentTaskRow>(std::move(row)));
    }
    m_rows = std::move(rows);
    setStale(gone || snapshot.tasks.state != console::PartState::ok);
    applyRows(m_rows);
}

bool DeploymentTasksModel::isOpen(const DeploymentTaskRow& head) const {
    return !m_folded.contains(head.deployment);
}

void DeploymentTasksModel::toggle(int row) {
    const std::string id = rowAt(row).deployment;
    if (!m_folded.erase(id)) m_folded.insert(id);
    refilter();
    emit countsChanged();
    allCellsChanged();
}

DeploymentTaskFacts DeploymentTasksModel::factsOf(const DeploymentTaskRow& row) const {
    if (!row.task) return {{}, -1, headCounts(row)};
    DeploymentTaskFacts facts;
    facts.verdict = console::explain(*row.task);
    facts.rank = console::rank(facts.verdict.status);
    facts.reason = shortReason(facts.verdict.reason);
    return facts;
}

bool DeploymentTasksModel::accepts(const DeploymentTaskRow& row, const DeploymentTaskFacts&) const {
    if (!row.task) return true;
    const auto group = m_groups.find(row.group);
    return group == m_groups.end() || !m_folded.contains(group->second);
}

int DeploymentTasksModel::compare(const DeploymentTaskRow& a, const DeploymentTaskFacts& fa,
                                  const DeploymentTaskRow& b, const DeploymentTaskFacts& fb) const {
    return first(
        {order(a.group, b.group), order(fa.rank, fb.rank), order(fb.verdict.since, fa.verdict.since)});
}

QString DeploymentTasksModel::plainText(const DeploymentTaskRow& row, const DeploymentTaskFacts& facts,
                                        int column) const {
    if (!row.task) return column == Status ? headTitle(row) + QStringLiteral(", ") + facts.reason : QString();
    switch (column) {
    case Status:
        return shapeWord(shapeOf(facts.verdict.status));
    case Id:
        return q(row.task->id).left(8);
    case LastStatus:
        return q(ecs::text(row.task->lastStatus));
    case Reason:
        return facts.reason;
    case Where:
        return row.instance.empty() ? q(row.zone) : q(row.instance) + u' ' + q(row.zone);
    case Age:
        return facts.verdict.since > 0 && m_now > 0 ? ageText(m_now - facts.verdict.since)
                                                    : QStringLiteral("–");
    default:
        return {};
    }
}

Cell DeploymentTasksModel::headCell(const DeploymentTaskRow& row, const DeploymentTaskFacts& facts) const {
    Cell cell;
    cell.head = true;
    const bool newest = row.group == 0 && !row.deployment.empty();
    cell.paint = [title = headTitle(row), counts = facts.reason, newest, open = isOpen(row),
                  since = row.since > 0 ? sayPlain("serviceTasks.since", {{"time", Arg::clock(row.since)}})
                                        : QString()](QPainter& p, const QRect& r) {
        const Tokens& t = tokens();
        const int middle = r.top() + r.height() / 2;
        paintIcon(p, QRectF(r.left(), middle - 6, 12, 12),
                  open ? QStringLiteral("down") : QStringLiteral("right"), t.text3);
        p.setPen(Qt::NoPen);
        p.setBrush(newest ? t.changeFill : t.idleFill);
        p.setRenderHint(QPainter::Antialiasing);
        p.drawRoundedRect(QRectF(r.left() + 20, middle - 5, 10, 10), 2, 2);
        QRect rest = r.adjusted(38, 0, -14, 0);
        p.setFont(uiFont(12));
        p.setPen(t.text3);
        const int wide = p.fontMetrics().horizontalAdvance(since);
        const bool room = rest.width() > wide + 160;
        if (room) p.drawText(rest, Qt::AlignVCenter | Qt::AlignRight, since);
        if (room) rest.setRight(rest.right() - wide - 12);
        p.setFont(uiFont(13, Weight::strong));
        p.setPen(t.text);
        const QString name = p.fontMetrics().elidedText(title, Qt::ElideRight, rest.width());
        p.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft, name);
        rest.setLeft(rest.left() + p.fontMetrics().horizontalAdvance(name) + 8);
        p.setFont(uiFont(12));
        p.setPen(t.text2);
        p.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft,
                   p.fontMetrics().elidedText(counts, Qt::ElideRight, std::max(0, rest.width())));
    };
    return cell;
}

Cell DeploymentTasksModel::cell(const DeploymentTaskRow& row, const DeploymentTaskFacts& facts,
                                int column) const {
    if (!row.task) return headCell(row, facts);
    Cell cell{.text = plainText(row, facts, column), .face = Cell::Face::detail, .tone = Tone::text2};
    const console::Status status = facts.verdict.status;
    switch (column) {
    case Status:
        cell = {.shape = m_stale ? Shape::unknown : shapeOf(status)};
        break;
    case Id:
        cell.face = Cell::Face::mono;
        cell.tone = Tone::text;
        break;
    case LastStatus:
        if (status == console::Status::starting || status == console::Status::atRisk)
            cell.tone = Tone::change;
        break;
    case Reason:
        if (status != console::Status::starting) cell.tone = toneOf(status);
        break;
    case Where:
        cell.text = row.instance.empty() ? QStringLiteral("–") : q(row.instance).left(8);
        cell.tail = q(row.zone);
        cell.face = row.instance.empty() ? Cell::Face::detail : Cell::Face::mono;
        break;
    case Age:
        cell.face = Cell::Face::figures;
        cell.right = true;
        break;
    default:
        break;
    }
    return cell;
}

QString DeploymentTasksModel::tip(const DeploymentTaskRow& row, const DeploymentTaskFacts& facts,
                                  int column) const {
    return row.task && column == Id ? q(row.task->id) : plainText(row, facts, column);
}

QString DeploymentTasksModel::title(int column) const {
    static constexpr const char* codes[] = {"serviceTasks.column.status", "serviceTasks.column.task",
                                            "serviceTasks.column.last",   "serviceTasks.column.reason",
                                            "serviceTasks.column.where",  "serviceTasks.column.age"};
    static_assert(std::size(codes) == ColumnCount);
    return column >= 0 && column < ColumnCount ? sayPlain(codes[column]) : QString();
}

} // namespace pilothouse::ui
