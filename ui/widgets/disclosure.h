// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

class QVBoxLayout;

namespace pilothouse::ui {

/// A line that opens and closes what stands below it.
class Disclosure : public QWidget {
    Q_OBJECT
public:
    explicit Disclosure(QWidget* parent = nullptr);
    void setText(const QString& text);
    QVBoxLayout* body() const { return m_body; }
    QToolButton* button() const { return m_button; }
    bool isOpen() const { return m_button->isChecked(); }
    void setOpen(bool open) { m_button->setChecked(open); }

signals:
    void toggled(bool open);

private:
    void tell();

    QToolButton* m_button;
    QWidget* m_box;
    QVBoxLayout* m_body;
};

} // namespace pilothouse::ui
