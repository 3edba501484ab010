// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sheet.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/raw_text.h"
#include "ui/widgets/status_shape.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {
constexpr int formWidth = 456, panelTop = 96, margin = 20;
constexpr int ring = 4; // room for the ring around a field with the keyboard

QWidget* withShape(Shape shape, QWidget* first, std::initializer_list<QWidget*> below) {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(ring, 0, ring, 0);
    row->setSpacing(8);
    auto* mark = new StatusShape(shape);
    auto* side = new QVBoxLayout;
    side->addSpacing(4);
    side->addWidget(mark);
    side->addStretch(1);
    row->addLayout(side);
    auto* column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(first);
    for (QWidget* widget : below)
        column->addWidget(widget);
    row->addLayout(column, 1);
    return box;
}
} // namespace

Sheet::Sheet(QWidget* host, const QString& placeText)
    : QWidget(host), m_before(QApplication::focusWidget()), m_panel(new Panel(this, Ground::raised)),
      m_title(new Label({}, 15, Tone::text, Weight::bold)), m_place(new Label(placeText, 12, Tone::text3)),
      m_will(new StateSentence(13)), m_failed(new StateSentence(13)), m_next(new StateSentence(12)),
      m_scroll(new QScrollArea), m_content(new QWidget), m_form(new QWidget), m_footBox(new QWidget),
      m_waiting(new StateSentence(13)), m_raw(new RawText), m_primary(new QPushButton),
      m_cancel(new QPushButton) {
    auto* column = m_panel->body();
    // The room for rings is part of the margin, so that all left edges are one.
    column->setContentsMargins(margin - ring, 16, margin - ring, 16);
    column->setSpacing(12);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(ring, 0, ring, 0);
    head->addWidget(m_title, 1);
    head->addWidget(m_place);
    column->addLayout(head);
    auto* inner = new QVBoxLayout(m_content);
    inner->setContentsMargins(ring, 0, ring, 2);
    inner->setSpacing(12);
    inner->addWidget(m_will);
    m_fields = new QVBoxLayout(m_form);
    m_fields->setContentsMargins(0, 0, 0, 0);
    m_fields->setSpacing(8);
    inner->addWidget(m_form);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_content);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_content->setAutoFillBackground(false);
    m_content->installEventFilter(this);
    column->addWidget(m_scroll);
    m_foot = new QVBoxLayout(m_footBox);
    m_foot->setContentsMargins(ring, 0, ring, 0);
    m_foot->setSpacing(8);
    column->addWidget(m_footBox);
    m_wait = withShape(Shape::starting, m_waiting, {});
    m_trouble = withShape(Shape::trouble, m_failed, {m_next, m_raw});
    column->addWidget(m_wait);
    column->addWidget(m_trouble);
    m_wait->hide();
    m_trouble->hide();
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(ring, 0, ring, 0);
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_primary);
    column->addLayout(buttons);
    m_primary->setDefault(true);
    connect(m_primary, &QPushButton::clicked, this, &Sheet::submit);
    connect(m_cancel, &QPushButton::clicked, this, &Sheet::close);
    host->installEventFilter(this);
    hide();
}

Sheet::~Sheet() = default;

void Sheet::start() {
    m_cancel->setText(tr("Cancel"));
    retranslate();
    settle();
    show();
    raise();
    if (QWidget* field = firstField())
        field->setFocus(Qt::OtherFocusReason);
    else
        (m_primary->isEnabled() ? m_primary : m_cancel)->setFocus(Qt::OtherFocusReason);
}

void Sheet::close() {
    hide();
    if (m_before) m_before->setFocus(Qt::OtherFocusReason);
    emit closed();
    deleteLater();
}

void Sheet::setTitle(const QString& title) {
    m_title->setText(title);
    setAccessibleName(title);
}

void Sheet::setWill(const Sentence& sentence) {
    m_will->setSentence(sentence);
    setAccessibleDescription(sentence.plain());
    settle();
}

void Sheet::setPrimary(const QString& text, bool possible, bool dangerous) {
    m_primary->setText(text);
    m_possible = possible;
    m_primary->setEnabled(possible && !m_busy);
    setButtonKind(m_primary, dangerous ? ButtonKind::danger : ButtonKind::primary);
}

void Sheet::setBusy(std::function<Sentence()> waiting) {
    m_busy = true;
    m_tellWaiting = std::move(waiting);
    retell();
    m_wait->show();
    m_trouble->hide();
    m_form->setEnabled(false);
    m_footBox->setEnabled(false);
    m_primary->setEnabled(false);
    m_cancel->setText(tr("Close"));
    m_cancel->setFocus(Qt::OtherFocusReason);
    settle();
}

void Sheet::free() {
    m_busy = false;
    m_wait->hide();
    m_form->setEnabled(true);
    m_footBox->setEnabled(true);
    m_primary->setEnabled(m_possible);
    m_cancel->setText(tr("Cancel"));
    m_trouble->show();
    if (QWidget* field = firstField()) field->setFocus(Qt::OtherFocusReason);
    settle();
}

void Sheet::setFailed(Telling failed) {
    m_tellFailed = std::move(failed);
    retell();
    free();
}

Sheet::Telling Sheet::failure(std::string code, Args args, Error error) {
    return [code = std::move(code), args = std::move(args), error = std::move(error)] {
        Explanation told = explainError(error);
        Sentence failed = say(code, args);
        failed += told.why;
        told.why = failed;
        return told;
    };
}

void Sheet::retell() {
    if (m_tellWaiting) m_waiting->setSentence(m_tellWaiting());
    if (!m_tellFailed) return;
    const Explanation told = m_tellFailed();
    m_failed->setSentence(told.why);
    m_next->setSentence(told.next.toned(Tone::text2));
    m_next->setVisible(!told.next.isEmpty());
    m_raw->setText(told.raw);
}

QWidget* Sheet::labelled(const QString& objectName, QWidget* field) {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto* label = new Label({}, 13, Tone::text2);
    label->setFixedWidth(96);
    label->setBuddy(field);
    field->setObjectName(objectName);
    label->setObjectName(objectName + QStringLiteral("Label"));
    row->addWidget(label);
    row->addWidget(field, 1);
    if (field->minimumWidth() == field->maximumWidth()) row->addStretch(1);
    return box;
}

void Sheet::setLabel(QWidget* field, const QString& text) {
    if (auto* label = findChild<Label*>(field->objectName() + QStringLiteral("Label"))) label->setText(text);
    field->setAccessibleName(text);
}

void Sheet::settle() {
    if (!parentWidget()) return;
    setGeometry(parentWidget()->rect());
    const int wide = qMin(formWidth, width() - 32);
    m_panel->setFixedWidth(wide);
    bool foot = false;
    for (int i = 0; i < m_foot->count(); ++i)
        foot |= m_foot->itemAt(i)->widget() && !m_foot->itemAt(i)->widget()->isHidden();
    m_footBox->setVisible(foot);
    auto tallOf = [](QLayout* layout, int width) {
        layout->invalidate();
        return layout->hasHeightForWidth() ? layout->totalHeightForWidth(width)
                                           : layout->totalSizeHint().height();
    };
    const int content = tallOf(m_content->layout(), wide - 2 * (margin - ring));
    m_scroll->setFixedHeight(content);
    int tall = tallOf(m_panel->layout(), wide);
    const int most = height() - 16;
    // A bar that came while it was too low would stay: beside it the text wraps, and is too long again.
    m_scroll->setVerticalScrollBarPolicy(tall > most ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    if (tall > most) {
        m_scroll->setFixedHeight(qMax(60, content - (tall - most)));
        tall = tallOf(m_panel->layout(), wide);
    }
    const int top = qMin(panelTop, qMax(8, (height() - tall) / 2));
    m_panel->setGeometry((width() - wide) / 2, top, wide, tall);
    m_panel->layout()->activate();
}

void Sheet::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), tokens().scrim);
}

void Sheet::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        close();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        // On a button it presses that one: never the act while the keyboard is on Cancel.
        QWidget* at = QApplication::focusWidget();
        const bool onButton = qobject_cast<QPushButton*>(at) || qobject_cast<QToolButton*>(at);
        if (onButton && at != m_primary && isAncestorOf(at))
            static_cast<QAbstractButton*>(at)->click();
        else if (m_primary->isEnabled())
            submit();
    } // nothing goes through to the page behind
}

bool Sheet::focusNextPrevChild(bool next) {
    // The ring of fields and buttons inside; the page behind cannot be reached.
    QWidget* from = QApplication::focusWidget();
    if (!from || !isAncestorOf(from)) from = m_primary;
    QWidget* to = from;
    do {
        to = next ? to->nextInFocusChain() : to->previousInFocusChain();
        if (to != this && isAncestorOf(to) && to->isEnabled() && to->isVisible() &&
            (to->focusPolicy() & Qt::TabFocus) && !to->focusProxy()) {
            to->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    } while (to != from);
    return true;
}

bool Sheet::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize) settle();
    if (watched == m_content && event->type() == QEvent::LayoutRequest) settle();
    return QWidget::eventFilter(watched, event);
}

void Sheet::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_cancel->setText(m_busy ? tr("Close") : tr("Cancel"));
        retranslate();
        retell();
        settle();
    }
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
