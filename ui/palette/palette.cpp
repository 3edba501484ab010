// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/palette.h"

#include "ui/palette/palette_list.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/pill.h"
#include "ui/words/sentence.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

constexpr int top = 96, wide = 640, fieldHeight = 48, footHeight = 32, mostRows = 420;

/// The magnifier before the field.
class Glass : public QWidget {
public:
    explicit Glass(QWidget* parent) : QWidget(parent) { setFixedSize(16, 16); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintIcon(painter, rect(), QStringLiteral("search"), tokens().text3);
    }
};

} // namespace

Palette::Palette(QWidget* host, std::function<PaletteWorld()> world)
    : QWidget(host), m_world(std::move(world)), m_before(host->window()->focusWidget()) {
    build();
    retell();
    host->installEventFilter(this);
    place();
    show();
    raise();
    search();
    m_field->setFocus(Qt::OtherFocusReason);
}

void Palette::build() {
    m_panel = new Panel(this, Ground::raised);
    m_panel->body()->setContentsMargins(0, 0, 0, 0);
    m_panel->body()->setSpacing(0);
    auto* head = new Surface(Ground::raised, Qt::BottomEdge);
    head->setFixedHeight(fieldHeight);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(12);
    m_field = new QLineEdit;
    m_field->setFrame(false);
    m_field->setFont(uiFont(15));
    m_field->setProperty("bare", true);
    m_field->installEventFilter(this);
    m_where = new Label({}, 12, Tone::text3);
    row->addWidget(new Glass(head));
    row->addWidget(m_field, 1);
    row->addWidget(m_where);
    m_list = new QListView;
    m_model = new PaletteModel(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->viewport()->setAutoFillBackground(false);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& at) {
        if (!m_model->at(at.row())) return; // a head
        m_list->setCurrentIndex(at);
        take();
    });
    m_none = new Label({}, 13, Tone::text3);
    m_none->setContentsMargins(20, 16, 20, 16);
    auto* foot = new Surface(Ground::raised, Qt::TopEdge);
    foot->setFixedHeight(footHeight);
    auto* hints = new QHBoxLayout(foot);
    hints->setContentsMargins(16, 0, 16, 0);
    hints->setSpacing(6);
    auto hint = [&](std::initializer_list<const char*> keys, const char* words) {
        for (const char* key : keys)
            hints->addWidget(new Chip(QString::fromUtf8(key), Chip::Look::key));
        m_hints.append({new Label({}, 11, Tone::text3), words});
        hints->addWidget(m_hints.last().first);
        hints->addSpacing(10);
    };
    hint({"↑", "↓"}, "palette.choose");
    hint({"Enter"}, "palette.do");
    hint({"Tab"}, "palette.complete");
    hint({"Ctrl Enter"}, "palette.copy");
    hints->addStretch(1);
    for (QWidget* part : {static_cast<QWidget*>(head), static_cast<QWidget*>(m_list),
                          static_cast<QWidget*>(m_none), static_cast<QWidget*>(foot)})
        m_panel->body()->addWidget(part);
    connect(m_field, &QLineEdit::textChanged, this, &Palette::search);
}

void Palette::retell() {
    const QString cluster = QString::fromStdString(m_world().snapshot->cluster);
    m_where->setText(cluster.isEmpty() ? QString()
                                       : sayPlain("palette.in", {{"cluster", Arg::plain(cluster)}}));
    m_field->setPlaceholderText(sayPlain("palette.title"));
    m_field->setAccessibleName(sayPlain("palette.title"));
    m_list->setAccessibleName(sayPlain("palette.results"));
    m_none->setText(sayPlain("palette.none"));
    for (const auto& [label, words] : m_hints)
        label->setText(sayPlain(words));
}

void Palette::setText(const QString& text) {
    m_field->setText(text);
}

void Palette::search() {
    const QString text = m_field->text();
    PaletteWorld world = m_world();
    if (world.snapshot != m_summed) {
        m_summed = world.snapshot;
        m_summaries = std::make_shared<const console::Summaries>(console::summarize(m_summed->tasks));
    }
    world.summaries = m_summaries;
    m_model->set(searchPalette(world, text), text.split(u' ', Qt::SkipEmptyParts));
    m_list->setVisible(m_model->firstItem() >= 0);
    m_none->setVisible(m_model->firstItem() < 0);
    if (m_model->firstItem() >= 0) m_list->setCurrentIndex(m_model->index(m_model->firstItem()));
    m_list->scrollToTop();
    place();
}

void Palette::place() {
    setGeometry(parentWidget()->rect());
    int rows = 8;
    for (int i = 0; i < m_model->rowCount(); ++i)
        rows += m_list->sizeHintForIndex(m_model->index(i)).height();
    m_list->setFixedHeight(std::min({rows, mostRows, std::max(height() - top - 2 * 48 - 24, 64)}));
    const int width = std::min(wide, this->width() - top);
    m_panel->setFixedWidth(width);
    m_panel->adjustSize();
    m_panel->move((this->width() - width) / 2,
                  std::min(top, std::max(8, (height() - m_panel->height()) / 2)));
}

void Palette::move(int step) {
    const int row = m_model->next(m_list->currentIndex().row(), step);
    m_list->setCurrentIndex(m_model->index(row));
    m_list->scrollTo(row <= 1 ? m_model->index(0) : m_model->index(row));
}

/// Leaves first: what was chosen may open a question, which takes the keyboard.
void Palette::take() {
    const PaletteItem* item = m_model->at(m_list->currentIndex().row());
    if (!item) return;
    const PaletteItem taken = *item;
    leave();
    emit chosen(taken);
}

void Palette::copy() {
    const PaletteItem* item = m_model->at(m_list->currentIndex().row());
    if (!item || item->command.isEmpty()) return;
    QApplication::clipboard()->setText(item->command);
    const QString command = item->command;
    leave();
    emit copied(command);
}

void Palette::leave() {
    hide();
    if (m_before) m_before->setFocus(Qt::OtherFocusReason);
    deleteLater();
}

bool Palette::key(QKeyEvent* event) {
    const bool control = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        control ? copy() : take();
        return true;
    case Qt::Key_Tab:
        if (const PaletteItem* item = m_model->at(m_list->currentIndex().row()))
            m_field->setText(item->completion);
        return true;
    case Qt::Key_Escape:
        leave();
        return true;
    default:
        return false;
    }
}

bool Palette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize) place();
    if (watched == m_field && event->type() == QEvent::KeyPress) return key(static_cast<QKeyEvent*>(event));
    // Keys of the window do not act behind it.
    if (watched == m_field && event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool Palette::focusNextPrevChild(bool) {
    return true; // the field keeps the keyboard
}

void Palette::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), tokens().scrim);
}

void Palette::mousePressEvent(QMouseEvent*) {
    leave(); // beside the panel
}

void Palette::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retell();
        search();
    }
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
