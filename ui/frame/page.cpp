// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/page.h"

namespace pilothouse::ui {

Page::Page(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {}

void Page::takeFocus() {
    if (isAncestorOf(window()->focusWidget()) && window()->focusWidget() != this) return;
    setFocus(Qt::OtherFocusReason);
    settleFocus();
}

/// Nobody else has taken it meanwhile: a person who went elsewhere stays there.
void Page::settleFocus() {
    QWidget* wanted = list();
    if (wanted && wanted->isVisibleTo(this) && window()->focusWidget() == this)
        wanted->setFocus(Qt::OtherFocusReason);
}

} // namespace pilothouse::ui
