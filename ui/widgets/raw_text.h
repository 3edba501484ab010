// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"

class QLabel;
class QToolButton;

namespace pilothouse::ui {

/// The words of whoever said them, unchanged: mono on a sunken ground, to be selected, or copied by its
/// button.
class RawText : public Panel {
    Q_OBJECT
public:
    explicit RawText(QWidget* parent = nullptr);
    void setText(const QString& text); ///< empty: hidden
    QString text() const { return m_text; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QString m_text;
    QLabel* m_label;
    QToolButton* m_copy;
};

} // namespace pilothouse::ui
