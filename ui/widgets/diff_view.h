// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/document_diff.h"

#include <QWidget>

class QPushButton;

namespace pilothouse::ui {

class DiffArea;
class Label;
class Surface;

/// Two documents: side by side where there is room, else in one column. F7 and Shift F7 go from change to
/// change; the foot says how many there are.
class DiffView : public QWidget {
    Q_OBJECT
public:
    explicit DiffView(QWidget* parent = nullptr);
    void set(const Json& older, const QString& olderTitle, const Json& newer, const QString& newerTitle);
    const std::vector<console::DocumentChange>& changes() const { return m_changes; }
    DiffArea* area() const { return m_area; }
    void step(int by); ///< to the next change, or back

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void rename();
    void tell();

    std::vector<console::DocumentChange> m_changes;
    Surface* m_head;
    Label *m_olderTitle, *m_newerTitle, *m_count;
    DiffArea* m_area;
    QPushButton *m_previous, *m_next, *m_equal;
};

} // namespace pilothouse::ui
