// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/revision_compare.h"

#include "core/console/editable.h"
#include "ui/widgets/diff_view.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"
#include "ui/words/changes.h"

#include <QEvent>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

constexpr std::size_t mostWords = 6;

QString nameOf(const console::Definition& definition) {
    return QString::fromStdString(definition.family + ':' + std::to_string(definition.revision));
}

} // namespace

RevisionCompare::RevisionCompare(QWidget* parent)
    : QWidget(parent), m_hint(new StateSentence(12)), m_view(new DiffView) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new Surface(Ground::page, Qt::BottomEdge);
    auto* inner = new QVBoxLayout(head);
    inner->setContentsMargins(16, 12, 24, 12);
    inner->setSpacing(4);
    m_words = new QVBoxLayout;
    m_words->setSpacing(4);
    inner->addLayout(m_words);
    inner->addWidget(m_hint);
    column->addWidget(head);
    column->addWidget(m_view, 1);
    setFocusProxy(m_view);
}

void RevisionCompare::set(const console::Definition& older, const console::Definition& newer) {
    if (m_first == 0 && m_older == older && m_newer == newer) return;
    m_older = older;
    m_newer = newer;
    m_first = 0;
    m_view->set(console::editable(older.raw), nameOf(older), console::editable(newer.raw), nameOf(newer));
    tell();
}

void RevisionCompare::setNothingBefore(int revision) {
    m_first = revision;
    tell();
}

void RevisionCompare::tell() {
    while (QLayoutItem* item = m_words->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_view->setVisible(m_first == 0);
    m_hint->setSentence(say("definition.compare.hint").toned(Tone::text3));
    const auto add = [this](const Sentence& sentence) {
        auto* line = new StateSentence(13);
        line->setSentence(sentence);
        m_words->addWidget(line);
    };
    if (m_first > 0) {
        add(say("definition.compare.first", {{"revision", Arg::plain(QString::number(m_first))}}));
        return;
    }
    const auto& changes = m_view->changes();
    if (changes.empty())
        add(say("definition.compare.same",
                {{"older", Arg::name(nameOf(m_older))}, {"newer", Arg::name(nameOf(m_newer))}}));
    const std::size_t shown = changes.size() > mostWords ? mostWords - 1 : changes.size();
    for (std::size_t i = 0; i < shown; ++i)
        add(sayChange(changes[i]));
    if (shown < changes.size())
        add(say("definition.compare.more", {{"count", Arg::number(std::int64_t(changes.size() - shown))}})
                .toned(Tone::text2));
}

void RevisionCompare::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) tell();
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
