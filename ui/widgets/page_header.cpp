// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_header.h"

#include "ui/theme/icons.h"
#include "ui/widgets/label.h"
#include "ui/words/sentence.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {
constexpr int alwaysShown = 2, between = 12, leastTitle = 120;
} // namespace

PageHeader::PageHeader(QWidget* parent)
    : QWidget(parent), m_parent(new StateSentence(20)), m_title(new Label({}, 20, Tone::text, Weight::bold)),
      m_sentence(new StateSentence(15)), m_row(new QHBoxLayout), m_beside(new QHBoxLayout),
      m_actions(new QHBoxLayout), m_more(new QToolButton) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 16, 24, 12);
    column->setSpacing(8);
    for (auto* layout : {m_row, m_beside, m_actions})
        layout->setContentsMargins(0, 0, 0, 0);
    m_beside->setSpacing(8);
    m_actions->setSpacing(0);
    m_row->setSpacing(8);
    m_parent->setWordWrap(false);
    m_parent->hide();
    m_row->addWidget(m_parent);
    m_row->addWidget(m_title);
    m_row->addSpacing(4);
    m_row->addLayout(m_beside);
    m_row->addStretch(1);
    m_row->addLayout(m_actions);
    m_more->setIcon(icon(QStringLiteral("more")));
    m_more->setFixedSize(28, 28);
    m_more->hide();
    m_row->addWidget(m_more);
    connect(m_more, &QToolButton::clicked, this, &PageHeader::openMenu);
    m_title->setMinimumHeight(28);
    column->addLayout(m_row);
    column->addWidget(m_sentence);
    m_sentence->setMinimumHeight(20);
    connect(m_sentence, &QLabel::linkActivated, this, &PageHeader::linkActivated);
    connect(m_parent, &QLabel::linkActivated, this, &PageHeader::parentActivated);
    rename();
}

void PageHeader::setTitle(const QString& title) {
    m_title->setText(title);
    m_title->setMinimumWidth(0);
    m_title->setMinimumWidth(qMin(m_title->sizeHint().width(), leastTitle)); // a long one is shortened
    fit();
}

void PageHeader::setParentTitle(const QString& parent) {
    Sentence path;
    path.spans = {{parent, QStringLiteral("parent"), Tone::text2, false},
                  {QStringLiteral(" /"), {}, Tone::text3, false}};
    m_parent->setSentence(parent.isEmpty() ? Sentence{} : path);
    m_parent->setVisible(!parent.isEmpty());
}

void PageHeader::setSentence(const Sentence& sentence) {
    m_sentence->setSentence(sentence);
}

const Sentence& PageHeader::sentence() const {
    return m_sentence->sentence();
}

void PageHeader::addBeside(QWidget* widget) {
    m_beside->addWidget(widget);
}

void PageHeader::addAction(QWidget* button) {
    auto* place = new QWidget(this); // never a window of its own
    auto* inner = new QHBoxLayout(place);
    inner->setContentsMargins(m_all.isEmpty() ? 0 : between, 0, 0, 0);
    inner->addWidget(button);
    place->setVisible(!button->isHidden());
    button->installEventFilter(this);
    m_actions->addWidget(place);
    m_all.append(Action{button, place});
    fit();
}

/// The place of an action follows its button: hidden ones leave no gap.
bool PageHeader::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent ||
        event->type() == QEvent::LayoutRequest || event->type() == QEvent::LanguageChange)
        fit();
    return QWidget::eventFilter(watched, event);
}

void PageHeader::fit() {
    const auto margins = layout()->contentsMargins();
    int used = m_title->sizeHint().width() + m_beside->sizeHint().width() + 3 * m_row->spacing();
    if (!m_parent->isHidden()) used += m_parent->sizeHint().width() + m_row->spacing();
    int actions = 0, count = 0;
    for (const Action& action : m_all)
        if (!action.button->isHidden()) {
            actions += action.button->sizeHint().width() + between;
            ++count;
        }
    const bool short_ = width() - margins.left() - margins.right() < used + actions;
    const bool menu = short_ && count > alwaysShown;
    int shown = 0;
    for (const Action& action : m_all) {
        const bool there = !action.button->isHidden();
        action.place->setVisible(there && (!menu || shown < alwaysShown));
        shown += there;
    }
    m_more->setVisible(menu);
}

void PageHeader::openMenu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Action& action : m_all) {
        auto* button = qobject_cast<QPushButton*>(action.button);
        if (!button || button->isHidden() || !action.place->isHidden()) continue;
        QAction* made = menu->addAction(button->icon(), button->text());
        made->setEnabled(button->isEnabled());
        made->setToolTip(button->toolTip());
        connect(made, &QAction::triggered, button, &QPushButton::click);
    }
    const QPoint below = m_more->mapToGlobal(QPoint(m_more->width(), m_more->height() + 4));
    menu->popup(below - QPoint(menu->sizeHint().width(), 0));
}

void PageHeader::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void PageHeader::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rename();
    QWidget::changeEvent(event);
}

void PageHeader::rename() {
    m_more->setToolTip(sayPlain("header.more"));
    m_more->setAccessibleName(sayPlain("header.more"));
    fit();
}

} // namespace pilothouse::ui
