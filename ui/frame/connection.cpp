// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/connection.h"

#include "ui/frame/page.h"
#include "ui/frame/page_table.h"
#include "ui/frame/preferences.h"
#include "ui/words/sentence.h"

#include <QStackedWidget>
#include <QUrl>

namespace pilothouse::ui {

Connection::Connection(Preferences& preferences, Connections& connections, Backend& backend,
                       QStackedWidget* stack, QObject* parent)
    : QObject(parent), m_preferences(preferences), m_connections(connections), m_backend(backend),
      m_stack(stack) {
    runner.setSend([this](console::Act act, ActRunner::Done done) {
        session.act(act, [done = std::move(done)](const Result<Json>& answer) { done(answer); });
    });
    runner.setNewest([this] { return session.snapshot(); });
    connect(&session, &Session::changed, &runner, &ActRunner::changed);
    connect(&preferences, &Preferences::changed, this, &Connection::look);
}

Connection::~Connection() {
    for (const auto& page : m_pages)
        delete page.data(); // they look at the session
}

void Connection::setTarget(const Target& target) {
    m_target = target;
    sample.setPossible(isLocal());
    look();
}

/// What a person chose for this connection.
void Connection::look() {
    const bool readOnly = choice().readOnly || (m_target && m_target->readOnly);
    sample.setPossible(isLocal() && !readOnly);
    runner.setProduction(choice().production);
    if (readOnly == runner.isReadOnly()) return;
    runner.setReadOnly(readOnly);
    // Pages made anew have no acts to change anything, or have them again.
    for (const auto& page : std::exchange(m_pages, {}))
        if (page) page->deleteLater();
    emit navigate(history.current());
}

QString Connection::name() const {
    if (!m_target) return {};
    switch (m_target->kind) {
    case Target::Kind::thisComputer:
        return sayPlain(m_target->simulated ? "frame.thisComputer.simulated" : "frame.thisComputer");
    case Target::Kind::profile:
        return m_target->region.isEmpty() ? m_target->name
                                          : m_target->name + QStringLiteral(" ") + m_target->region;
    case Target::Kind::endpoint:
        return QUrl(m_target->name).authority();
    }
    return {};
}

QString Connection::key() const {
    return m_target ? keyOf(*m_target) : QString();
}

ConnectionChoice Connection::choice() const {
    return m_preferences.connection(key());
}

Page* Connection::page(const QString& name) {
    if (Page* made = m_pages.value(name)) return made;
    const PageKind* kind = pageKind(name);
    if (!kind) return nullptr;
    Page* made = kind->make({session, runner, sample, m_preferences, m_connections, &m_backend});
    m_pages.insert(name, made);
    m_stack->addWidget(made);
    connect(made, &Page::navigate, this, &Connection::navigate);
    return made;
}

} // namespace pilothouse::ui
