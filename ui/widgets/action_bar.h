// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"

class QHBoxLayout;

namespace pilothouse::ui {

class Label;

/// What the selected rows have in common and what they can all do, 44 high at the foot of a list.
class ActionBar : public Surface {
    Q_OBJECT
public:
    explicit ActionBar(QWidget* parent = nullptr);
    void setTexts(const QString& count, const QString& common);
    void addAction(QWidget* button);
    using Surface::addAction;

private:
    Label *m_count, *m_common;
    QHBoxLayout* m_actions;
};

} // namespace pilothouse::ui
