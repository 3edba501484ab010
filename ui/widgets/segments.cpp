// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segments.h"

#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace pilothouse::ui {

class Segments::Segment : public QAbstractButton {
public:
    Segment(bool first, bool last) : m_first(first), m_last(last) {
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setFixedHeight(28);
        setAttribute(Qt::WA_Hover);
    }
    QSize sizeHint() const override {
        return {qMax(QFontMetrics(uiFont(12)).horizontalAdvance(text()),
                     QFontMetrics(uiFont(12, Weight::strong)).horizontalAdvance(text())) +
                    20 + (m_last ? 1 : 0),
                28};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const Tokens& t = tokens();
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        // One box around all: each paints its part and clips the corners that are a neighbour's.
        p.setClipRect(rect());
        const QRectF box = QRectF(rect()).adjusted(m_first ? 0.5 : -8, 0.5, m_last ? -0.5 : 8, -0.5);
        p.setPen(QPen(t.line2, 1));
        p.setBrush(isChecked() ? t.youBg : isDown() ? t.pressed : underMouse() ? t.hover : t.panel);
        p.drawRoundedRect(box, 5, 5);
        if (!m_last) p.fillRect(QRectF(width() - 1, 1, 1, height() - 2), t.line);
        p.setFont(uiFont(12, isChecked() ? Weight::strong : Weight::regular));
        p.setPen(!isEnabled() ? t.disabled : isChecked() ? t.text : t.text2);
        p.drawText(rect(), Qt::AlignCenter, text());
        if (!hasFocus()) return;
        p.setPen(QPen(t.you, 1));
        p.setBrush(Qt::NoBrush);
        p.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4);
    }
    void focusInEvent(QFocusEvent* event) override {
        QAbstractButton::focusInEvent(event);
        update();
    }
    void keyPressEvent(QKeyEvent* event) override {
        // Up and down are left to what stands below.
        if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) return event->ignore();
        QAbstractButton::keyPressEvent(event);
    }

private:
    bool m_first, m_last;
};

Segments::Segments(int count, QWidget* parent)
    : QWidget(parent), m_label(new Label({}, 12, Tone::text3)), m_group(new QButtonGroup(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_label);
    m_label->setContentsMargins(0, 0, 6, 0);
    m_group->setExclusive(true);
    for (int i = 0; i < count; ++i) {
        auto* segment = new Segment(i == 0, i + 1 == count);
        m_segments << segment;
        m_group->addButton(segment, i);
        row->addWidget(segment);
    }
    if (count > 0) m_segments.front()->setChecked(true);
    connect(m_group, &QButtonGroup::idClicked, this, &Segments::chosen);
}

void Segments::setTexts(const QString& label, const QStringList& values) {
    m_label->setText(label);
    setAccessibleName(label);
    for (int i = 0; i < m_segments.size() && i < values.size(); ++i) {
        m_segments[i]->setText(values[i]);
        m_segments[i]->setAccessibleName(label + QStringLiteral(": ") + values[i]);
        m_segments[i]->setToolTip(label + QStringLiteral(": ") + values[i]);
        m_segments[i]->updateGeometry();
    }
}

void Segments::setTips(const QStringList& tips) {
    for (int i = 0; i < m_segments.size() && i < tips.size(); ++i)
        m_segments[i]->setToolTip(tips[i]);
}

void Segments::setLabelVisible(bool visible) {
    m_label->setVisible(visible);
}

void Segments::setCurrent(int value) {
    if (auto* button = m_group->button(value)) button->setChecked(true);
}

int Segments::current() const {
    return m_group->checkedId();
}

} // namespace pilothouse::ui
