// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/control/step.h"
#include "core/runtime/runtime.h"
#include "core/store/store.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace pilothouse::plane {

/// Called with the names of the points at which a test may end the process.
using CrashPoint = std::function<void(const char* name)>;
/// "before-commit", "after-commit", "before-reply", "after-reply", and around each call of a runtime:
/// "before-start", "after-start" (all goals, at a start), "before-goals", "after-goals".
const std::vector<std::string>& crashPoints();

struct Options {
    control::Rules rules;
    std::uint64_t seed = 0; ///< of the heart's Random
    std::string recordPath; ///< --record (core/plane/recorder.h)
    CrashPoint crashPoint;  ///< may be empty
    /// What follows of an engine's report besides its own step: events that share its commit. May be empty.
    std::function<std::vector<control::Event>(const control::State&, const control::EngineObservation&)>
        engineSeen;
};

/// The loop on one thread of its own: take events, step, commit, apply, answer, hand out goals.
/// Several waiting events share one commit; no answer leaves before its commit.
class Plane {
public:
    Plane(Options options, std::unique_ptr<store::Store> store, control::State state,
          std::vector<std::unique_ptr<runtime::Runtime>> runtimes, const Clock& clock);
    ~Plane(); ///< ends the loop; containers stay

    /// Error: record.open; then it did not start.
    Result<void> start();

    /// A writing call; `done` runs on the plane's thread after the commit. After a failed commit it gets
    /// ServerException and the State is as before.
    void submit(control::Command command, std::function<void(control::Reply)> done);
    /// An event that no client sent. It is kept until a commit holds it.
    void post(control::Event event);
    /// A reading call, on the caller's thread, between two steps.
    control::Reply read(const std::string& operation, const Json& input) const;
    /// Looks at the State between two steps; keep it short.
    void inspect(const std::function<void(const control::State&)>& look) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace pilothouse::plane
