// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/label.h"

#include <QEvent>
#include <QPainter>

namespace pilothouse::ui {

Label::Label(const QString& text, int px, Tone tone, Weight weight, QWidget* parent)
    : QLabel(text, parent), m_px(px), m_tone(tone), m_weight(weight) {
    setTextFormat(Qt::PlainText);
    connect(&Theme::instance(), &Theme::changed, this, &Label::apply);
    apply();
}

void Label::setTone(Tone tone) {
    if (m_tone == tone) return;
    m_tone = tone;
    apply();
}

void Label::setMono() {
    m_mono = true;
    apply();
}

void Label::apply() {
    const QFont font = m_mono ? monoFont(m_px, m_weight) : uiFont(m_px, m_weight);
    if (font != this->font()) setFont(font);
    // For text that can be selected, which QLabel paints; the rest is painted below.
    QPalette p = palette();
    p.setColor(QPalette::WindowText, colourOf(m_tone));
    p.setColor(QPalette::Text, colourOf(m_tone));
    setPalette(p);
    update();
}

void Label::paintEvent(QPaintEvent* event) {
    if (textInteractionFlags() & Qt::TextSelectableByMouse) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(isEnabled() ? colourOf(m_tone) : tokens().disabled);
    const QRect r = contentsRect();
    if (wordWrap()) {
        painter.drawText(r, int(alignment()) | Qt::TextWordWrap, text());
        return;
    }
    const bool lines = text().contains(u'\n');
    painter.drawText(r, int(alignment()) | (lines ? 0 : Qt::TextSingleLine),
                     lines ? text() : fontMetrics().elidedText(text(), m_elide, r.width()));
}

void Label::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) apply();
}

StateSentence::StateSentence(int px, QWidget* parent) : StateSentence(px, Weight::regular, parent) {}

StateSentence::StateSentence(int px, Weight weight, QWidget* parent)
    : QLabel(parent), m_px(px), m_weight(weight) {
    setTextFormat(Qt::RichText);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse |
                            Qt::LinksAccessibleByKeyboard);
    setFocusPolicy(Qt::NoFocus);
    setWordWrap(true);
    setFont(uiFont(px, weight));
}

void StateSentence::setSentence(const Sentence& sentence) {
    if (m_sentence == sentence) return;
    m_sentence = sentence;
    bool links = false;
    for (const auto& span : sentence.spans)
        links |= !span.link.isEmpty();
    setFocusPolicy(links ? Qt::TabFocus : Qt::NoFocus);
    apply();
}

void StateSentence::apply() {
    setText(m_sentence.html(m_weight));
    setAccessibleName(m_sentence.plain());
}

void StateSentence::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) apply();
    if (event->type() == QEvent::LanguageChange) setFont(uiFont(m_px, m_weight));
}

} // namespace pilothouse::ui
