// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/definition_summary.h"

#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace pilothouse::ui {

DefinitionSummary::DefinitionSummary(QWidget* parent) : QScrollArea(parent) {
    auto* ground = new Surface(Ground::page);
    m_column = new QVBoxLayout(ground);
    m_column->setContentsMargins(16, 16, 24, 24);
    m_column->setSpacing(16);
    m_column->addStretch(1);
    setWidget(ground);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
}

void DefinitionSummary::set(const Json& definition) {
    if (m_definition == definition) return;
    m_definition = definition;
    tell();
    ensureVisible(0, 0);
}

void DefinitionSummary::tell() {
    setAccessibleName(sayPlain("definition.summary"));
    while (m_column->count() > 1) {
        QLayoutItem* item = m_column->takeAt(0);
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    add(sayPlain("definition.task"), {}, taskFacts(m_definition));
    for (const Json& container : m_definition.at("containerDefinitions").items())
        add(QString::fromStdString(container.str("name")),
            sayPlain(container.boolean("essential", true) ? "definition.essential"
                                                          : "definition.notEssential"),
            containerFacts(container));
}

void DefinitionSummary::add(const QString& title, const QString& note, const std::vector<Fact>& facts) {
    auto* panel = new ui::Panel;
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new Label(title, 13, Tone::text, Weight::bold));
    head->addWidget(new Label(note, 12, Tone::text3));
    head->addStretch(1);
    panel->body()->setContentsMargins(16, 10, 16, 14);
    panel->body()->setSpacing(8);
    panel->body()->addLayout(head);
    auto* list = new FactList;
    list->set(facts);
    panel->body()->addWidget(list);
    m_column->insertWidget(m_column->count() - 1, panel);
}

void DefinitionSummary::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) tell();
    QScrollArea::changeEvent(event);
}

} // namespace pilothouse::ui
