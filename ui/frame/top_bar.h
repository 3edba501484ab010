// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"

#include <QAbstractButton>
#include <functional>

class QMenu;
class QToolButton;

namespace pilothouse::ui {

class FindField;
struct Actions;

/// The connection's name with the product's mark; opens the menu of what can be done with it.
class ConnectionSwitch : public QAbstractButton {
    Q_OBJECT
public:
    explicit ConnectionSwitch(QWidget* parent = nullptr);
    void setConnection(const QString& name);        ///< empty: the product's own name, and no menu
    void setColour(std::function<QColor()> colour); ///< of the connection; null: none
    void setRail(bool rail);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void describe();
    QString m_name;
    std::function<QColor()> m_colour;
    bool m_rail = false;
};

/// At the top, 40 high: connection, back and forward, the menu.
class TopBar : public Surface {
    Q_OBJECT
public:
    explicit TopBar(const Actions& actions, QWidget* parent = nullptr);

    void setConnection(const QString& name);
    ConnectionSwitch* connectionSwitch() const { return m_connection; }
    void setRail(bool rail);
    QToolButton* menuButton() const { return m_menu; }

signals:
    void paletteRequested();

private:
    QToolButton* button(QAction* action);

    ConnectionSwitch* m_connection;
    QMenu* m_connectionMenu;
    FindField* m_find;
    QToolButton *m_back, *m_forward, *m_menu;
};

} // namespace pilothouse::ui
