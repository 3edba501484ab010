// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acts/act_button.h"

#include "ui/acts/keys.h"
#include "ui/dialogs/act_runner.h"
#include "ui/theme/icons.h"

#include <QEvent>

namespace pilothouse::ui {

ActButton::ActButton(const char* id, ActRunner& runner, QWidget* parent)
    : QPushButton(parent), m_act(actKind(id)),
      m_runner(runner), m_asking{std::make_shared<console::Snapshot>(), {}, {}} {
    Q_ASSERT(m_act);
    setObjectName(QString::fromLatin1(id));
    if (m_act->icon) setIcon(ui::icon(QString::fromLatin1(m_act->icon)));
    connect(this, &QPushButton::clicked, this, [this] { m_act->open(window(), &m_runner, m_asking); });
    tell();
}

void ActButton::set(const Asking& asking) {
    m_asking = asking;
    tell();
}

void ActButton::tell() {
    const QString obstacle = obstacleTo(*m_act, m_asking);
    setText(nameOf(*m_act));
    if (m_runner.isReadOnly()) hide();
    setEnabled(obstacle.isEmpty());
    const QString key = keyOf(*m_act).toString(QKeySequence::NativeText);
    setToolTip(!obstacle.isEmpty() ? obstacle : key.isEmpty() ? text() : text() + QStringLiteral("  ") + key);
}

void ActButton::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) tell();
    QPushButton::changeEvent(event);
}

} // namespace pilothouse::ui
