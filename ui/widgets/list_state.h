// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"
#include "ui/words/sentence.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace pilothouse::ui {

class Label;
class RawText;
class StateSentence;

/// What stands in place of a list that shows no rows, each with a face of its own: it is being read, it is
/// empty, nothing matches, it is denied, it failed.
class ListState : public QWidget {
    Q_OBJECT
public:
    enum class Kind { loading, empty, noMatch, denied, failed };

    explicit ListState(QWidget* parent = nullptr);
    void show(Kind kind, const Sentence& sentence, const QString& action = {});
    void showError(const Error& error);
    Kind kind() const { return m_kind; }

signals:
    void acted(); ///< the action below the sentence: fill, clear the filter, try again

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    Kind m_kind = Kind::loading;
    std::optional<Error> m_error;
    class Face;
    Face* m_face;
    StateSentence *m_sentence, *m_next;
    RawText* m_raw;
    QPushButton* m_action;
};

/// A line over a list whose rows are old: since when, and why.
class StaleBanner : public QWidget {
    Q_OBJECT
public:
    explicit StaleBanner(QWidget* parent = nullptr);
    void set(const std::optional<Error>& error, Millis age);

signals:
    void retry();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    StateSentence* m_sentence;
    QPushButton* m_retry;
};

} // namespace pilothouse::ui
