// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/deployment_table_model.h"

#include "core/base/arn.h"
#include "core/console/merge.h"
#include "core/console/rollout.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

namespace pilothouse::ui {

namespace {

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

Millis startOf(const console::ServiceDeployment& deployment) {
    return deployment.startedAt ? deployment.startedAt : deployment.createdAt;
}

Millis endOf(const console::ServiceDeployment& deployment) {
    return deployment.finishedAt ? deployment.finishedAt : deployment.stoppedAt;
}

bool isUnderWay(const console::ServiceDeployment& deployment) {
    using console::Status;
    const Status status = statusOf(deployment);
    return status == Status::changing || status == Status::starting;
}

} // namespace

console::Status statusOf(const console::ServiceDeployment& deployment) {
    using console::Status;
    static const std::map<std::string, Status, std::less<>> known{
        {"PENDING", Status::starting},
        {"IN_PROGRESS", Status::changing},
        {"SUCCESSFUL", Status::healthy},
        {"STOP_REQUESTED", Status::leaving},
        {"STOPPED", Status::failed},
        {"ROLLBACK_REQUESTED", Status::changing},
        {"ROLLBACK_IN_PROGRESS", Status::changing},
        {"ROLLBACK_SUCCESSFUL", Status::failed}, // what was to be rolled out was not
        {"ROLLBACK_FAILED", Status::trouble},
    };
    const auto it = known.find(deployment.status);
    return it == known.end() ? Status::unknown : it->second;
}

QString statusWord(const console::ServiceDeployment& deployment) {
    const std::string code = "deployments.status." + deployment.status;
    return hasWords(code) ? sayPlain(code) : q(deployment.status);
}

std::string definitionOf(const console::Snapshot& snapshot, const console::ServiceDeployment& deployment) {
    const auto revision = console::findRow(snapshot.serviceRevisions.rows, deployment.targetRevision);
    if (revision) return revision->taskDefinition;
    return deployment.raw.str("taskDefinition"); // of one that the service itself tells
}

DeploymentTableModel::DeploymentTableModel(QObject* parent) : RowTableModel(parent) {}

void DeploymentTableModel::apply(const console::Service& service, const console::Snapshot& snapshot,
                                 bool gone) {
    static const console::Part<console::ServiceDeployment> none;
    const bool own = snapshot.service == service.arn;
    console::Rows<DeploymentRow> rows;
    for (const auto& deployment : console::deploymentsOf(service, own ? snapshot.serviceDeployments : none)) {
        DeploymentRow row{deployment->arn.empty() ? deployment->id : deployment->arn, deployment,
                          definitionOf(snapshot, *deployment)};
        auto before = console::findRow(m_rows, row.arn);
        // One that the service tells of itself is made anew each time.
        const bool same = before && before->definition == row.definition &&
                          (before->deployment == deployment || *before->deployment == *deployment);
        rows.push_back(same ? before : std::make_shared<const DeploymentRow>(std::move(row)));
    }
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a->arn < b->arn; });
    m_rows = std::move(rows);
    setStale(gone || snapshot.services.state != console::PartState::ok);
    applyRows(m_rows);
}

DeploymentFacts DeploymentTableModel::factsOf(const DeploymentRow& row) const {
    const auto& deployment = *row.deployment;
    const std::string& reason =
        deployment.statusReason.empty() ? deployment.rollbackReason : deployment.statusReason;
    return {statusOf(deployment), q(lastPart(row.definition)), statusWord(deployment), q(reason)};
}

int DeploymentTableModel::compare(const DeploymentRow& a, const DeploymentFacts& fa, const DeploymentRow& b,
                                  const DeploymentFacts& fb) const {
    const auto &x = *a.deployment, &y = *b.deployment;
    const int newer = order(y.createdAt, x.createdAt);
    switch (m_sortColumn) {
    case Definition:
        return first({order(fa.name, fb.name), newer});
    case State:
        return first({order(fa.word, fb.word), newer});
    case Took:
        return first({order(endOf(x) - startOf(x), endOf(y) - startOf(y)), newer});
    case Failures:
        return first({order(x.failures, y.failures), newer});
    default:
        return newer;
    }
}

QString DeploymentTableModel::plainText(const DeploymentRow& row, const DeploymentFacts& facts,
                                        int column) const {
    const auto& deployment = *row.deployment;
    switch (column) {
    case Status:
        return shapeWord(shapeOf(facts.status));
    case Definition:
        return facts.name.isEmpty() ? QStringLiteral("–") : facts.name;
    case State:
        return facts.word;
    case Started:
        return clockText(startOf(deployment));
    case Took:
        if (endOf(deployment) > 0) return durationText(endOf(deployment) - startOf(deployment));
        return isUnderWay(deployment) && m_now > 0
                   ? sayPlain("deployments.soFar",
                              {{"length", Arg::plain(ageText(m_now - startOf(deployment)))}})
                   : QStringLiteral("–");
    case Tasks:
        return isUnderWay(deployment) ? QStringLiteral("%1 / %2").arg(numberText(deployment.running),
                                                                      numberText(deployment.requested))
                                      : numberText(deployment.requested);
    case Failures:
        if (deployment.failuresAllowed > 0 && deployment.breakerStatus != "DISABLED")
            return QStringLiteral("%1 / %2").arg(numberText(deployment.failures),
                                                 numberText(deployment.failuresAllowed));
        return numberText(deployment.failures);
    case Reason:
        return facts.reason;
    default:
        return {};
    }
}

Cell DeploymentTableModel::cell(const DeploymentRow& row, const DeploymentFacts& facts, int column) const {
    Cell cell{.text = plainText(row, facts, column), .face = Cell::Face::detail, .tone = Tone::text2};
    switch (column) {
    case Status:
        cell = {.shape = m_stale ? Shape::unknown : shapeOf(facts.status)};
        break;
    case Definition:
        cell.face = Cell::Face::strong;
        cell.tone = Tone::text;
        break;
    case State:
        cell.tone = toneOf(facts.status);
        break;
    case Took:
    case Tasks:
        cell.face = Cell::Face::figures;
        cell.right = true;
        break;
    case Failures:
        cell.face = Cell::Face::figures;
        cell.right = true;
        cell.tone = row.deployment->failures > 0 ? Tone::bad : Tone::text3;
        break;
    case Reason:
        cell.tone = Tone::text3;
        break;
    default:
        break;
    }
    return cell;
}

QString DeploymentTableModel::tip(const DeploymentRow& row, const DeploymentFacts& facts, int column) const {
    return column == Definition ? q(row.deployment->id) : plainText(row, facts, column);
}

QString DeploymentTableModel::title(int column) const {
    static constexpr const char* codes[] = {"deployments.column.status",   "deployments.column.definition",
                                            "deployments.column.state",    "deployments.column.started",
                                            "deployments.column.took",     "deployments.column.tasks",
                                            "deployments.column.failures", "deployments.column.reason"};
    static_assert(std::size(codes) == ColumnCount);
    return column >= 0 && column < ColumnCount ? sayPlain(codes[column]) : QString();
}

} // namespace pilothouse::ui
