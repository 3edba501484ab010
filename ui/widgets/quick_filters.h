// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace pilothouse::ui {

/// A row of filters at one press, each with how many rows it would leave.
class QuickFilters : public QWidget {
    Q_OBJECT
public:
    explicit QuickFilters(QWidget* parent = nullptr);
    void add(const QString& filter);
    void setText(int i, const QString& name, int count);
    void setActive(const QString& filter);

signals:
    void chosen(const QString& filter); ///< empty: the active one was pressed again

private:
    struct Item {
        QString filter;
        QPushButton* button;
    };
    QList<Item> m_items;
    QHBoxLayout* m_row;
};

} // namespace pilothouse::ui
