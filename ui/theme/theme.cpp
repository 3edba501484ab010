// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/focus_ring.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/theme/system_scheme.h"

#include <QApplication>
#include <QPalette>

namespace pilothouse::ui {

namespace {

const Tokens* g_tokens = &lightTokens();

QPalette paletteOf(const Tokens& t) {
    QPalette p;
    using P = QPalette;
    const std::pair<P::ColorRole, QColor> roles[] = {
        {P::Window, t.window},
        {P::Base, t.panel},
        {P::AlternateBase, t.sunken},
        {P::Button, t.panel},
        {P::Text, t.text},
        {P::WindowText, t.text},
        {P::ButtonText, t.text},
        {P::BrightText, t.onYou},
        {P::PlaceholderText, t.text3},
        {P::Highlight, t.youBg},
        {P::HighlightedText, t.text},
        {P::Link, t.you},
        {P::LinkVisited, t.you},
        {P::ToolTipBase, t.raised},
        {P::ToolTipText, t.text},
        {P::Mid, t.line},
        {P::Dark, t.line2},
        {P::Midlight, t.hover},
        {P::Light, t.panel},
        {P::Shadow, t.line2},
    };
    for (const auto& [role, colour] : roles)
        p.setColor(role, colour);
    for (auto role : {P::Text, P::WindowText, P::ButtonText, P::HighlightedText})
        p.setColor(P::Disabled, role, t.disabled);
    return p;
}

} // namespace

const Tokens& tokens() {
    return *g_tokens;
}

Theme& Theme::instance() {
    static Theme theme;
    return theme;
}

void Theme::install(ThemeChoice choice) {
    m_choice = choice;
    if (!m_installed) {
        m_installed = true;
        m_systemDark = qApp->palette().color(QPalette::Window).lightness() < 128;
        QApplication::setStyle(new Style);
        QApplication::setFont(uiFont(13));
        followSystem();
        new FocusRing(qApp);
    }
    apply();
}

void Theme::followSystem() {
    auto* scheme = new SystemScheme(this);
    connect(scheme, &SystemScheme::darkChanged, this, [this](bool dark) {
        m_systemDark = dark;
        if (m_choice == ThemeChoice::system) apply();
    });
    scheme->ask();
}

void Theme::setChoice(ThemeChoice choice) {
    if (m_choice == choice) return;
    m_choice = choice;
    apply();
}

void Theme::setScale(double scale) {
    m_scale = scale;
    QApplication::setFont(uiFont(13));
    emit changed();
}

void Theme::apply() {
    m_dark = m_choice == ThemeChoice::dark || (m_choice == ThemeChoice::system && m_systemDark);
    g_tokens = m_dark ? &darkTokens() : &lightTokens();
    QApplication::setPalette(paletteOf(*g_tokens));
    emit changed();
}

} // namespace pilothouse::ui
