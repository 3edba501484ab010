// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"

#include <QTextCursor>

class QLineEdit;
class QToolButton;

namespace pilothouse::ui {

class JsonText;
class Label;

/// Finds in a JsonText: Ctrl F opens it, F3 and Shift F3 go on, Escape closes it and gives the keyboard back.
class FindBar : public Surface {
    Q_OBJECT
public:
    explicit FindBar(JsonText* text, QWidget* parent = nullptr);
    void open();
    void find(const QString& words);
    void step(int by);
    int count() const { return int(m_found.size()); }

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void look();
    void show(int at);
    void close();
    void rename();

    JsonText* m_text;
    QLineEdit* m_field;
    Label* m_count;
    QToolButton *m_previous, *m_next, *m_close;
    QList<QTextCursor> m_found;
    int m_at = -1;
};

} // namespace pilothouse::ui
