// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/topology_colour.h"

#include <QWidget>

namespace pilothouse::ui {

/// What the colours of the map mean and how many tasks have each.
class MapLegend : public QWidget {
    Q_OBJECT
public:
    explicit MapLegend(QWidget* parent = nullptr);
    void set(const QString& title, std::vector<LegendRow> rows);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_title;
    std::vector<LegendRow> m_rows;
};

} // namespace pilothouse::ui
