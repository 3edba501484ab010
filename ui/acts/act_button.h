// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/acts/act.h"

#include <QPushButton>

namespace pilothouse::ui {

/// A button of the catalogue: its name, icon and tip (the key, or why it cannot be pressed) come from there.
/// On a read-only connection it is not there.
class ActButton : public QPushButton {
    Q_OBJECT
public:
    ActButton(const char* id, ActRunner& runner, QWidget* parent = nullptr);

    /// What it would act on now.
    void set(const Asking& asking);
    const ActKind& act() const { return *m_act; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void tell();

    const ActKind* m_act;
    ActRunner& m_runner;
    Asking m_asking;
};

} // namespace pilothouse::ui
