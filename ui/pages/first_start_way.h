// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QWidget>
#include <optional>

class QHBoxLayout;
class QVBoxLayout;

namespace pilothouse::ui {

class Label;
class Panel;
class StateSentence;

/// A line of 1 px between two ways.
class Rule : public QWidget {
    Q_OBJECT
public:
    explicit Rule(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// An icon of 20 px that follows the theme.
class BigIcon : public QWidget {
    Q_OBJECT
public:
    explicit BigIcon(const QString& name, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
};

/// One way to somewhere: icon, title with facts beside it, explanation, what is done at the right; below,
/// where it was tried in vain, why, what to do, and the words of whoever refused.
class Way : public QWidget {
    Q_OBJECT
public:
    explicit Way(const QString& iconName, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setBody(const QString& body);
    void addBeside(QWidget* widget); ///< after the title
    void addAction(QWidget* widget); ///< at the right
    void addBelow(QWidget* widget);  ///< under the explanation
    void setError(const std::optional<Error>& error);

protected:
    void changeEvent(QEvent* event) override;

private:
    void tellError();

    QHBoxLayout *m_head, *m_actions;
    QVBoxLayout* m_text;
    Label *m_title, *m_body, *m_raw;
    StateSentence* m_why;
    Panel* m_rawPanel;
    QWidget* m_trouble; ///< the two below
    std::optional<Error> m_error;
};

} // namespace pilothouse::ui
