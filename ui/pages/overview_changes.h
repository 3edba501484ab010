// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/changes.h"
#include "ui/widgets/panel.h"

namespace pilothouse::ui {

class Label;
class StateSentence;

/// What changed, newest first: each line leads to what it is about.
class OverviewChanges : public Panel {
    Q_OBJECT
public:
    explicit OverviewChanges(QWidget* parent = nullptr);

    void set(std::vector<console::Change> changes);
    /// As many lines as there is room for.
    void setRoom(int rows);
    const std::vector<console::Change>& changes() const { return m_changes; }

signals:
    void navigate(const QString& path);

protected:
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void tell();

    class Line;
    std::vector<console::Change> m_changes;
    Label* m_title;
    StateSentence* m_all;
    Label* m_none;
    QList<Line*> m_lines;
    int m_room = 6;
    bool m_held = false; ///< a change waits until the pointer is gone
};

} // namespace pilothouse::ui
