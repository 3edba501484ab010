// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/search.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace pilothouse::ui {

/// The found items with a head before each group.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void set(std::vector<PaletteItem> items, const QStringList& words);
    const PaletteItem* at(int row) const; ///< null: a head
    QString head(int row) const;
    const QStringList& words() const { return m_words; }
    int firstItem() const;             ///< -1: none
    int next(int row, int step) const; ///< the next item in that direction, or the same

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row {
        int item = -1;
        PaletteItem::Group group{};
    };
    std::vector<PaletteItem> m_items;
    std::vector<Row> m_rows;
    QStringList m_words;
};

/// Icon or shape, title with what was typed in bold, detail, keys; an act that is said whole shows its
/// effect.
class PaletteDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace pilothouse::ui
