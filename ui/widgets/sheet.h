// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/words/errors.h"

#include <QPointer>
#include <QWidget>
#include <functional>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace pilothouse::ui {

class Label;
class Panel;
class RawText;
class StateSentence;

/// A question over the window: a child widget on a scrim, so that pictures of the window hold it and no event
/// loop is nested. It keeps the keyboard inside, Escape closes it, and what was typed stays when an act
/// fails. What does not fit into a low window scrolls between its head and its buttons.
class Sheet : public QWidget {
    Q_OBJECT
public:
    /// `place` names the connection and the cluster that the act goes to.
    Sheet(QWidget* host, const QString& place);
    ~Sheet() override;

    void close();
    bool isBusy() const { return m_busy; }

signals:
    void closed();

protected:
    virtual void submit() = 0;
    virtual void retranslate() = 0; ///< title, labels, sentence, button: called once at the start as well
    virtual QWidget* firstField() const = 0;

    QVBoxLayout* fields() const { return m_fields; } ///< below the sentence; scrolls
    QVBoxLayout* foot() const { return m_foot; }     ///< above the buttons; always in sight
    void setTitle(const QString& title);
    void setWill(const Sentence& sentence);
    void setPrimary(const QString& text, bool possible, bool dangerous = false);
    // Told anew when the language changes, therefore as functions.
    using Telling = std::function<Explanation()>;
    void setBusy(std::function<Sentence()> waiting); ///< fields are off until setFailed or close
    void setFailed(Telling failed);
    /// What failed (a code of acts_words.cpp), then why and what to do.
    static Telling failure(std::string code, Args args, Error error);
    void start(); ///< shows it; the last call of a constructor of a kind of sheet
    QWidget* labelled(const QString& objectName, QWidget* field);
    void setLabel(QWidget* field, const QString& text);
    void settle(); ///< after something came, went or grew

    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void free();
    void retell();

    QPointer<QWidget> m_before; ///< had the keyboard
    Panel* m_panel;
    Label *m_title, *m_place;
    StateSentence *m_will, *m_failed, *m_next;
    QVBoxLayout *m_fields, *m_foot;
    QScrollArea* m_scroll;
    QWidget *m_content, *m_form, *m_footBox, *m_trouble, *m_wait;
    StateSentence* m_waiting;
    RawText* m_raw;
    QPushButton *m_primary, *m_cancel;
    bool m_busy = false, m_possible = true;
    std::function<Sentence()> m_tellWaiting;
    Telling m_tellFailed;
};

} // namespace pilothouse::ui
