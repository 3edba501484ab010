// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/page_context.h"

#include <QKeySequence>
#include <QString>
#include <span>
#include <utility>

namespace pilothouse::ui {

class Page;

/// A page of a connection. The sidebar's rows, the actions that go there, the palette and the window's stack
/// are made from this table: a new page costs one line.
struct PageKind {
    const char* name;  ///< first word of its places: "services"
    const char* words; ///< code of its title
    const char* icon;
    int key; ///< G, then this one goes there
    Page* (*make)(const PageContext& context);
    bool inSidebar = true;       ///< else there is no row, key or menu entry that goes there by itself
    const char* under = nullptr; ///< the page whose row is lit while this one is on screen; null: its own
};
std::span<const PageKind> pageKinds();
const PageKind* pageKind(const QString& name);

/// A place's page and the rest for Page::go: "task/ID" is a place of "tasks", "service/NAME" of "service".
std::pair<QString, QString> pageOf(const QString& path);

} // namespace pilothouse::ui
