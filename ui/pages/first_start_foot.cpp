// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/first_start_foot.h"

#include "ui/frame/preferences.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/words/sentence.h"

#include <QActionGroup>
#include <QEvent>
#include <QMenu>
#include <QPainter>

namespace pilothouse::ui {

namespace {

template <typename Take>
void choice(QMenu& menu, const char* words, bool on, Take take) {
    QAction* action = menu.addAction(sayPlain(words));
    action->setCheckable(true);
    action->setChecked(on);
    QObject::connect(action, &QAction::triggered, &menu, take);
}

} // namespace

ChoiceButton::ChoiceButton(Preferences& preferences, QWidget* parent)
    : QAbstractButton(parent), m_preferences(preferences) {
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    connect(&m_preferences, &Preferences::changed, this, &ChoiceButton::tell);
    connect(this, &QAbstractButton::clicked, this, [this] {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fill(*menu);
        menu->popup(mapToGlobal(QPoint(width() - menu->sizeHint().width(), height() + 2)));
    });
}

void ChoiceButton::tell() {
    setText(words());
    setAccessibleName(text());
    updateGeometry();
    update();
}

QSize ChoiceButton::sizeHint() const {
    return {8 + QFontMetrics(uiFont(12)).horizontalAdvance(text()) + 4 + 12 + 8, 24};
}

void ChoiceButton::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isDown() ? t.pressed : t.hover);
        painter.drawRoundedRect(rect(), 5, 5);
    }
    painter.setFont(uiFont(12));
    painter.setPen(t.text2);
    painter.drawText(rect().adjusted(8, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
    paintIcon(painter, QRectF(width() - 8 - 12, (height() - 12) / 2.0, 12, 12), QStringLiteral("down"),
              t.text2);
}

void ChoiceButton::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) tell();
    QAbstractButton::changeEvent(event);
}

LanguageChoice::LanguageChoice(Preferences& preferences, QWidget* parent)
    : ChoiceButton(preferences, parent) {
    tell();
}

QString LanguageChoice::words() const {
    return sayPlain(language() == Language::ja ? "frame.language.ja" : "frame.language.en");
}

void LanguageChoice::fill(QMenu& menu) {
    Preferences* p = &m_preferences;
    const auto now = p->language();
    choice(menu, "frame.language.system", !now, [p] { p->setLanguage(std::nullopt); });
    choice(menu, "frame.language.en", now == Language::en, [p] { p->setLanguage(Language::en); });
    choice(menu, "frame.language.ja", now == Language::ja, [p] { p->setLanguage(Language::ja); });
}

ThemeChoiceButton::ThemeChoiceButton(Preferences& preferences, QWidget* parent)
    : ChoiceButton(preferences, parent) {
    tell();
}

QString ThemeChoiceButton::words() const {
    switch (m_preferences.theme()) {
    case ThemeChoice::light:
        return sayPlain("start.theme.light");
    case ThemeChoice::dark:
        return sayPlain("start.theme.dark");
    case ThemeChoice::system:
        break;
    }
    return sayPlain("start.theme.system");
}

void ThemeChoiceButton::fill(QMenu& menu) {
    Preferences* p = &m_preferences;
    choice(menu, "frame.theme.system", p->theme() == ThemeChoice::system,
           [p] { p->setTheme(ThemeChoice::system); });
    choice(menu, "frame.theme.light", p->theme() == ThemeChoice::light,
           [p] { p->setTheme(ThemeChoice::light); });
    choice(menu, "frame.theme.dark", p->theme() == ThemeChoice::dark,
           [p] { p->setTheme(ThemeChoice::dark); });
}

} // namespace pilothouse::ui
