// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/words/sentence.h"

#include <QWidget>

class QHBoxLayout;

namespace pilothouse::ui {

class Label;
class StateSentence;

/// The head of a page, 84 high: "Parent / Name", pill and chips, actions at the right; the sentence below.
class PageHeader : public QWidget {
    Q_OBJECT
public:
    explicit PageHeader(QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setParentTitle(const QString& parent); ///< empty: none; pressing it emits parentActivated
    void setSentence(const Sentence& sentence);
    const Sentence& sentence() const;
    void addBeside(QWidget* widget); ///< pill, chip: after the title
    void addAction(QWidget* button); ///< at the right

signals:
    void linkActivated(const QString& link);
    void parentActivated();

private:
    StateSentence* m_parent;
    Label* m_title;
    StateSentence* m_sentence;
    QHBoxLayout *m_row, *m_beside, *m_actions;
};

} // namespace pilothouse::ui
