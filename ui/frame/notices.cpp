// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/notices.h"

#include "ui/frame/notice.h"
#include "ui/frame/session.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace pilothouse::ui {

Notices::Notices(Session& session, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (Notice** notice : {&m_engine, &m_limits}) {
        *notice = new Notice(this);
        (*notice)->hide();
        column->addWidget(*notice);
    }
    connect(m_engine, &Notice::triggered, this, &Notices::connectRequested);
    connect(m_limits, &Notice::triggered, this, [this] {
        m_limitsClosed = true;
        m_limits->hide();
    });
    setSession(session);
}

void Notices::setSession(Session& session) {
    if (m_session) disconnect(m_session, nullptr, this, nullptr);
    m_session = &session;
    connect(m_session, &Session::changed, this, &Notices::tell);
    tell();
}

void Notices::setOverList(bool over) {
    m_overList = over;
    tell();
}

void Notices::tell() {
    const auto& snapshot = *m_session->snapshot();
    bool simulated = false, counted = false;
    for (const auto& instance : snapshot.instances.rows) {
        simulated = simulated || instance->engine == "simulated";
        counted = counted || instance->limits == "accounting";
    }
    const bool shown = m_session->isOpen() && m_overList;
    m_engine->setVisible(shown && simulated);
    m_engine->tell(Shape::hint, say("frame.simulated"));
    m_engine->setAction(QStringLiteral("connect"), sayPlain("frame.simulated.act"));
    m_limits->setVisible(shown && counted && !simulated && !m_limitsClosed);
    m_limits->tell(Shape::hint, say("frame.accounting"));
    m_limits->setAction(QStringLiteral("close"), sayPlain("frame.close"));
}

void Notices::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) tell();
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
