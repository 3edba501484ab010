// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/sync.h"
#include "ui/acts/targets.h"
#include "ui/words/sentence.h"

#include <QKeySequence>
#include <QString>
#include <memory>
#include <optional>
#include <span>

class QWidget;

namespace pilothouse::ui {

class ActRunner;

/// An act as it is about to be asked: what is on screen, what it is about, and what was typed after its name
/// in the palette ("16").
struct Asking {
    std::shared_ptr<const console::Snapshot> snapshot; ///< never null
    Targets targets;
    QString argument;
};

/// One thing that a person can do through the API. Buttons, keys, menus and the palette are made from the
/// catalogue (catalogue.cpp); the question itself is a Sheet of ui/dialogs. All functions are of the UI
/// thread.
struct ActKind {
    const char* id; ///< "service.scale"; its name for buttons and the palette is the code "act.service.scale"
    const char* icon; ///< of resources/icons, or nullptr
    Targets::Kind on; ///< what it is about
    bool several;     ///< takes more than one target
    bool argument;    ///< takes a word: "scale web 16"
    const char* key;  ///< of the default scheme ("S"), or nullptr
    const char* e1s;  ///< of e1s's scheme, or nullptr

    /// Why it cannot be done now, as a sentence; empty: it can.
    QString (*obstacle)(const Asking& asking);
    /// What it will do, as one sentence, before anybody is asked (palette). May be null: its name says it.
    Sentence (*effect)(const Asking& asking);
    /// The request that it sends if nothing more is asked; nothing if that is not known without its sheet.
    std::optional<console::Act> (*request)(const Asking& asking);
    /// Opens its question over `host`. Acts without danger that the argument says whole may act at once.
    void (*open)(QWidget* host, ActRunner* runner, const Asking& asking);
};

std::span<const ActKind> allActs();
const ActKind* actKind(std::string_view id); ///< nullptr if there is none

/// The act about that kind of target that shares the key of `act` in the scheme of the moment, else `act`:
/// Del stops tasks, and deletes services.
const ActKind& actOfKey(const ActKind& act, Targets::Kind on);

/// Its name in the language of the moment: "Scale…".
QString nameOf(const ActKind& act);

/// Obstacles that every act shares: nothing chosen, too many, a row that is gone, old data, a read-only
/// connection; then its own.
QString obstacleTo(const ActKind& act, const Asking& asking);

/// The `aws ecs` command that sends the same request to the same place.
QString awsCommand(const console::Act& act, const console::Snapshot& snapshot);

} // namespace pilothouse::ui
