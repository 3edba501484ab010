// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/session.h"

namespace pilothouse::ui {

namespace {

constexpr int betweenShows = 250;

} // namespace

Session::Session(QObject* parent) : QObject(parent), m_shown(std::make_shared<console::Snapshot>()) {
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &Session::show);
}

Session::~Session() = default;

void Session::open(std::shared_ptr<aws::EcsClient> client, const QString& name, Millis interval) {
    close();
    console::Sync::Options options;
    options.connection = name.toStdString();
    options.client = std::move(client);
    options.interval = interval;
    options.wake = [this] { QMetaObject::invokeMethod(this, &Session::wake, Qt::QueuedConnection); };
    m_sync = std::make_unique<console::Sync>(std::move(options));
    m_sync->setInterest(m_interest);
    show();
}

void Session::close() {
    m_sync.reset();
    // What was asked may have been done or not: whoever waits is told that the answer will not come.
    for (const auto& done : std::exchange(m_flying, {}))
        if (done) done(fail("net.closed", m_shown->endpointUrl));
    m_next.stop();
    m_sinceShown.invalidate();
    m_shown = std::make_shared<console::Snapshot>();
    m_counts.clear();
    emit changed(m_shown);
}

std::shared_ptr<const console::Snapshot> Session::newest() const {
    return m_sync ? m_sync->newest() : m_shown;
}

Millis Session::now() const {
    return SystemClock().now() + m_shown->skew;
}

void Session::setInterest(const console::Interest& interest) {
    if (m_interest.services && !interest.services && m_sync) m_counts.interrupt(now());
    m_interest = interest;
    if (m_sync) m_sync->setInterest(interest);
}

void Session::refresh() {
    if (m_sync) m_sync->refresh();
}

void Session::reconnect() {
    if (!m_sync) return;
    m_sync->reconnect();
    emit reconnectAsked();
}

void Session::act(const console::Act& act, std::function<void(const Result<Json>&)> done) {
    if (!m_sync) {
        if (done) done(fail("net.closed", act.operation));
        return;
    }
    const std::uint64_t id = ++m_lastAct;
    m_flying.insert(id, done);
    m_sync->act(act, [this, act, id](Result<Json> answer) {
        QMetaObject::invokeMethod(
            this,
            [this, act, id, answer = std::move(answer)] {
                if (!m_flying.contains(id)) return; // closed meanwhile: it has been told so
                const auto waiting = m_flying.take(id);
                if (waiting)
                    waiting(answer);
                else
                    emit acted(act, answer);
            },
            Qt::QueuedConnection);
    });
}

void Session::wake() {
    if (!m_sync || m_next.isActive()) return;
    const qint64 since = m_sinceShown.isValid() ? m_sinceShown.elapsed() : betweenShows;
    if (since >= betweenShows)
        show();
    else
        m_next.start(int(betweenShows - since));
}

void Session::show() {
    if (!m_sync) return;
    auto next = m_sync->newest();
    m_sinceShown.start();
    if (next == m_shown) return;
    m_shown = std::move(next);
    if (m_interest.services) m_counts.add(m_shown);
    emit changed(m_shown);
}

} // namespace pilothouse::ui
