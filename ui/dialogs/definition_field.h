// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QComboBox>
#include <QTimer>
#include <optional>

namespace pilothouse::ui {

class ActRunner;

/// A field for a revision of a task definition: the active ones are read to choose from, any can be typed.
class DefinitionField : public QComboBox {
    Q_OBJECT
public:
    enum class Lists {
        revisions, ///< all, newest first
        newest,    ///< of each family its newest alone
    };
    enum class State { reading, read, failed };

    /// `family`: its revisions alone; "": of all families.
    DefinitionField(ActRunner* runner, Lists lists, const std::string& family = {});

    State state() const { return m_state; }
    const std::optional<Error>& error() const { return m_error; } ///< of failed
    bool isEmpty() const { return m_names.isEmpty(); }
    QString name() const { return currentText().trimmed(); }
    void setName(const QString& name) { setEditText(name); }
    QStringList names() const { return m_names; }

signals:
    void changed(); ///< what was read, or what is typed
    void settled(); ///< typed, and a moment without another sign

private:
    void read(const std::string& nextToken);

    ActRunner* m_runner;
    Lists m_lists;
    std::string m_family;
    State m_state = State::reading;
    std::optional<Error> m_error;
    QStringList m_names;
    QTimer m_pause;
};

} // namespace pilothouse::ui
