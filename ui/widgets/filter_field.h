// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace pilothouse::ui {

class Label;

/// A field for words and column:value terms; how many rows it leaves stands at the right.
/// Escape clears it, and once it is empty gives the keyboard back (left).
class FilterField : public QLineEdit {
    Q_OBJECT
public:
    explicit FilterField(QWidget* parent = nullptr);
    void setCount(const QString& text);

signals:
    void left();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Label* m_count;
};

} // namespace pilothouse::ui
