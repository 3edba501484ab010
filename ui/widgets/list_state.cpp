// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/list_state.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/raw_text.h"
#include "ui/widgets/status_shape.h"
#include "ui/words/errors.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace pilothouse::ui {

/// The picture of the state: broken ring, icon of an empty list, lock, diamond.
class ListState::Face : public QWidget {
public:
    explicit Face(QWidget* parent) : QWidget(parent) { setFixedSize(24, 24); }
    void set(Kind kind) {
        m_kind = kind;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const Tokens& t = tokens();
        switch (m_kind) {
        case Kind::loading:
            paintShape(painter, QRectF(4, 4, 16, 16), Shape::starting);
            break;
        case Kind::empty:
            paintIcon(painter, QRectF(2, 2, 20, 20), QStringLiteral("tasks"), t.text3);
            break;
        case Kind::noMatch:
            paintIcon(painter, QRectF(2, 2, 20, 20), QStringLiteral("filter"), t.text3);
            break;
        case Kind::denied:
            paintIcon(painter, QRectF(2, 2, 20, 20), QStringLiteral("lock"), t.warn);
            break;
        case Kind::failed:
            paintShape(painter, QRectF(4, 4, 16, 16), Shape::trouble);
            break;
        }
    }

private:
    Kind m_kind = Kind::loading;
};

ListState::ListState(QWidget* parent)
    : QWidget(parent), m_face(new Face(this)), m_sentence(new StateSentence(15)),
      m_next(new StateSentence(13)), m_raw(new RawText), m_action(new QPushButton) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 32, 24, 24);
    row->setSpacing(12);
    row->addWidget(m_face, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout;
    column->setSpacing(8);
    for (QWidget* part : std::initializer_list<QWidget*>{m_sentence, m_next, m_raw}) {
        part->setMaximumWidth(560);
        column->addWidget(part);
    }
    column->addSpacing(4);
    column->addWidget(m_action, 0, Qt::AlignLeft);
    column->addStretch(1);
    row->addLayout(column, 1'000); // what the sentence may not have goes to the right of it
    row->addStretch(1);
    connect(m_action, &QPushButton::clicked, this, &ListState::acted);
}

void ListState::show(Kind kind, const Sentence& sentence, const QString& action) {
    m_kind = kind;
    m_error.reset();
    m_face->set(kind);
    m_sentence->setSentence(sentence);
    m_next->hide();
    m_raw->setText({});
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
}

void ListState::showError(const Error& error) {
    m_kind = isDenied(error) ? Kind::denied : Kind::failed;
    m_error = error;
    m_face->set(m_kind);
    retranslate();
}

void ListState::retranslate() {
    if (!m_error) return;
    const Explanation told = explainError(*m_error);
    m_sentence->setSentence(told.why);
    m_next->setSentence(told.next.toned(Tone::text2));
    m_next->setVisible(!told.next.isEmpty());
    m_raw->setText(told.raw);
    m_action->setText(tr("Try again"));
    m_action->setVisible(true);
}

void ListState::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), tokens().panel);
    if (m_kind != Kind::failed) return;
    // The ground of trouble ends with its words: a whole page of it would shout.
    const int bottom = m_action->geometry().bottom() + 24;
    painter.fillRect(0, 0, width(), bottom, tokens().badSoft);
    painter.fillRect(0, bottom, width(), 1, tokens().badLine);
}

void ListState::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

StaleBanner::StaleBanner(QWidget* parent)
    : QWidget(parent), m_sentence(new StateSentence(13)), m_retry(new QPushButton) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 6, 16, 6);
    row->setSpacing(8);
    row->addWidget(new StatusShape(Shape::unknown));
    row->addWidget(m_sentence, 1);
    row->addWidget(m_retry);
    m_retry->setText(tr("Try again"));
    connect(m_retry, &QPushButton::clicked, this, &StaleBanner::retry);
}

void StaleBanner::set(const std::optional<Error>& error, Millis age) {
    Sentence told = say("page.stale", {{"age", Arg::duration(age)}});
    if (error) {
        const Explanation explained = explainError(*error);
        told += explained.why;
        // Nothing but a person's sign-in helps here.
        if (isDenied(*error)) told += explained.next;
    }
    m_sentence->setSentence(told);
}

void StaleBanner::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), tokens().idleBg);
    painter.fillRect(0, 0, width(), 1, tokens().idleLine);
}

void StaleBanner::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) m_retry->setText(tr("Try again"));
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
