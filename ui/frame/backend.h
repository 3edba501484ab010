// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/console/sync.h"

#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace pilothouse::ui {

/// What can be connected to.
struct Target {
    enum class Kind { thisComputer, profile, endpoint };
    Kind kind = Kind::thisComputer;
    QString name;   ///< of the profile, or the endpoint's URL
    QString region; ///< "": the profile's own
    bool simulated = false;
    bool readOnly = false; ///< asked for where it was opened (--read-only)
    bool operator==(const Target&) const = default;
};

/// Names a target among others: "this-computer", "profile/prod/eu-west-1", "endpoint/http://...".
QString keyOf(const Target& target);

/// The engine of this computer, as it was found.
struct EngineFound {
    enum class State { looking, answers, refused, denied, missing };
    State state = State::looking;
    QString name, version; ///< "Docker", "20.10.24"
    QString path;          ///< the socket or address that was tried
    int cpus = 0, containers = 0;
    std::int64_t memory = 0; ///< MiB
    QString words;           ///< of the engine or the system, unchanged
};

struct ProfileFound {
    QString name, region;
    QString obstacle; ///< a code; "" if it can be connected
    QString way;      ///< to its credentials: "keys", "sso", "roleCode" ... (sign_in_words.cpp)
};

/// What is around: the engine, the profiles of ~/.aws.
struct Places {
    EngineFound engine;
    std::vector<ProfileFound> profiles;
    QString profilesFile; ///< where they stand, as a person writes it: "~/.aws/config"
    std::optional<Error> profilesError;
};

/// A control plane of this computer, as its data folder tells.
struct PlaneFound {
    bool simulated = false, running = false;
    QString endpoint, engine, version, id;
    QString dataFolder, log;
    qint64 pid = 0;
};

/// Takes a one-time code, or nothing from a person who says no. Dropping it says no, too.
using MfaAnswer = std::function<void(const std::optional<QString>& code)>;

/// What the window needs of the program around it; it waits for nothing.
class Backend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Looks around anew; ends with looked().
    virtual void look() = 0;
    /// Ends with connected() or failed(). A later call for the same place retires an earlier one; other
    /// places do not wait for it.
    virtual void connectTo(const Target& target) = 0;
    /// Ends with planesLooked().
    virtual void lookForPlanes() {}
    /// Ends it cleanly: its containers go on running. Ends with planeStopped().
    virtual void stopPlane(bool simulated) { Q_UNUSED(simulated) }

signals:
    void looked(const pilothouse::ui::Places& places);
    void connected(const pilothouse::ui::Target& target, std::shared_ptr<pilothouse::aws::EcsClient> client);
    void failed(const pilothouse::ui::Target& target, const pilothouse::Error& error);
    void planesLooked(const QList<pilothouse::ui::PlaneFound>& planes);
    void planeStopped(bool simulated, const std::optional<pilothouse::Error>& error);
    /// A connection of that profile waits for the one-time code of a device.
    void mfaAsked(const QString& profile, const QString& serial, const pilothouse::ui::MfaAnswer& answer);
};

} // namespace pilothouse::ui
