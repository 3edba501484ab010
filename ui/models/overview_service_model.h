// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/counts.h"
#include "ui/models/service_table_model.h"

namespace pilothouse::ui {

/// The services as the overview shows them: fewer columns, their last hour, and those that are well folded
/// away where there is no room for all.
class OverviewServiceModel : public ServiceTableModel {
    Q_OBJECT
public:
    enum OwnColumn { LastHour = State, OwnColumnCount }; ///< the ones before are as in the services table

    explicit OverviewServiceModel(const console::Counts& counts, QObject* parent = nullptr);

    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : OwnColumnCount;
    }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setNow(Millis now);
    /// Services that are well are left out.
    void setFolded(bool folded);
    bool isFolded() const { return m_folded; }

protected:
    bool accepts(const ServiceRow& row, const ServiceFacts& facts) const override;

private:
    const console::Counts& m_counts;
    Millis m_hourEnd = 0;
    bool m_folded = false;
};

} // namespace pilothouse::ui
