// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/words/sentence.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace pilothouse::ui {

class Label;
class StateSentence;

/// The head of a page, 84 high: "Parent / Name", pill and chips, actions at the right; the sentence below.
/// Where they do not fit, actions past the second stand in a menu.
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

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fit();
    void openMenu();
    void rename();

    StateSentence* m_parent;
    Label* m_title;
    StateSentence* m_sentence;
    QHBoxLayout *m_row, *m_beside, *m_actions;
    struct Action {
        QWidget* button;
        QWidget* place; ///< holds it: hidden while the button stands in the menu
    };
    QList<Action> m_all;
    QToolButton* m_more;
};

} // namespace pilothouse::ui
