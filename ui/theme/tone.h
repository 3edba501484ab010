// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

namespace pilothouse::ui {

/// What a text means; its colour is a token of the theme of the moment.
enum class Tone { text, text2, text3, disabled, you, change, ok, warn, bad, idle };

inline QColor colourOf(Tone tone) {
    const Tokens& t = tokens();
    switch (tone) {
    case Tone::text:
        return t.text;
    case Tone::text2:
        return t.text2;
    case Tone::text3:
        return t.text3;
    case Tone::disabled:
        return t.disabled;
    case Tone::you:
        return t.you;
    case Tone::change:
        return t.change;
    case Tone::ok:
        return t.ok;
    case Tone::warn:
        return t.warn;
    case Tone::bad:
        return t.bad;
    case Tone::idle:
        return t.idle;
    }
    return t.text;
}

} // namespace pilothouse::ui
