// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acts/keys.h"

namespace pilothouse::ui {

namespace {

KeyScheme scheme = KeyScheme::usual;

} // namespace

KeyScheme keyScheme() {
    return scheme;
}

void setKeyScheme(KeyScheme wanted) {
    scheme = wanted;
}

QKeySequence keyOf(const ActKind& act) {
    const char* key = scheme == KeyScheme::e1s ? act.e1s : act.key;
    return key ? QKeySequence(QString::fromLatin1(key)) : QKeySequence();
}

} // namespace pilothouse::ui
