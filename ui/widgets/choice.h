// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QRadioButton;

namespace pilothouse::ui {

class Label;

/// One of few ways, each with a line that says what it leads to.
class Choice : public QWidget {
    Q_OBJECT
public:
    explicit Choice(int ways, QWidget* parent = nullptr);
    void setWay(int index, const QString& name, const QString& explanation);
    int chosen() const { return m_chosen; }
    void choose(int index);
    QRadioButton* button(int index) const { return m_ways[index].button; }

signals:
    void changed();

private:
    struct Way {
        QRadioButton* button;
        Label* explanation;
    };
    QList<Way> m_ways;
    int m_chosen = 0;
};

} // namespace pilothouse::ui
