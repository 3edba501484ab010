// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"

#include <QObject>

namespace pilothouse::ui {

class ActRunner;

/// A definition that a service was deployed with once, and when that was done.
struct EarlierState {
    std::string definition; ///< ARN
    Millis at = 0;          ///< 0: not known
};

/// What a service can go back to, newest first, each definition once, without the one it has now: from its
/// deployments that completed. Where the endpoint keeps none, from earlier revisions of its family.
class EarlierStates : public QObject {
    Q_OBJECT
public:
    EarlierStates(ActRunner* runner, const console::Snapshot& snapshot, const console::Service& service,
                  QObject* parent);

    const std::vector<EarlierState>& states() const { return m_states; }
    bool isReading() const { return m_reading; }
    bool deployed() const {
        return m_deployed;
    } ///< false: only revisions, nobody knows whether they ever ran

signals:
    void arrived();

private:
    void take(const console::Snapshot& snapshot);
    void readDeployments();
    void readRevisions(const Json& deployments);
    void readFamily();
    void add(const std::string& definition, Millis at);
    void done();

    ActRunner* m_runner;
    std::string m_cluster, m_service, m_name, m_now;
    std::vector<EarlierState> m_states;
    bool m_reading = true, m_deployed = true;
};

} // namespace pilothouse::ui
