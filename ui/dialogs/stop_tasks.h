// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/place.h"
#include "ui/widgets/sheet.h"

class QLineEdit;

namespace pilothouse::ui {

class ActRunner;
class Label;

/// Stop tasks: names them, says who replaces them, takes a reason. It acts on the ARNs that it was opened
/// with, whatever the list does meanwhile; those that could not be stopped stay in it.
class StopTasksSheet : public Sheet {
    Q_OBJECT
public:
    static StopTasksSheet* open(QWidget* host, ActRunner* runner, const Place& place,
                                const console::Rows<console::Task>& tasks);

protected:
    void submit() override;
    void retranslate() override;
    QWidget* firstField() const override;

private:
    StopTasksSheet(QWidget* host, ActRunner* runner, const Place& place,
                   const console::Rows<console::Task>& tasks);
    void tell();
    void list();

    struct Round; ///< one press of the button: answers still to come, what failed
    void ended(const Round& round);

    ActRunner* m_runner;
    Place m_place;
    console::Rows<console::Task> m_tasks;
    Label* m_names;
    QLineEdit* m_reason;
};

} // namespace pilothouse::ui
