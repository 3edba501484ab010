// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/actions.h"

#include "ui/acts/keys.h"
#include "ui/frame/page_table.h"
#include "ui/frame/preferences.h"
#include "ui/theme/icons.h"
#include "ui/words/sentence.h"

#include <QActionGroup>
#include <QMenu>
#include <QSet>
#include <QWidget>

namespace pilothouse::ui {

Actions::Actions(QWidget* window, Preferences& preferences) : m_window(window), m_preferences(preferences) {
    for (const PageKind& kind : pageKinds())
        if (kind.inSidebar)
            pages.append({&kind, add(kind.words, {QKeySequence(Qt::Key_G, Qt::Key(kind.key))}, kind.icon)});
    for (const ActKind& kind : allActs()) {
        auto* action = new QAction(window);
        action->setShortcutContext(Qt::WindowShortcut);
        action->setObjectName(QString::fromLatin1(kind.id));
        window->addAction(action);
        acts.append({&kind, action});
    }
    back = add("frame.back", {QKeySequence(Qt::ALT | Qt::Key_Left)}, "back");
    forward = add("frame.forward", {QKeySequence(Qt::ALT | Qt::Key_Right)}, "fwd");
    refresh = add("frame.refresh", {QKeySequence(Qt::Key_F5)}, "restart");
    reconnect = add("frame.reconnect", {QKeySequence(Qt::SHIFT | Qt::Key_F5)});
    connectOther = add("frame.connect", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)}, "plus");
    disconnect = add("frame.disconnect", {});
    sidebar = add("frame.toggleSidebar", {QKeySequence(Qt::CTRL | Qt::Key_B)});
    nextPane = add("frame.nextPane", {QKeySequence(Qt::Key_F6)});
    previousPane = add("frame.previousPane", {QKeySequence(Qt::SHIFT | Qt::Key_F6)});
    filter = add("frame.filter", {QKeySequence(Qt::Key_Slash)}, "filter");
    menu = add("frame.menu", {QKeySequence(Qt::Key_F10)}, "menu");
    settings = add("frame.settings", {QKeySequence(Qt::CTRL | Qt::Key_Comma)}, "gear");
    palette = add("palette.title", {QKeySequence(Qt::CTRL | Qt::Key_K)}, "search");
    quit = add("frame.quit", {QKeySequence(Qt::CTRL | Qt::Key_Q)});
    addChoices(preferences);
    setKeys();
    rename();
}

QAction* Actions::add(const char* words, const QList<QKeySequence>& keys, const char* iconName) {
    auto* action = new QAction(m_window);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    if (iconName) action->setIcon(icon(QString::fromLatin1(iconName)));
    m_window->addAction(action);
    m_named.append({action, words});
    return action;
}

/// Theme and language: one choice of each, acting at once.
void Actions::addChoices(Preferences& preferences) {
    m_themes = new QActionGroup(m_window);
    m_languages = new QActionGroup(m_window);
    auto choice = [&](QActionGroup* group, const char* words, auto take) {
        auto* action = new QAction(group);
        action->setCheckable(true);
        m_named.append({action, words});
        QObject::connect(action, &QAction::triggered, m_window, take);
        return action;
    };
    Preferences* p = &preferences;
    auto* system = choice(m_themes, "frame.theme.system", [p] { p->setTheme(ThemeChoice::system); });
    auto* light = choice(m_themes, "frame.theme.light", [p] { p->setTheme(ThemeChoice::light); });
    auto* dark = choice(m_themes, "frame.theme.dark", [p] { p->setTheme(ThemeChoice::dark); });
    auto* desktop = choice(m_languages, "frame.language.system", [p] { p->setLanguage(std::nullopt); });
    auto* english = choice(m_languages, "frame.language.en", [p] { p->setLanguage(Language::en); });
    auto* japanese = choice(m_languages, "frame.language.ja", [p] { p->setLanguage(Language::ja); });
    auto mark = [=] {
        const ThemeChoice theme = p->theme();
        (theme == ThemeChoice::light ? light : theme == ThemeChoice::dark ? dark : system)->setChecked(true);
        const auto language = p->language();
        (!language ? desktop : *language == Language::ja ? japanese : english)->setChecked(true);
    };
    QObject::connect(p, &Preferences::changed, m_window, mark);
    mark();
}

/// Two actions with one shortcut would be none: the first act of a key has it (actOfKey finds the others).
void Actions::setKeys() {
    palette->setShortcuts(
        keyScheme() == KeyScheme::e1s
            ? QList<QKeySequence>{QKeySequence(Qt::CTRL | Qt::Key_K), QKeySequence(Qt::Key_Colon)}
            : QList<QKeySequence>{QKeySequence(Qt::CTRL | Qt::Key_K)});
    QSet<QKeySequence> given;
    for (const auto& [kind, action] : acts) {
        const QKeySequence key = keyOf(*kind);
        action->setShortcut(given.contains(key) ? QKeySequence() : key);
        given << key;
    }
}

void Actions::rename() {
    for (const auto& [kind, action] : acts)
        action->setText(nameOf(*kind));
    for (const auto& [action, words] : m_named) {
        action->setText(sayPlain(words));
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(keys.isEmpty() ? action->text() : action->text() + "  " + keys);
    }
}

QList<QAction*> Actions::ofWindow() const {
    return QList<QAction*>{back,       forward, refresh, reconnect, connectOther,
                           disconnect, sidebar, filter,  settings,  quit} +
           m_themes->actions() + m_languages->actions();
}

void Actions::fill(QMenu* into) const {
    for (const auto& [kind, action] : pages)
        into->addAction(action);
    into->addSeparator();
    into->addActions({back, forward, refresh, reconnect});
    into->addSeparator();
    into->addActions({sidebar, nextPane});
    into->addSeparator();
    into->addActions({connectOther, disconnect});
    into->addAction(palette);
    into->addMenu(sayPlain("frame.theme"))->addActions(m_themes->actions());
    into->addMenu(sayPlain("frame.language"))->addActions(m_languages->actions());
    into->addAction(settings);
    into->addSeparator();
    into->addAction(quit);
}

} // namespace pilothouse::ui
