// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"
#include "ui/models/table_model.h"
#include "ui/widgets/cell.h"

#include <algorithm>
#include <set>

namespace pilothouse::ui {

/// A table over the rows of one part of a Snapshot. Each new Snapshot is compared with what is shown,
/// pointers first, and only the difference is told to the views, so that selection, current row and scroll
/// stay with their ARNs. Whatever the difference, a view hears a bounded number of signals: scattered rows
/// are gathered at the end by one change of layout and come or go as one range. Facts is what the model
/// derives of a row once (verdict, sort keys, text for the filter).
template <typename Row, typename Facts>
class RowTableModel : public TableModel {
public:
    using TableModel::TableModel;
    using Pointer = std::shared_ptr<const Row>;

    int total() const override { return int(m_all.size()); }
    QString arnAt(int row) const override { return QString::fromStdString(m_order[row]->row->arn); }
    int rowOf(const QString& arn) const override {
        const Entry* entry = find(arn.toStdString());
        return entry ? entry->position : -1;
    }
    const Row& rowAt(int row) const { return *m_order[row]->row; }
    Pointer pointerAt(int row) const { return m_order[row]->row; }
    const Facts& factsAt(int row) const { return m_order[row]->facts; }
    /// Whether filtered out or not; null if the endpoint does not tell it.
    Pointer row(const QString& arn) const {
        const Entry* entry = find(arn.toStdString());
        return entry ? entry->row : nullptr;
    }
    template <typename Visit>
    void eachRow(Visit visit) const {
        for (const auto& entry : m_all)
            visit(*entry->row, entry->facts);
    }

    QVariant data(const QModelIndex& index, int role) const override {
        if (!index.isValid() || index.row() >= shown()) return {};
        const Row& row = rowAt(index.row());
        const Facts& facts = factsAt(index.row());
        const int column = index.column();
        switch (role) {
        case Qt::DisplayRole:
            return plainText(row, facts, column);
        case Qt::CheckStateRole:
            return column == markColumn() ? QVariant(Qt::Unchecked) : QVariant();
        case Qt::AccessibleTextRole:
            return column == markColumn() ? markName(row) : plainText(row, facts, column);
        case Qt::ToolTipRole:
            return tip(row, facts, column);
        case cellRole:
            return QVariant::fromValue(cell(row, facts, column));
        case staleRole:
            return m_stale || isGone(index.row());
        case arnRole:
            return arnAt(index.row());
        default:
            return {};
        }
    }

protected:
    virtual Facts factsOf(const Row& row) const = 0;
    virtual bool accepts(const Row& row, const Facts& facts) const = 0;
    /// Below, above or equal (then the ARN decides) in ascending order of the sort column.
    virtual int compare(const Row& a, const Facts& fa, const Row& b, const Facts& fb) const = 0;
    virtual QString plainText(const Row& row, const Facts& facts, int column) const = 0;
    virtual Cell cell(const Row& row, const Facts& facts, int column) const = 0;
    virtual QString tip(const Row& row, const Facts& facts, int column) const {
        return plainText(row, facts, column);
    }
    virtual int markColumn() const { return -1; } ///< of the boxes that mark rows
    virtual QString markName(const Row& row) const {
        Q_UNUSED(row)
        return {};
    }
    bool isGone(int row) const { return m_order[row]->gone; }

    void applyRows(const console::Rows<Row>& rows) {
        const Difference difference = merge(rows);
        if (difference.changed.empty() && difference.added == 0 && difference.removed == 0) return;
        if (m_frozen) {
            tellChanged(difference.changed);
            hold(m_held + difference.added + difference.removed + difference.moved);
        } else {
            show(nextOrder(difference.changed));
            tellChanged(difference.changed);
        }
        emit countsChanged();
    }

    void rederive() override {
        for (auto& entry : m_all) {
            entry->facts = factsOf(*entry->row);
            entry->accepted = accepts(*entry->row, entry->facts);
        }
        if (m_frozen)
            hold(m_held + 1);
        else
            reorder();
        allCellsChanged();
    }

    int shown() const override { return int(m_order.size()); }

    void reorder() override {
        std::vector<Entry*> next;
        next.reserve(m_all.size());
        for (auto& entry : m_all)
            if (entry->accepted) next.push_back(entry.get());
        std::sort(next.begin(), next.end(), [this](const Entry* a, const Entry* b) { return less(a, b); });
        show(std::move(next));
        m_gone.clear();
        hold(0);
    }

    void refilter() override {
        for (auto& entry : m_all)
            entry->accepted = accepts(*entry->row, entry->facts);
        reorder();
    }

private:
    struct Entry {
        Pointer row;
        Facts facts;
        bool accepted = false, gone = false, changed = false;
        int position = -1, target = -1;
    };
    struct Difference {
        std::vector<Entry*> changed; ///< shown or to be shown, with new values
        int added = 0, removed = 0, moved = 0;
    };
    static constexpr int fewRanges = 48; // more are gathered into one

    const Entry* find(std::string_view arn) const {
        auto it =
            std::lower_bound(m_all.begin(), m_all.end(), arn,
                             [](const auto& entry, std::string_view key) { return entry->row->arn < key; });
        return it != m_all.end() && (*it)->row->arn == arn ? it->get() : nullptr;
    }

    bool less(const Entry* a, const Entry* b) const {
        const int c = compare(*a->row, a->facts, *b->row, b->facts);
        if (c != 0) return m_sortOrder == Qt::AscendingOrder ? c < 0 : c > 0;
        return a->row->arn < b->row->arn;
    }

    std::unique_ptr<Entry> make(const Pointer& row) const {
        auto entry = std::make_unique<Entry>();
        entry->row = row;
        entry->facts = factsOf(*row);
        entry->accepted = accepts(*row, entry->facts);
        return entry;
    }

    void update(Entry& entry, const Pointer& row, Difference& difference) {
        const Pointer old = entry.row;
        const Facts oldFacts = std::move(entry.facts);
        const bool wasAccepted = entry.accepted;
        entry.row = row;
        entry.facts = factsOf(*row);
        entry.accepted = accepts(*row, entry.facts);
        entry.changed = true;
        if (wasAccepted != entry.accepted || compare(*old, oldFacts, *row, entry.facts) != 0)
            ++difference.moved;
        difference.changed.push_back(&entry);
    }

    void drop(std::unique_ptr<Entry> entry, Difference& difference) {
        ++difference.removed;
        entry->gone = true;
        entry->accepted = false;
        if (entry->position >= 0) m_gone.push_back(std::move(entry)); // shown until the order is applied
    }

    /// Both sides are sorted by ARN.
    Difference merge(const console::Rows<Row>& rows) {
        Difference difference;
        std::vector<std::unique_ptr<Entry>> next;
        next.reserve(rows.size());
        auto old = m_all.begin();
        for (const Pointer& row : rows) {
            while (old != m_all.end() && (*old)->row != row && (*old)->row->arn < row->arn)
                drop(std::move(*old++), difference);
            if (old != m_all.end() && ((*old)->row == row || (*old)->row->arn == row->arn)) {
                if ((*old)->row != row) update(**old, row, difference);
                next.push_back(std::move(*old++));
            } else {
                next.push_back(make(row));
                next.back()->changed = true;
                ++difference.added;
                difference.changed.push_back(next.back().get());
            }
        }
        while (old != m_all.end())
            drop(std::move(*old++), difference);
        m_all = std::move(next);
        return difference;
    }

    /// The shown rows that did not change are still in order: the changed ones are sorted and merged in.
    std::vector<Entry*> nextOrder(const std::vector<Entry*>& changed) const {
        auto before = [this](const Entry* a, const Entry* b) { return less(a, b); };
        std::vector<Entry*> calm, fresh, next;
        calm.reserve(m_order.size());
        for (Entry* entry : m_order)
            if (!entry->changed && entry->accepted) calm.push_back(entry);
        for (Entry* entry : changed)
            if (entry->accepted) fresh.push_back(entry);
        std::sort(fresh.begin(), fresh.end(), before);
        next.reserve(calm.size() + fresh.size());
        std::merge(calm.begin(), calm.end(), fresh.begin(), fresh.end(), std::back_inserter(next), before);
        return next;
    }

    void tellChanged(const std::vector<Entry*>& changed) {
        std::vector<int> positions;
        for (Entry* entry : changed) {
            entry->changed = false;
            if (entry->position >= 0) positions.push_back(entry->position);
        }
        if (positions.empty()) return;
        std::sort(positions.begin(), positions.end());
        const int last = columnCount() - 1;
        if (positions.size() > fewRanges) {
            emit dataChanged(index(positions.front(), 0), index(positions.back(), last));
            return;
        }
        for (int position : positions)
            emit dataChanged(index(position, 0), index(position, last));
    }

    // From the shown order to `next` in few signals.

    void show(std::vector<Entry*> next) {
        for (Entry* entry : m_order)
            entry->target = -1;
        for (std::size_t i = 0; i < next.size(); ++i)
            next[i]->target = int(i);
        removeRows();
        arrange();
        insertRows(next);
        if (!m_frozen) m_gone.clear();
    }

    void number() {
        for (std::size_t i = 0; i < m_order.size(); ++i)
            m_order[i]->position = int(i);
    }

    template <typename Change>
    void relayout(Change change) {
        emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        const QModelIndexList from = persistentIndexList();
        std::vector<Entry*> entries;
        for (const auto& index : from)
            entries.push_back(m_order[index.row()]);
        change();
        number();
        QModelIndexList to;
        for (qsizetype i = 0; i < from.size(); ++i)
            to << index(entries[i]->position, from[i].column());
        changePersistentIndexList(from, to);
        emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }

    void removeRange(int first, int last) {
        beginRemoveRows({}, first, last);
        for (int i = first; i <= last; ++i)
            m_order[i]->position = -1;
        m_order.erase(m_order.begin() + first, m_order.begin() + last + 1);
        number();
        endRemoveRows();
    }

    void removeRows() {
        std::vector<std::pair<int, int>> ranges;
        for (int i = 0; i < int(m_order.size()); ++i) {
            if (m_order[i]->target >= 0) continue;
            if (!ranges.empty() && ranges.back().second == i - 1)
                ranges.back().second = i;
            else
                ranges.push_back({i, i});
        }
        if (ranges.size() > fewRanges) {
            int stays = 0;
            relayout([&] {
                auto middle = std::stable_partition(m_order.begin(), m_order.end(),
                                                    [](const Entry* entry) { return entry->target >= 0; });
                stays = int(middle - m_order.begin());
            });
            ranges = {{stays, int(m_order.size()) - 1}};
        }
        for (auto it = ranges.rbegin(); it != ranges.rend(); ++it)
            removeRange(it->first, it->second);
    }

    void arrange() {
        auto byTarget = [](const Entry* a, const Entry* b) { return a->target < b->target; };
        if (std::is_sorted(m_order.begin(), m_order.end(), byTarget)) return;
        relayout([&] { std::sort(m_order.begin(), m_order.end(), byTarget); });
    }

    void insertRange(int at, const std::vector<Entry*>& entries) {
        beginInsertRows({}, at, at + int(entries.size()) - 1);
        m_order.insert(m_order.begin() + at, entries.begin(), entries.end());
        number();
        endInsertRows();
    }

    void insertRows(const std::vector<Entry*>& next) {
        std::vector<std::vector<Entry*>> runs;
        std::vector<Entry*> all;
        for (std::size_t i = 0; i < next.size(); ++i) {
            if (next[i]->position >= 0) continue;
            if (runs.empty() || runs.back().back()->target != int(i) - 1) runs.emplace_back();
            runs.back().push_back(next[i]);
            all.push_back(next[i]);
        }
        if (runs.size() > fewRanges) {
            insertRange(int(m_order.size()), all);
            arrange();
            return;
        }
        for (const auto& run : runs)
            insertRange(run.front()->target, run);
    }

    std::vector<std::unique_ptr<Entry>> m_all;  ///< by ARN
    std::vector<std::unique_ptr<Entry>> m_gone; ///< still shown while frozen
    std::vector<Entry*> m_order;                ///< what is shown
};

} // namespace pilothouse::ui
