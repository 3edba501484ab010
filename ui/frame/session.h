// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/counts.h"
#include "core/console/sync.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>
#include <memory>

namespace pilothouse::ui {

/// The window's one connection: owns the Sync and hands its snapshots to the pages, at most four a second.
/// On the UI thread.
class Session : public QObject {
    Q_OBJECT
public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    /// Replaces what was open. `interval` between refreshes.
    void open(std::shared_ptr<aws::EcsClient> client, const QString& name, Millis interval);
    void close();
    bool isOpen() const { return m_sync != nullptr; }

    /// What the pages show; never null, empty while nothing is open.
    const std::shared_ptr<const console::Snapshot>& snapshot() const { return m_shown; }
    /// The newest there is, for ages and rates: it may be ahead of what the pages show.
    std::shared_ptr<const console::Snapshot> newest() const;
    Millis now() const; ///< by the endpoint's clock
    /// What was counted since it was opened.
    const console::Counts& counts() const { return m_counts; }

    void setInterest(const console::Interest& interest);
    void refresh();
    void reconnect();
    /// Its Pendings stand in the snapshot until the endpoint shows them. Ends with `done`, or without one
    /// with acted(). If the connection is closed meanwhile `done` gets the error net.closed: whether it was
    /// done nobody here knows.
    void act(const console::Act& act, std::function<void(const Result<Json>&)> done = {});

signals:
    /// A person wants the connection anew: where its other end may be gone, it has to be looked for again.
    void reconnectAsked();
    void changed(const std::shared_ptr<const pilothouse::console::Snapshot>& snapshot);
    void acted(const pilothouse::console::Act& act, const pilothouse::Result<pilothouse::Json>& answer);

private:
    void wake();
    void show();

    std::unique_ptr<console::Sync> m_sync;
    std::shared_ptr<const console::Snapshot> m_shown;
    console::Counts m_counts;
    console::Interest m_interest;
    QTimer m_next; ///< holds a snapshot back that comes too soon after another
    QElapsedTimer m_sinceShown;
    std::uint64_t m_lastAct = 0;
    QHash<std::uint64_t, std::function<void(const Result<Json>&)>> m_flying; ///< acts without an answer yet
};

} // namespace pilothouse::ui
