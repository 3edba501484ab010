// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/status_shape.h"

#include <QAbstractButton>
#include <functional>
#include <optional>

namespace pilothouse::ui {

/// Read at paint time, for it follows the theme.
using ColourOf = std::function<QColor()>;

/// One row of the sidebar: icon or shape, name, and at the right a shape that asks for a look, a count or a
/// key. In the rail only the icon stays, with the shape at its corner; the tip then says the name.
class SidebarItem : public QAbstractButton {
    Q_OBJECT
public:
    explicit SidebarItem(const QString& iconName, QWidget* parent = nullptr);

    void setName(const QString& name);
    void setDetail(const QString& detail); ///< count or key
    void setAlert(std::optional<Shape> shape, int count);
    void setRail(bool rail);
    void setColour(const ColourOf& colour); ///< a square of it instead of the icon

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    void describe();
    void paintRail(QPainter& painter);
    void paintRow(QPainter& painter);

    ColourOf m_colour;
    void paintMark(QPainter& painter, const QRectF& box, const QColor& ink);
    QString m_icon, m_name, m_detail;
    std::optional<Shape> m_alert;
    int m_alerts = 0;
    bool m_rail = false;
};

} // namespace pilothouse::ui
