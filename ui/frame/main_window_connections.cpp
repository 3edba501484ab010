// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/main_window.h"

#include "ui/dialogs/mfa_sheet.h"
#include "ui/frame/notices.h"
#include "ui/frame/page.h"
#include "ui/frame/preferences.h"
#include "ui/frame/sidebar.h"
#include "ui/frame/status_bar.h"
#include "ui/pages/first_start_page.h"
#include "ui/widgets/toast.h"
#include "ui/words/errors.h"

#include <algorithm>

namespace pilothouse::ui {

namespace {

constexpr Millis localInterval = 1'000, remoteInterval = 3'000;

/// Nothing of it is on screen: its clusters are looked at now and then, that is all.
console::Interest nothingOnScreen(const Connection& connection) {
    console::Interest interest;
    interest.cluster = connection.cluster.toStdString();
    interest.services = interest.tasks = interest.stoppedTasks = interest.instances = false;
    return interest;
}

/// A place and the connection and cluster it is in: a toast may be clicked while another one is shown.
QString addressIn(const Connection& connection, const QString& path) {
    const QString cluster = QString::fromStdString(connection.session.snapshot()->cluster);
    return QStringList{connection.key(), cluster, path}.join(QLatin1Char('\n'));
}

} // namespace

/// What came of its acts is told at the foot of the window, whichever connection is shown then.
void MainWindow::adopt(Connection* connection) {
    connect(&connection->session, &Session::changed, this,
            [this, connection](const std::shared_ptr<const console::Snapshot>& snapshot) {
                if (connection == m_at) apply(snapshot);
            });
    connect(&connection->session, &Session::reconnectAsked, this, [this, connection] { revive(connection); });
    connect(connection, &Connection::navigate, this, [this, connection](const QString& path) {
        if (connection == m_at && !path.isEmpty()) go(path);
    });
    connect(&connection->runner, &ActRunner::told, this,
            [this, connection](bool ok, const QString& title, const QString& detail, const QString& link) {
                m_toasts->add(ok, title, detail, link.isEmpty() ? link : addressIn(*connection, link));
            });
    connect(&connection->sample, &SampleActs::failed, this, [this](const Error& error) {
        const Explanation told = explainError(error);
        m_toasts->add(false, told.why.plain(), told.next.plain(), {});
    });
}

void MainWindow::connectTo(const Target& target, bool show) {
    m_refusal.reset();
    for (Connection* open : m_connections.all()) {
        if (open->key() != keyOf(target)) continue;
        if (show) openAt(open->key(), {}, std::exchange(m_wanted, {}));
        return;
    }
    m_openings.removeIf([&](const Opening& o) { return keyOf(o.target) == keyOf(target); });
    m_unreached.removeIf([&](const Target& other) { return keyOf(other) == keyOf(target); });
    m_openings.append({target, nullptr, show});
    if (show) m_firstStart->setConnecting(target);
    m_backend.connectTo(target);
}

bool MainWindow::isOpening() const {
    return std::any_of(m_openings.begin(), m_openings.end(),
                       [](const Opening& opening) { return opening.show && !opening.revived; });
}

std::optional<MainWindow::Opening> MainWindow::takeOpening(const Target& target) {
    for (qsizetype i = 0; i < m_openings.size(); ++i)
        if (m_openings[i].target == target) return m_openings.takeAt(i);
    return std::nullopt;
}

void MainWindow::opened(const Target& target, std::shared_ptr<aws::EcsClient> client) {
    const auto opening = takeOpening(target);
    if (!opening) return;
    if (opening->revived) return enter(opening->revived, std::move(client));
    auto* connection = new Connection(m_preferences, m_connections, m_backend, m_stack, this);
    connection->setTarget(target);
    adopt(connection);
    if (opening->show) connection->cluster = std::exchange(m_wantedCluster, {});
    connection->session.setInterest(nothingOnScreen(*connection));
    enter(connection, std::move(client));
    m_connections.add(connection);
    if (!opening->show) return tellConnections();
    m_firstStart->setConnecting(std::nullopt);
    // Who was in the settings meanwhile stays there.
    const QString home = m_at == m_nowhere && !m_firstStartShown ? m_at->history.current() : QString();
    switchTo(connection);
    go(!m_wanted.isEmpty() ? std::exchange(m_wanted, {})
       : home.isEmpty()    ? QStringLiteral("overview")
                           : home);
    if (std::exchange(m_sampleWanted, false)) connection->sample.start();
}

void MainWindow::enter(Connection* connection, std::shared_ptr<aws::EcsClient> client) {
    const Millis usual = connection->isLocal() ? localInterval : remoteInterval;
    const Millis chosen = m_preferences.refreshInterval();
    connection->session.open(std::move(client), connection->name(), chosen > 0 ? chosen : usual);
}

void MainWindow::refused(const Target& target, const Error& error) {
    const auto opening = takeOpening(target);
    if (!opening) return;
    if (opening->revived || !opening->show) {
        // A profile that is no longer there is no place to come back to.
        if (!opening->revived && error.code != "aws.noProfile") m_unreached.append(target);
        const Explanation told = explainError(error);
        m_toasts->add(false, told.why.plain(), told.next.plain(), {});
        return;
    }
    m_sampleWanted = false;
    m_refusal = error;
    m_firstStart->setRefused(target, error);
    go(QStringLiteral("first-start"));
}

/// A plane of this computer that does not answer may have ended: it is found or started again.
void MainWindow::revive(Connection* connection) {
    const bool answers = connection->session.snapshot()->clusters.state == console::PartState::ok;
    const bool looked = std::any_of(m_openings.begin(), m_openings.end(),
                                    [&](const Opening& opening) { return opening.revived == connection; });
    if (!connection->isLocal() || answers || looked) return;
    m_openings.append({*connection->target(), connection, false});
    m_backend.connectTo(*connection->target());
}

void MainWindow::switchTo(Connection* connection) {
    if (m_at != connection) {
        if (m_at != m_nowhere) m_at->session.setInterest(nothingOnScreen(*m_at));
        m_at = connection;
        m_notices->setSession(m_at->session);
        m_statusBar->setSession(m_at->session);
        m_connections.setCurrent(m_at == m_nowhere ? nullptr : m_at);
        apply(m_at->session.snapshot());
    }
    tellConnections();
    rename();
}

void MainWindow::openAt(const QString& key, const QString& cluster, const QString& path) {
    Connection* connection = m_connections.byKey(key);
    if (!connection) return;
    switchTo(connection);
    // The one asked for last, which the snapshot may not show yet.
    const QString at = connection->cluster.isEmpty()
                           ? QString::fromStdString(connection->session.snapshot()->cluster)
                           : connection->cluster;
    if (!cluster.isEmpty() && cluster != at) chooseCluster(cluster);
    const QString back = connection->history.current();
    go(!path.isEmpty() ? path : back.isEmpty() ? QStringLiteral("overview") : back);
}

void MainWindow::disconnectFrom() {
    if (m_at != m_nowhere) closeConnection(m_at);
}

void MainWindow::closeConnection(Connection* connection) {
    m_openings.removeIf([&](const Opening& opening) { return opening.revived == connection; });
    m_connections.remove(connection);
    const bool shown = connection == m_at;
    if (shown && !m_connections.all().isEmpty()) {
        openAt(m_connections.all().first()->key(), {}, {});
    } else if (shown) {
        switchTo(m_nowhere);
        go(QStringLiteral("first-start"));
    }
    for (auto* sheet : findChildren<MfaSheet*>()) // nobody waits for the code any more
        if (connection->target() && sheet->profile() == connection->target()->name) sheet->close();
    connection->session.close();
    connection->deleteLater();
    if (!shown) tellConnections();
}

void MainWindow::tellConnections() {
    QList<Target> targets;
    for (Connection* connection : m_connections.all())
        if (connection == m_at)
            targets.prepend(*connection->target());
        else
            targets.append(*connection->target());
    // Those that are still on their way, or were not to be had this time, are not forgotten.
    for (const Opening& opening : m_openings)
        if (!opening.revived) targets.append(opening.target);
    targets += m_unreached;
    m_sidebar->setConnections(m_connections);
    emit connectionsChanged(targets);
    emit connectionChanged(m_at == m_nowhere ? std::optional<Target>() : m_at->target());
}

} // namespace pilothouse::ui
