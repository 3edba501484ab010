// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "ui/widgets/fact_list.h"

#include <QScrollArea>

class QVBoxLayout;

namespace pilothouse::ui {

/// What a task definition says, to read: the task, then a container after the other.
class DefinitionSummary : public QScrollArea {
    Q_OBJECT
public:
    explicit DefinitionSummary(QWidget* parent = nullptr);
    void set(const Json& definition);

protected:
    void changeEvent(QEvent* event) override;

private:
    void tell();
    void add(const QString& title, const QString& note, const std::vector<Fact>& facts);

    Json m_definition;
    QVBoxLayout* m_column;
};

/// The facts of the task and of one container, in the language of the moment.
std::vector<Fact> taskFacts(const Json& definition);
std::vector<Fact> containerFacts(const Json& container);

} // namespace pilothouse::ui
