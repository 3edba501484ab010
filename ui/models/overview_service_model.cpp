// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/overview_service_model.h"

#include "ui/widgets/cell.h"
#include "ui/widgets/health_strip.h"
#include "ui/words/sentence.h"

namespace pilothouse::ui {

OverviewServiceModel::OverviewServiceModel(const console::Counts& counts, QObject* parent)
    : ServiceTableModel(parent), m_counts(counts) {}

void OverviewServiceModel::setNow(Millis now) {
    ServiceTableModel::setNow(now);
    m_hourEnd = now;
}

void OverviewServiceModel::setFolded(bool folded) {
    if (folded == m_folded) return;
    m_folded = folded;
    refilter();
}

bool OverviewServiceModel::accepts(const ServiceRow& row, const ServiceFacts& facts) const {
    if (!ServiceTableModel::accepts(row, facts)) return false;
    return !m_folded || facts.rank < console::rank(console::Status::healthy) || row.isPending();
}

QVariant OverviewServiceModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    if (index.column() != LastHour) return ServiceTableModel::data(index, role);
    const auto minutes = m_counts.health(rowAt(index.row()).arn, m_hourEnd);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return healthText(minutes);
    case cellRole: {
        Cell cell;
        cell.text = QStringLiteral(" ");
        const bool stale = index.siblingAtColumn(Name).data(staleRole).toBool();
        cell.paint = [minutes, stale](QPainter& painter, const QRect& rect) {
            paintHealthStrip(painter, rect, minutes, stale);
        };
        return QVariant::fromValue(cell);
    }
    default:
        return ServiceTableModel::data(index.siblingAtColumn(Name), role);
    }
}

QVariant OverviewServiceModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && section == LastHour &&
        (role == Qt::DisplayRole || role == Qt::AccessibleTextRole))
        return sayPlain("overview.column.hour");
    return ServiceTableModel::headerData(section, orientation, role);
}

} // namespace pilothouse::ui
