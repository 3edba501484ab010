// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/control/goal.h"
#include "core/docker/engine.h"
#include "core/runtime/docker_images.h"
#include "core/runtime/docker_pulls.h"
#include "core/runtime/docker_slices.h"

#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace pilothouse::runtime {

/// What all tasks of one engine share. Lives as long as the runtime; any thread.
struct DockerHost {
    using LookAgain = std::function<void(const std::string& taskId)>;

    DockerHost(docker::Engine& its, Slices& cgroups, const Clock& time, std::string plane, LookAgain now,
               LookAgain later)
        : engine(its), slices(cgroups), clock(time), planeId(std::move(plane)), again(std::move(now)),
          againLater(std::move(later)), images(engine), pulls(engine, clock, again) {}

    docker::Engine& engine;
    Slices& slices;
    const Clock& clock;
    const std::string planeId;
    const LookAgain again;      ///< look at that task once more
    const LookAgain againLater; ///< after a pause
    Images images;
    Pulls pulls;
    std::mutex networkMutex; ///< one makes the plane's network, the others wait
};

// Steps of a task on its engine. None touches what does not carry the plane's label.

/// Nothing ever came back from the engine: what was asked may have been done or not.
bool outOfReach(const Error& error);
bool isAbsent(const Error& error);

/// The plane's own bridge network, made if there is none.
Result<void> makePlaneNetwork(DockerHost& host);
Result<void> makeVolumes(DockerHost& host, const control::TaskPlan& plan);
void removeVolumes(DockerHost& host, const control::TaskPlan& plan);
/// One that bears the name already is taken if it is this task's and of this attempt: the answer of an
/// earlier call was lost.
Result<void> createContainer(DockerHost& host, const std::string& name, const Json& spec,
                             const control::TaskPlan& plan);
/// All containers of a task, whatever their attempt or name; the pause container last.
Result<void> removeContainers(DockerHost& host, const std::string& taskId);

} // namespace pilothouse::runtime
