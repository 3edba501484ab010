// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/status_shape.h"
#include "ui/words/sentence.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace pilothouse::ui {

class StateSentence;

/// A strip over the page: a shape, a sentence and what can be done about it. Its ground says how much it
/// matters: quiet for a hint, amber for old data, red where nothing can be shown.
class Notice : public QWidget {
    Q_OBJECT
public:
    explicit Notice(QWidget* parent = nullptr);

    void tell(Shape shape, const Sentence& sentence);
    /// Sets the words of a button, made when first named; empty hides it.
    QPushButton* setAction(const QString& name, const QString& words);

signals:
    void triggered(const QString& action);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StatusShape* m_shape;
    StateSentence* m_sentence;
    QHBoxLayout* m_row;
    QHash<QString, QPushButton*> m_buttons;
};

} // namespace pilothouse::ui
