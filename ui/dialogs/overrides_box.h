// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <QWidget>
#include <optional>
#include <vector>

class QLineEdit;
class QPlainTextEdit;
class QVBoxLayout;

namespace pilothouse::ui {

class Finding;
class Label;

/// RunTask's `overrides`: size of the task, and for each container of its definition command, environment,
/// CPU and memory. What it has no field for is kept as it came.
class OverridesBox : public QWidget {
    Q_OBJECT
public:
    explicit OverridesBox(QWidget* parent = nullptr);

    /// The containers of a definition; what was typed for a container of that name stays.
    void setDefinition(const Json& document);
    /// Those of a task that ran.
    void setOverrides(const Json& overrides);
    /// Only what differs from the definition; nothing if something typed cannot be taken.
    std::optional<Json> overrides() const;
    void rename();

signals:
    void changed();

private:
    struct Container {
        std::string name;
        QWidget* box;
        Label* title;
        QLineEdit *command, *cpu, *memory;
        QPlainTextEdit* environment;
        Finding* finding;
        std::vector<Label*> labels;
    };
    Container make(const std::string& name, int number);
    void fill(Container& container) const;
    std::optional<Json> read(const Container& container) const;
    void check();

    Json m_given = Json::object(); ///< as setOverrides had it
    Json m_document;
    QLineEdit *m_cpu, *m_memory;
    std::vector<Label*> m_labels;
    QVBoxLayout* m_column;
    std::vector<Container> m_containers;
};

/// A command as a person types it: words between spaces, quotes keep them together; or a JSON list. Nothing
/// if a quote stays open.
std::optional<Json> commandOf(const QString& text);
QString commandText(const Json& command);
/// NAME=value a line. Nothing if a line is none.
std::optional<Json> environmentOf(const QString& text);

} // namespace pilothouse::ui
