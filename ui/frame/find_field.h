// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace pilothouse::ui {

/// Looks like a field and opens the palette: 228 wide, its key at the right; narrow only the icon.
class FindField : public QAbstractButton {
    Q_OBJECT
public:
    explicit FindField(QWidget* parent = nullptr);
    void setNarrow(bool narrow);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retell();
    bool m_narrow = false;
};

} // namespace pilothouse::ui
