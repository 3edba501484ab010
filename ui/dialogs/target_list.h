// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/label.h"

namespace pilothouse::ui {

/// The targets of an act by name, up to six of them and how many more.
class TargetList : public Label {
    Q_OBJECT
public:
    TargetList() : Label({}, 12, Tone::text2) {
        setMono();
        setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    void setNames(QStringList names) {
        constexpr qsizetype mostNamed = 6;
        const qsizetype more = names.size() - mostNamed;
        if (more > 0)
            names = names.mid(0, mostNamed) << sayPlain("stop.more", {{"count", Arg::number(more)}});
        setText(names.join(u'\n'));
        setAccessibleName(names.join(QStringLiteral(", ")));
        setVisible(!names.isEmpty());
    }
};

} // namespace pilothouse::ui
