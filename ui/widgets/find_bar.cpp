// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/find_bar.h"

#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/json_text.h"
#include "ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QShortcut>
#include <QToolButton>

namespace pilothouse::ui {

namespace {

constexpr int most = 2'000; // lit up at once; more are counted

QToolButton* small(const QString& iconName) {
    auto* button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setFixedSize(24, 24);
    return button;
}

} // namespace

FindBar::FindBar(JsonText* text, QWidget* parent)
    : Surface(Ground::sunken, Qt::BottomEdge, parent), m_text(text), m_field(new QLineEdit),
      m_count(new Label({}, 12, Tone::text3)), m_previous(small(QStringLiteral("up"))),
      m_next(small(QStringLiteral("down"))), m_close(small(QStringLiteral("x"))) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(8);
    setSmall(m_field);
    m_field->setMaximumWidth(280);
    row->addWidget(m_field, 1);
    row->addWidget(m_count);
    row->addStretch(1);
    for (auto* button : {m_previous, m_next, m_close})
        row->addWidget(button);
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::look);
    connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_close, &QToolButton::clicked, this, &FindBar::close);
    connect(text, &QPlainTextEdit::textChanged, this, [this] {
        if (isVisible()) look();
    });
    // The keys act wherever the keyboard is within the text's surroundings.
    QWidget* around = parent ? parent : text;
    const auto key = [&](const QKeySequence& keys, auto act) {
        auto* shortcut = new QShortcut(keys, around);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    key(QKeySequence::Find, [this] { open(); });
    key(Qt::Key_F3, [this] { step(1); });
    key(Qt::SHIFT | Qt::Key_F3, [this] { step(-1); });
    m_field->installEventFilter(this);
    hide();
    rename();
}

void FindBar::open() {
    const QString chosen = m_text->textCursor().selectedText();
    if (!chosen.isEmpty() && !chosen.contains(QChar::ParagraphSeparator)) m_field->setText(chosen);
    QWidget::show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    look();
}

void FindBar::find(const QString& words) {
    QWidget::show();
    m_field->setText(words);
}

void FindBar::look() {
    const QString words = m_field->text();
    const int from = m_text->textCursor().selectionStart();
    m_found.clear();
    int total = 0, nearest = -1;
    if (!words.isEmpty()) {
        const QString all = m_text->toPlainText();
        for (qsizetype i = all.indexOf(words, 0, Qt::CaseInsensitive); i >= 0;
             i = all.indexOf(words, i + words.size(), Qt::CaseInsensitive)) {
            if (++total > most) continue;
            QTextCursor cursor(m_text->document());
            cursor.setPosition(int(i));
            cursor.setPosition(int(i + words.size()), QTextCursor::KeepAnchor);
            if (nearest < 0 && i >= from) nearest = int(m_found.size());
            m_found << cursor;
        }
    }
    for (auto* button : {m_previous, m_next})
        button->setEnabled(!m_found.isEmpty());
    setInvalid(m_field, !words.isEmpty() && m_found.isEmpty());
    show(m_found.isEmpty() ? -1 : qMax(0, nearest));
}

void FindBar::step(int by) {
    if (m_field->text().isEmpty()) return open();
    if (m_found.isEmpty()) look();
    if (m_found.isEmpty()) return;
    show(int((m_at + by + m_found.size()) % m_found.size()));
}

void FindBar::show(int at) {
    m_at = at;
    m_text->setFound(m_found, at);
    if (at >= 0 && !m_text->hasFocus()) {
        QTextCursor cursor = m_found[at];
        cursor.setPosition(cursor.selectionStart());
        m_text->setTextCursor(cursor);
        m_text->ensureCursorVisible();
    } else if (at >= 0) {
        m_text->setTextCursor(m_found[at]);
    }
    m_count->setText(m_field->text().isEmpty() ? QString()
                     : at < 0                  ? sayPlain("json.find.none")
                                               : sayPlain("json.find.at", {{"at", Arg::number(at + 1)},
                                                                           {"count", Arg::number(m_found.size())}}));
    m_field->setAccessibleDescription(m_count->text());
}

void FindBar::close() {
    hide();
    m_found.clear();
    m_text->setFound({}, -1);
    m_text->setFocus(Qt::OtherFocusReason);
}

bool FindBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            step(key->modifiers() & Qt::ShiftModifier ? -1 : 1);
            return true;
        }
    }
    return Surface::eventFilter(watched, event);
}

void FindBar::rename() {
    m_field->setPlaceholderText(sayPlain("json.find"));
    m_field->setAccessibleName(sayPlain("json.find"));
    const auto name = [](QToolButton* button, const char* code, const char* key) {
        button->setAccessibleName(sayPlain(code));
        button->setToolTip(sayPlain(code) + QStringLiteral("  ") + QLatin1String(key));
    };
    name(m_previous, "json.find.previous", "Shift+F3");
    name(m_next, "json.find.next", "F3");
    name(m_close, "json.find.close", "Esc");
    show(m_at);
}

void FindBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rename();
    Surface::changeEvent(event);
}

} // namespace pilothouse::ui
