// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/sync.h"

#include <QObject>
#include <deque>
#include <set>

namespace pilothouse::ui {

class Session;

/// Starts and removes the sample application: the requests of resources/sample, one after the other, through
/// the same API as everything else. What is the sample's is known by its tag.
class SampleActs : public QObject {
    Q_OBJECT
public:
    explicit SampleActs(Session& session, QObject* parent = nullptr);

    /// Only a plane of this computer has the sample's image.
    void setPossible(bool possible) { m_possible = possible; }
    bool canStart() const { return m_possible; }
    void start();
    void remove();
    /// From the first request until what was asked for is on screen.
    bool isBusy() const { return m_busy; }
    bool isStarting() const { return m_busy && m_starting; }
    /// It was started here and does not run whole yet.
    bool isOnItsWay() const;

    static bool isSample(const console::Service& service);
    static bool isThere(const console::Snapshot& snapshot);

signals:
    void changed(); ///< began or ended
    void failed(const pilothouse::Error& error);

private:
    void run(std::deque<console::Act> acts);
    void next();
    void answered(const Result<Json>& answer);
    void look();
    void end();

    Session& m_session;
    std::deque<console::Act> m_acts;
    std::set<std::string> m_definitions; ///< to be deregistered once no service needs them
    bool m_possible = false, m_busy = false, m_starting = false, m_waiting = false;
    bool m_started = false; ///< by this window, and not removed since
};

} // namespace pilothouse::ui
