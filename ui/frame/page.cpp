// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/page.h"

namespace pilothouse::ui {

Page::Page(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {}

} // namespace pilothouse::ui
