// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/status_shape.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {
constexpr int width360 = 360, statusBar = 24, margin = 16, goodNewsStays = 6'000, most = 4;
}

ToastStack::ToastStack(QWidget* host) : QWidget(host), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    host->installEventFilter(this);
    hide();
}

void ToastStack::add(bool ok, const QString& title, const QString& detail, const QString& link) {
    auto* toast = new Panel(this, Ground::raised);
    toast->body()->setContentsMargins(12, 9, 8, 10);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    auto* shape = new QVBoxLayout;
    shape->addSpacing(4);
    shape->addWidget(new StatusShape(ok ? Shape::healthy : Shape::trouble));
    shape->addStretch(1);
    row->addLayout(shape);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    auto* head = new Label(title, 13, Tone::text, Weight::strong);
    head->setWordWrap(true);
    words->addWidget(head);
    if (!detail.isEmpty()) {
        auto* more = new Label(detail, 12, Tone::text2);
        more->setWordWrap(true);
        words->addWidget(more);
    }
    row->addLayout(words, 1);
    auto remove = [this, toast] {
        m_column->removeWidget(toast);
        toast->hide();
        toast->deleteLater();
        place();
    };
    if (!link.isEmpty()) {
        auto* open = new StateSentence(12);
        Sentence sentence;
        sentence.spans = {{tr("Open"), link, Tone::you, true}};
        open->setSentence(sentence);
        open->setWordWrap(false);
        connect(open, &QLabel::linkActivated, this, &ToastStack::linkActivated);
        row->addWidget(open, 0, Qt::AlignTop);
    }
    auto* close = new QToolButton;
    close->setIcon(icon(QStringLiteral("x")));
    close->setIconSize({14, 14});
    close->setFixedSize(20, 20);
    close->setToolTip(tr("Close"));
    close->setAccessibleName(tr("Close"));
    connect(close, &QToolButton::clicked, toast, remove);
    row->addWidget(close, 0, Qt::AlignTop);
    toast->body()->addLayout(row);
    toast->setAccessibleName(detail.isEmpty() ? title : title + QStringLiteral(". ") + detail);
    if (ok) QTimer::singleShot(goodNewsStays, toast, remove);
    if (m_column->count() >= most) {
        QWidget* oldest = m_column->itemAt(0)->widget();
        m_column->removeWidget(oldest);
        oldest->deleteLater();
    }
    m_column->addWidget(toast);
    toast->show();
    QAccessibleEvent event(toast, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    place();
}

void ToastStack::place() {
    if (m_column->count() == 0) {
        hide();
        return;
    }
    const QWidget* host = parentWidget();
    const int wide = qMin(width360, host->width() - 2 * margin);
    m_column->activate();
    const int tall =
        m_column->hasHeightForWidth() ? m_column->totalHeightForWidth(wide) : m_column->sizeHint().height();
    setGeometry(host->width() - wide - margin, host->height() - statusBar - margin - tall, wide, tall);
    show();
    raise();
}

bool ToastStack::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize) place();
    return QWidget::eventFilter(watched, event);
}

} // namespace pilothouse::ui
