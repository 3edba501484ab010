// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/connection_colour.h"

#include "ui/frame/connection.h"
#include "ui/frame/preferences.h"

namespace pilothouse::ui {

QColor colourOf(const ConnectionChoice& choice, int place) {
    const Tokens& t = tokens();
    if (choice.production) return t.badFill;
    const QColor series[] = {t.s1, t.s2, t.s3, t.s4, t.s5, t.s6, t.s7, t.s8};
    return series[std::size_t(choice.colour >= 0 ? choice.colour : place) % std::size(series)];
}

QColor colourOf(const Connections& all, const Connection* connection) {
    const auto place = all.all().indexOf(const_cast<Connection*>(connection));
    return colourOf(connection->choice(), int(place < 0 ? 0 : place));
}

} // namespace pilothouse::ui
