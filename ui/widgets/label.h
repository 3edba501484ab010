// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/fonts.h"
#include "ui/theme/tone.h"
#include "ui/words/sentence.h"

#include <QLabel>

namespace pilothouse::ui {

/// A line or paragraph in one tone, size and weight; follows the theme and the language.
class Label : public QLabel {
    Q_OBJECT
public:
    explicit Label(const QString& text = {}, int px = 13, Tone tone = Tone::text,
                   Weight weight = Weight::regular, QWidget* parent = nullptr);
    void setTone(Tone tone);
    void setMono();
    void setElide(Qt::TextElideMode mode) { m_elide = mode; }

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void apply();
    int m_px;
    Tone m_tone;
    Weight m_weight;
    bool m_mono = false;
    Qt::TextElideMode m_elide = Qt::ElideRight;
};

/// A state in one sentence: names in it are links, all of it can be selected, and its accessible name is the
/// whole sentence. Whoever says it says it anew when the language changes.
class StateSentence : public QLabel {
    Q_OBJECT
public:
    explicit StateSentence(int px = 15, QWidget* parent = nullptr);
    StateSentence(int px, Weight weight, QWidget* parent = nullptr);
    void setSentence(const Sentence& sentence);
    const Sentence& sentence() const { return m_sentence; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void apply();
    int m_px;
    Weight m_weight = Weight::regular; ///< at least
    Sentence m_sentence;
};

} // namespace pilothouse::ui
