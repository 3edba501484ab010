// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/diff_view.h"

#include "core/console/json_lines.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/diff_area.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

constexpr int sideBySideFrom = 720;

QStringList linesOf(const Json& document) {
    QStringList lines;
    for (const auto& line : console::jsonLines(document))
        lines << QString::fromStdString(line.text);
    return lines;
}

} // namespace

DiffView::DiffView(QWidget* parent)
    : QWidget(parent), m_head(new Surface(Ground::panel, Qt::BottomEdge)),
      m_olderTitle(new Label({}, 13, Tone::text, Weight::bold)),
      m_newerTitle(new Label({}, 13, Tone::text, Weight::bold)), m_count(new Label({}, 12, Tone::text2)),
      m_area(new DiffArea), m_previous(new QPushButton(icon(QStringLiteral("up")), {})),
      m_next(new QPushButton(icon(QStringLiteral("down")), {})), m_equal(new QPushButton) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* titles = new QHBoxLayout(m_head);
    titles->setContentsMargins(16, 0, 16, 0);
    titles->setSpacing(16);
    titles->addWidget(m_olderTitle, 1);
    titles->addWidget(m_newerTitle, 1);
    m_head->setFixedHeight(36);
    auto* foot = new Surface(Ground::panel, Qt::TopEdge);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(8);
    row->addWidget(m_count);
    row->addSpacing(8);
    for (auto* button : {m_previous, m_next, m_equal}) {
        setSmall(button);
        row->addWidget(button);
    }
    row->insertStretch(row->indexOf(m_equal));
    foot->setFixedHeight(36);
    column->addWidget(m_head);
    column->addWidget(m_area, 1);
    column->addWidget(foot);
    setFocusProxy(m_area);
    m_equal->setCheckable(true);
    connect(m_previous, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { step(1); });
    connect(m_equal, &QPushButton::toggled, this, [this](bool shown) {
        m_area->setFolding(!shown);
        rename();
    });
    connect(m_area, &DiffArea::placeChanged, this, &DiffView::tell);
    for (const auto& [key, by] :
         {std::pair(QKeySequence(Qt::Key_F7), 1), std::pair(QKeySequence(Qt::SHIFT | Qt::Key_F7), -1)}) {
        auto* shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, by = by] { step(by); });
    }
    rename();
}

void DiffView::set(const Json& older, const QString& olderTitle, const Json& newer,
                   const QString& newerTitle) {
    m_changes = console::differences(older, newer);
    m_olderTitle->setText(olderTitle);
    m_newerTitle->setText(newerTitle);
    m_area->set(linesOf(older), linesOf(console::inOrderOf(newer, older)));
    tell();
}

void DiffView::step(int by) {
    const int places = m_area->places(), at = m_area->place();
    if (places == 0) return;
    m_area->goTo(at < 0 ? (by > 0 ? 0 : places - 1) : (at + by + places) % places);
}

void DiffView::tell() {
    const QString count = m_changes.empty()
                              ? sayPlain("diff.none")
                              : sayPlain("diff.changes", {{"count", Arg::number(int(m_changes.size()))}});
    m_count->setText(count);
    for (auto* button : {m_previous, m_next})
        button->setEnabled(m_area->places() > 0);
    m_equal->setVisible(m_area->folds() > 0 || m_equal->isChecked());
    m_area->setAccessibleName(m_olderTitle->text() + QStringLiteral(" → ") + m_newerTitle->text());
    m_area->setAccessibleDescription(count);
}

void DiffView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_area->setUnified(width() < sideBySideFrom);
    tell();
}

void DiffView::rename() {
    const auto name = [](QPushButton* button, const char* code, const QString& key) {
        button->setAccessibleName(sayPlain(code));
        button->setToolTip(sayPlain(code) + QStringLiteral("  ") + key);
    };
    name(m_previous, "diff.previous", QStringLiteral("Shift+F7"));
    name(m_next, "diff.next", QStringLiteral("F7"));
    m_equal->setText(sayPlain(m_equal->isChecked() ? "diff.hideEqual" : "diff.showEqual"));
    m_area->viewport()->update();
    tell();
}

void DiffView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rename();
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
