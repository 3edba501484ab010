// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/palette_list.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/words/sentence.h"

#include <QPainter>

namespace pilothouse::ui {

namespace {

constexpr int rowHeight = 32, headHeight = 28, bestHeight = 58, left = 12;

const PaletteItem* itemAt(const QModelIndex& index) {
    return qobject_cast<const PaletteModel*>(index.model())->at(index.row());
}

/// What was typed stands out in the title. Gives the place after it.
int drawTitle(QPainter& painter, const QRect& box, const QString& title, const QStringList& words) {
    const Tokens& t = tokens();
    const QFont plain = uiFont(13), strong = uiFont(13, Weight::bold);
    std::vector<bool> bold(std::size_t(title.size()), false);
    for (const QString& word : words)
        if (const qsizetype at = title.indexOf(word, 0, Qt::CaseInsensitive); at >= 0)
            std::fill_n(bold.begin() + at, word.size(), true);
    int x = box.left();
    for (qsizetype from = 0; from < title.size();) {
        qsizetype to = from;
        while (to < title.size() && bold[std::size_t(to)] == bold[std::size_t(from)])
            ++to;
        painter.setFont(bold[std::size_t(from)] ? strong : plain);
        painter.setPen(bold[std::size_t(from)] ? t.text : t.text2);
        const QString part =
            painter.fontMetrics().elidedText(title.mid(from, to - from), Qt::ElideRight, box.right() - x);
        painter.drawText(QRect(x, box.top(), box.right() - x, box.height()), Qt::AlignVCenter, part);
        x += painter.fontMetrics().horizontalAdvance(part);
        from = to;
    }
    return x;
}

/// Keys in their boxes, from the right. Gives what is left.
int drawKeys(QPainter& painter, const QRect& box, const QString& keys) {
    const Tokens& t = tokens();
    painter.setFont(uiFont(11, Weight::strong));
    int right = box.right();
    QStringList all = keys.split(QStringLiteral(", "), Qt::SkipEmptyParts);
    for (auto it = all.rbegin(); it != all.rend(); ++it) {
        const int wide = painter.fontMetrics().horizontalAdvance(*it) + 12;
        const QRectF edge(right - wide + 0.5, box.center().y() - 9.5, wide - 1, 19);
        painter.setPen(t.line2);
        painter.setBrush(t.panel);
        painter.drawRoundedRect(edge, 4, 4);
        painter.setPen(t.text3);
        painter.drawText(edge, Qt::AlignCenter, *it);
        right -= wide + 4;
    }
    return right;
}

} // namespace

void PaletteModel::set(std::vector<PaletteItem> items, const QStringList& words) {
    beginResetModel();
    m_items = std::move(items);
    m_words = words;
    m_rows.clear();
    for (int i = 0; i < int(m_items.size()); ++i) {
        if (i == 0 || m_items[i].group != m_items[i - 1].group) m_rows.push_back({-1, m_items[i].group});
        m_rows.push_back({i, m_items[i].group});
    }
    endResetModel();
}

const PaletteItem* PaletteModel::at(int row) const {
    if (row < 0 || row >= int(m_rows.size()) || m_rows[row].item < 0) return nullptr;
    return &m_items[m_rows[row].item];
}

QString PaletteModel::head(int row) const {
    using Group = PaletteItem::Group;
    const Group group = m_rows[row].group;
    return sayPlain(group == Group::acts     ? "palette.acts"
                    : group == Group::places ? "palette.places"
                                             : "palette.window");
}

int PaletteModel::firstItem() const {
    return m_rows.size() > 1 ? 1 : -1;
}

int PaletteModel::next(int row, int step) const {
    for (int i = row + step; i >= 0 && i < int(m_rows.size()); i += step)
        if (m_rows[i].item >= 0) return i;
    return row;
}

int PaletteModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
    const PaletteItem* item = at(index.row());
    if (role == Qt::DisplayRole) return item ? item->title : head(index.row());
    if (role != Qt::AccessibleTextRole) return {};
    if (!item) return head(index.row());
    const QString effect = item->effect.plain();
    return item->title + QStringLiteral(", ") + (effect.isEmpty() ? item->detail : effect);
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const {
    return at(index.row()) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const PaletteItem* item = itemAt(index);
    const bool told = item && !item->effect.plain().isEmpty();
    return {option.rect.width(), !item ? headHeight : told ? bestHeight : rowHeight};
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const Tokens& t = tokens();
    const auto* model = qobject_cast<const PaletteModel*>(index.model());
    const PaletteItem* item = model->at(index.row());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (!item) {
        painter->setFont(uiFont(11, Weight::strong));
        painter->setPen(t.text3);
        painter->drawText(option.rect.adjusted(20, 8, -20, 0), Qt::AlignVCenter, model->head(index.row()));
        painter->restore();
        return;
    }
    const QRect row = option.rect.adjusted(8, 0, -8, 0);
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.state & QStyle::State_Selected ? t.youBg : t.hover);
        painter->drawRoundedRect(row, 5, 5);
    }
    const QString effect = item->effect.plain();
    QRect line(row.left() + left, row.top(), row.width() - 2 * left, rowHeight);
    const QRectF mark(line.left(), line.center().y() - 7, 16, 16);
    if (item->shape)
        paintShape(*painter, QRectF(mark.left() + 2, mark.top() + 2, 12, 12), *item->shape);
    else
        paintIcon(*painter, mark, item->icon, t.text2);
    line.setLeft(line.left() + 28);
    line.setRight(drawKeys(*painter, line, item->keys));
    const int after = drawTitle(*painter, line, item->title, model->words());
    painter->setPen(t.text3);
    painter->setFont(uiFont(12));
    const QRect detail(after + 12, line.top(), line.right() - after - 12, line.height());
    if (effect.isEmpty() && detail.width() > 24)
        painter->drawText(detail, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(item->detail, Qt::ElideRight, detail.width()));
    if (!effect.isEmpty()) {
        painter->setPen(t.text2);
        const QRect below(line.left(), line.bottom() - 2, row.right() - left - line.left(), 20);
        painter->drawText(below, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(effect, Qt::ElideRight, below.width()));
    }
    painter->restore();
}

} // namespace pilothouse::ui
