// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"
#include "ui/words/sentence.h"

class QHBoxLayout;

namespace pilothouse::ui {

class Label;
class StateSentence;

/// A panel of the service page: head of 36 with a title, what explains it, and buttons at the right.
class ServicePanel : public Panel {
    Q_OBJECT
public:
    explicit ServicePanel(QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setNote(const Sentence& note);
    void addAction(QWidget* button);
    using Panel::addAction;

signals:
    void linkActivated(const QString& link);

private:
    Label* m_title;
    StateSentence* m_note;
    QHBoxLayout* m_head;
};

} // namespace pilothouse::ui
