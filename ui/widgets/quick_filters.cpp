// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/quick_filters.h"

#include "ui/theme/style.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace pilothouse::ui {

QuickFilters::QuickFilters(QWidget* parent) : QWidget(parent), m_row(new QHBoxLayout(this)) {
    m_row->setContentsMargins(24, 0, 24, 0);
    m_row->setSpacing(8);
    m_row->addStretch(1);
    setFixedHeight(44);
}

void QuickFilters::add(const QString& filter) {
    auto* button = new QPushButton;
    setSmall(button);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QPushButton::clicked, this,
            [this, filter](bool checked) { emit chosen(checked ? filter : QString()); });
    m_row->insertWidget(m_row->count() - 1, button);
    m_items << Item{filter, button};
}

void QuickFilters::setText(int i, const QString& name, int count) {
    m_items[i].button->setText(QStringLiteral("%1  %2").arg(name).arg(count));
    m_items[i].button->setAccessibleName(QStringLiteral("%1, %2").arg(name).arg(count));
}

void QuickFilters::setActive(const QString& filter) {
    for (const Item& item : m_items)
        item.button->setChecked(item.filter == filter.trimmed());
}

} // namespace pilothouse::ui
