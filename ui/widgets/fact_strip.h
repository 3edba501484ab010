// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tone.h"

#include <QWidget>
#include <vector>

namespace pilothouse::ui {

/// Facts side by side at the foot of a panel: a label of 11 over a value with what bounds it. They stand in
/// one row where there is room, else three to a row.
class FactStrip : public QWidget {
    Q_OBJECT
public:
    struct Item {
        QString label, value, rest;
        Tone tone = Tone::text;
        bool operator==(const Item&) const = default;
    };

    explicit FactStrip(QWidget* parent = nullptr);
    void set(std::vector<Item> items);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    int columns() const;
    void fit();

    std::vector<Item> m_items;
};

} // namespace pilothouse::ui
