// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/json_text.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/json_tokens.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPlainTextDocumentLayout>
#include <QSyntaxHighlighter>
#include <QTextBlock>
#include <QTextEdit>
#include <QToolTip>

namespace pilothouse::ui {

namespace {

int rowHeight() {
    return qRound(18 * Theme::instance().scale());
}

/// Qt's layout of plain text takes the line height of the font; rows of the design are a little higher.
class Rows : public QPlainTextDocumentLayout {
public:
    using QPlainTextDocumentLayout::QPlainTextDocumentLayout;
    QRectF blockBoundingRect(const QTextBlock& block) const override {
        QRectF rect = QPlainTextDocumentLayout::blockBoundingRect(block);
        if (!rect.isNull()) rect.setHeight(qMax<qreal>(rect.height(), rowHeight()));
        return rect;
    }
};

} // namespace

class JsonText::Colours : public QSyntaxHighlighter {
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString& text) override {
        for (const JsonToken& token : jsonTokens(text))
            setFormat(token.from, token.length, colourOf(token.kind));
    }
};

class JsonText::Gutter : public QWidget {
public:
    explicit Gutter(JsonText* text) : QWidget(text), m_text(text) {}

protected:
    void paintEvent(QPaintEvent* event) override {
        QPainter painter(this);
        m_text->paintGutter(painter, event->rect());
    }
    bool event(QEvent* event) override {
        if (event->type() == QEvent::ToolTip) {
            const auto* help = static_cast<QHelpEvent*>(event);
            QToolTip::showText(help->globalPos(), m_text->m_marks.value(m_text->lineAt(help->y())).tip, this);
            return true;
        }
        return QWidget::event(event);
    }

private:
    JsonText* m_text;
};

JsonText::JsonText(QWidget* parent) : QPlainTextEdit(parent), m_gutter(new Gutter(this)) {
    auto* document = new QTextDocument(this);
    document->setDocumentLayout(new Rows(document));
    document->setDocumentMargin(8);
    setDocument(document);
    m_colours = new Colours(document);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true);
    connect(this, &QPlainTextEdit::updateRequest, m_gutter, [this](const QRect& rect, int dy) {
        if (dy)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::blockCountChanged, this, &JsonText::placeGutter);
    connect(&Theme::instance(), &Theme::changed, this, &JsonText::apply);
    apply();
}

void JsonText::apply() {
    setFont(monoFont(12));
    document()->setDefaultFont(monoFont(12));
    m_colours->rehighlight();
    setFound(m_found, m_foundAt);
    placeGutter();
}

void JsonText::setNumbered(bool numbered) {
    m_numbered = numbered;
    placeGutter();
}

void JsonText::setMarks(const QMap<int, Mark>& marks) {
    if (m_marks == marks) return;
    m_marks = marks;
    m_gutter->update();
}

void JsonText::setFound(const QList<QTextCursor>& all, int current) {
    m_found = all;
    m_foundAt = current;
    QList<QTextEdit::ExtraSelection> marked;
    for (int i = 0; i < all.size(); ++i) {
        QTextEdit::ExtraSelection one;
        one.cursor = all[i];
        one.format.setBackground(i == current ? tokens().youLine : tokens().youBg);
        marked << one;
    }
    setExtraSelections(marked);
}

void JsonText::goToLine(int line) {
    QTextCursor cursor(document()->findBlockByNumber(line));
    setTextCursor(cursor);
    centerCursor();
}

void JsonText::placeGutter() {
    const int digits = qMax<int>(2, int(QString::number(blockCount()).size()));
    const int width =
        m_numbered ? 30 + qRound(digits * QFontMetricsF(monoFont(11)).horizontalAdvance(u'0')) : 0;
    setViewportMargins(width, 0, 0, 0);
    m_gutter->setVisible(m_numbered);
    const QRect r = contentsRect();
    m_gutter->setGeometry(r.left(), r.top(), width, viewport()->height());
}

int JsonText::lineAt(int y) const {
    return cursorForPosition({0, y}).blockNumber();
}

void JsonText::paintGutter(QPainter& painter, const QRect& dirty) {
    painter.fillRect(dirty, tokens().panel);
    painter.setFont(monoFont(11));
    QTextBlock block = firstVisibleBlock();
    qreal y = blockBoundingGeometry(block).translated(contentOffset()).top();
    for (; block.isValid() && y <= dirty.bottom(); block = block.next()) {
        const qreal height = blockBoundingRect(block).height();
        if (y + height >= dirty.top()) {
            const QRectF row(0, y, m_gutter->width() - 20, height);
            painter.setPen(block == textCursor().block() && hasFocus() ? tokens().text : tokens().text3);
            painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter,
                             QString::number(block.blockNumber() + 1));
            if (const auto mark = m_marks.constFind(block.blockNumber()); mark != m_marks.cend())
                paintShape(painter, QRectF(m_gutter->width() - 15, y + (height - 10) / 2, 10, 10),
                           mark->shape);
        }
        y += height;
    }
}

void JsonText::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void JsonText::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) m_gutter->update();
}

bool JsonText::event(QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) m_gutter->update();
    return QPlainTextEdit::event(event);
}

} // namespace pilothouse::ui
