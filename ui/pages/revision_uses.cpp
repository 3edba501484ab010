// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/revision_uses.h"

#include "core/console/uses.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

Sentence sayUse(const std::string& family, int revision, const console::DefinitionUse& use) {
    const QString name = QString::fromStdString(family) + u':' + QString::number(revision);
    Arg services;
    for (const std::string& service : use.services)
        services.items.push_back(
            Arg::name(service, QStringLiteral("service/") + QString::fromStdString(service)));
    const Arg revisionName = Arg::name(name, QStringLiteral("definition/") + name);
    const Args args{
        {"revision", revisionName}, {"services", services}, {"tasks", Arg::number(use.tasks - use.alone)}};
    Sentence line;
    if (!use.services.empty()) line = say("definition.runs.row", args);
    if (use.alone == 0) return line;
    Args alone = args;
    alone.insert_or_assign("tasks", Arg::number(use.alone));
    line += say("definition.runs.alone", alone);
    return line;
}

} // namespace

RevisionUses::RevisionUses(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(16, 16, 24, 16);
    m_column->setSpacing(8);
    m_column->addStretch(1);
}

void RevisionUses::set(const console::Snapshot& snapshot, const std::string& family) {
    std::vector<Sentence> lines;
    const auto all = console::usesOf(snapshot);
    if (const auto its = all.find(family); its != all.end())
        for (auto it = its->second.rbegin(); it != its->second.rend(); ++it)
            if (Sentence line = sayUse(family, it->first, it->second); !line.isEmpty())
                lines.push_back(std::move(line));
    if (lines.empty()) lines.push_back(say("definition.runs.none", {{"family", Arg::name(family)}}));
    if (lines == m_lines) return;
    m_lines = std::move(lines);
    while (m_column->count() > 1) {
        QLayoutItem* item = m_column->takeAt(0);
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const Sentence& line : m_lines) {
        auto* label = new StateSentence(13);
        label->setSentence(line);
        connect(label, &QLabel::linkActivated, this, &RevisionUses::linkActivated);
        m_column->insertWidget(m_column->count() - 1, label);
    }
}

} // namespace pilothouse::ui
