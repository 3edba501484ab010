// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/definition_field.h"

#include "core/base/arn.h"
#include "ui/dialogs/act_runner.h"

#include <QCompleter>
#include <QLineEdit>
#include <QSet>
#include <QSignalBlocker>

namespace pilothouse::ui {

namespace {

constexpr int pauseAfterTyping = 250; // ms

QString familyOf(const QString& name) {
    return name.left(name.lastIndexOf(u':'));
}

} // namespace

DefinitionField::DefinitionField(ActRunner* runner, Lists lists, const std::string& family)
    : m_runner(runner), m_lists(lists), m_family(family) {
    setEditable(true);
    setInsertPolicy(NoInsert);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    completer()->setFilterMode(Qt::MatchContains);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseAfterTyping);
    connect(&m_pause, &QTimer::timeout, this, &DefinitionField::settled);
    connect(this, &QComboBox::editTextChanged, this, [this] {
        m_pause.start();
        emit changed();
    });
    read({});
}

void DefinitionField::read(const std::string& nextToken) {
    Json input = Json::object({{"status", "ACTIVE"}, {"sort", "DESC"}, {"maxResults", 100}});
    if (!m_family.empty()) input.set("familyPrefix", m_family);
    if (!nextToken.empty()) input.set("nextToken", nextToken);
    m_runner->run({"ListTaskDefinitions", input, {}}, this, [this](Result<Json> reply) {
        if (!reply) {
            m_state = State::failed;
            m_error = reply.error();
            emit changed();
            return;
        }
        QSet<QString> families;
        for (const QString& name : m_names)
            families << familyOf(name);
        for (const Json& arn : reply->at("taskDefinitionArns").items()) {
            const QString name = QString::fromStdString(std::string(lastPart(arn.asString())));
            // familyPrefix finds longer names as well.
            if (!m_family.empty() && familyOf(name) != QString::fromStdString(m_family)) continue;
            if (m_lists == Lists::newest && families.contains(familyOf(name))) continue;
            families << familyOf(name);
            m_names << name;
        }
        if (const std::string next = reply->str("nextToken"); !next.empty()) return read(next);
        m_state = State::read;
        const QString typed = name();
        {
            const QSignalBlocker quiet(this);
            clear();
            addItems(m_names);
            // The newest of a family, or the only one there is; of many a person chooses.
            const bool obvious = m_names.size() == 1 || (!m_family.empty() && !m_names.isEmpty());
            setEditText(typed.isEmpty() && obvious ? m_names.front() : typed);
            if (currentText().isEmpty()) setCurrentIndex(-1);
        }
        m_pause.start(0);
        emit changed();
    });
}

} // namespace pilothouse::ui
