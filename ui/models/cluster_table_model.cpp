// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/cluster_table_model.h"

#include "core/console/merge.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/words/quantities.h"
#include "ui/words/sentence.h"

#include <QPainter>

namespace pilothouse::ui {

namespace {

/// What stands where a connection shows no cluster.
const char* stateWord(console::PartState state) {
    switch (state) {
    case console::PartState::loading:
        return "clusters.loading";
    case console::PartState::denied:
        return "clusters.denied";
    case console::PartState::stale:
    case console::PartState::failed:
        return "clusters.failed";
    case console::PartState::ok:
        break;
    }
    return "clusters.none";
}

} // namespace

ClusterTableModel::ClusterTableModel(QObject* parent) : RowTableModel(parent) {}

void ClusterTableModel::apply(std::vector<ClusterRow> fresh) {
    m_places.clear();
    for (const ClusterRow& row : fresh)
        m_places.try_emplace(row.key, int(m_places.size()));
    m_rows = console::mergeRows(m_rows, std::move(fresh));
    applyRows(m_rows);
}

ClusterFacts ClusterTableModel::factsOf(const ClusterRow& row) const {
    const QString name = row.cluster ? QString::fromStdString(row.cluster->name) : QString();
    return {QStringList{row.connection, row.region, row.account, name}.join(u' ').toLower()};
}

bool ClusterTableModel::accepts(const ClusterRow& row, const ClusterFacts& facts) const {
    return m_filter.accepts(facts.haystack, [&](const QString& column) -> QString {
        if (column == QStringLiteral("connection")) return row.connection.toLower();
        if (column == QStringLiteral("cluster") && row.cluster)
            return QString::fromStdString(row.cluster->name).toLower();
        return {};
    });
}

int ClusterTableModel::compare(const ClusterRow& a, const ClusterFacts&, const ClusterRow& b,
                               const ClusterFacts&) const {
    static const console::Cluster none;
    const console::Cluster &x = a.cluster ? *a.cluster : none, &y = b.cluster ? *b.cluster : none;
    switch (m_sortColumn) {
    case Name:
        return order(x.name, y.name);
    case Status:
        return order(x.status, y.status);
    case Services:
        return order(x.activeServices, y.activeServices);
    case Running:
        return order(x.runningTasks, y.runningTasks);
    case Pending:
        return order(x.pendingTasks, y.pendingTasks);
    case Instances:
        return order(x.instances, y.instances);
    default:
        return first({order(m_places.at(a.key), m_places.at(b.key)), order(x.name, y.name)});
    }
}

QString ClusterTableModel::plainText(const ClusterRow& row, const ClusterFacts&, int column) const {
    if (column == Connection) return row.connection;
    if (!row.cluster) return column == Name ? sayPlain(stateWord(row.state)) : QString();
    const console::Cluster& cluster = *row.cluster;
    switch (column) {
    case Name:
        return QString::fromStdString(cluster.name);
    case Status:
        return QString::fromStdString(cluster.status);
    case Services:
        return numberText(cluster.activeServices);
    case Running:
        return numberText(cluster.runningTasks);
    case Pending:
        return numberText(cluster.pendingTasks);
    case Instances:
        return numberText(cluster.instances);
    default:
        return {};
    }
}

Cell ClusterTableModel::cell(const ClusterRow& row, const ClusterFacts& facts, int column) const {
    Cell cell{.text = plainText(row, facts, column), .face = Cell::Face::detail, .tone = Tone::text2};
    if (column == Connection) {
        cell.paint = [name = row.connection, region = row.region, key = row.key,
                      colours = m_colours](QPainter& p, const QRect& r) {
            p.setPen(Qt::NoPen);
            p.setBrush(colours ? colours(key) : tokens().idleFill);
            p.drawRoundedRect(QRectF(r.left(), r.center().y() - 4, 10, 10), 2, 2);
            p.setFont(uiFont(13));
            p.setPen(tokens().text);
            const QRect text = r.adjusted(18, 0, 0, 0);
            const QString shown = p.fontMetrics().elidedText(name, Qt::ElideMiddle, text.width());
            p.drawText(text, Qt::AlignVCenter, shown);
            const int used = p.fontMetrics().horizontalAdvance(shown) + 8;
            p.setFont(uiFont(12));
            p.setPen(tokens().text3);
            if (used < text.width())
                p.drawText(text.adjusted(used, 0, 0, 0), Qt::AlignVCenter,
                           p.fontMetrics().elidedText(region, Qt::ElideRight, text.width() - used));
        };
    } else if (column == Name) {
        cell.face = Cell::Face::strong;
        cell.tone = row.cluster ? Tone::text : Tone::text3;
        if (row.current) cell.tail = sayPlain("clusters.shown");
    } else if (column != Status) {
        cell.face = Cell::Face::figures;
        cell.right = true;
        if (column == Pending && row.cluster && row.cluster->pendingTasks > 0) cell.tone = Tone::change;
    }
    return cell;
}

bool ClusterTableModel::isRight(int column) const {
    return column >= Services;
}

QString ClusterTableModel::title(int column) const {
    static constexpr const char* codes[] = {
        "clusters.column.connection", "clusters.column.cluster", "services.column.status",   "frame.services",
        "clusters.column.running",    "services.column.pending", "clusters.column.instances"};
    static_assert(std::size(codes) == ColumnCount);
    return column >= 0 && column < ColumnCount ? sayPlain(codes[column]) : QString();
}

} // namespace pilothouse::ui
