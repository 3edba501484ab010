// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>

class QActionGroup;
class QMenu;
class QWidget;

namespace pilothouse::ui {

class Preferences;
struct ActKind;
struct PageKind;

/// Every key of the window is an action: menus, buttons, tips and shortcuts share it. Words follow the
/// language.
struct Actions {
    explicit Actions(QWidget* window, Preferences& preferences);

    void rename();
    void setKeys(); ///< of the acts, by the scheme of the moment
    /// What the palette finds beside places and acts.
    QList<QAction*> ofWindow() const;
    void fill(QMenu* into) const; ///< the window's menu

    QList<std::pair<const PageKind*, QAction*>> pages; ///< "G, S" goes to the services
    QList<std::pair<const ActKind*, QAction*>> acts;   ///< on what the page at hand has chosen
    QAction *back, *forward, *refresh, *reconnect;
    QAction *connectOther, *disconnect;
    QAction *sidebar, *nextPane, *previousPane, *filter;
    QAction *menu, *settings, *palette, *quit;

private:
    QAction* add(const char* words, const QList<QKeySequence>& keys, const char* icon = nullptr);
    void addChoices(Preferences& preferences);

    QWidget* m_window;
    Preferences& m_preferences;
    QList<std::pair<QAction*, const char*>> m_named;
    QActionGroup *m_themes, *m_languages;
};

} // namespace pilothouse::ui
