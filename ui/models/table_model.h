// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/filter.h"

#include <QAbstractTableModel>
#include <initializer_list>

namespace pilothouse::ui {

/// What all tables over a Snapshot share, apart from the kind of row.
class TableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit TableModel(QObject* parent = nullptr);

    virtual int total() const = 0; ///< rows before the filter
    virtual QString arnAt(int row) const = 0;
    virtual int rowOf(const QString& arn) const = 0; ///< -1: filtered out or gone

    void setFilter(const Filter& filter);
    const Filter& filter() const { return m_filter; }

    void sort(int column, Qt::SortOrder order) override;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    /// While the pointer is on the list nothing moves under it: cells still change, order and new rows wait.
    void setFrozen(bool frozen);
    bool isFrozen() const { return m_frozen; }
    /// What waited is shown now; it goes on waiting for what comes next.
    void applyHeld();
    int heldChanges() const { return m_held; }

    /// Data is old: all rows are told in text3.
    void setStale(bool stale);
    bool isStale() const { return m_stale; }

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : shown(); }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    void countsChanged();
    void heldChanged(int changes);

protected:
    virtual int shown() const = 0;
    virtual void reorder() = 0;  ///< sort anew and apply what waited
    virtual void refilter() = 0; ///< the same after testing each row
    virtual void rederive() = 0; ///< what is derived of the rows anew: the language changed, or more
    virtual QString title(int column) const = 0;
    virtual bool isRight(int column) const = 0; ///< figures, and the title above them
    /// Narrow columns whose title is only spoken.
    virtual bool isUntitled(int column) const { return column == -1; }

    void hold(int changes);
    void allCellsChanged();

    // For compare(): one key, and the first of several that tells.
    template <typename T>
    static int order(const T& a, const T& b) {
        return a < b ? -1 : b < a ? 1 : 0;
    }
    static int first(std::initializer_list<int> orders) {
        for (int o : orders)
            if (o != 0) return o;
        return 0;
    }

    Filter m_filter;
    int m_sortColumn = -1; ///< -1: the model's own order
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    bool m_frozen = false, m_stale = false;
    int m_held = 0;
};

} // namespace pilothouse::ui
