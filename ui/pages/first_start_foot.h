// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QMenu;

namespace pilothouse::ui {

class Preferences;

/// A quiet line of text with an arrow that opens a menu of choices.
class ChoiceButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit ChoiceButton(Preferences& preferences, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    virtual QString words() const = 0;
    virtual void fill(QMenu& menu) = 0;
    void tell();

    Preferences& m_preferences;
};

class LanguageChoice : public ChoiceButton {
    Q_OBJECT
public:
    explicit LanguageChoice(Preferences& preferences, QWidget* parent = nullptr);

protected:
    QString words() const override;
    void fill(QMenu& menu) override;
};

class ThemeChoiceButton : public ChoiceButton {
    Q_OBJECT
public:
    explicit ThemeChoiceButton(Preferences& preferences, QWidget* parent = nullptr);

protected:
    QString words() const override;
    void fill(QMenu& menu) override;
};

} // namespace pilothouse::ui
