// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/status_shape.h"
#include "ui/words/sentence.h"

#include <QWidget>

namespace pilothouse::ui {

class StateSentence;

/// What is to be said of a field, below it: a shape and a sentence. Nothing to say: hidden.
class Finding : public QWidget {
    Q_OBJECT
public:
    explicit Finding(QWidget* parent = nullptr);
    void say(Shape shape, const Sentence& sentence);
    void clear() { say(Shape::hint, {}); }
    QString text() const;

private:
    StatusShape* m_shape;
    StateSentence* m_sentence;
};

} // namespace pilothouse::ui
