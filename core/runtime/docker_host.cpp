// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/docker_host.h"

#include "core/runtime/docker_inspect.h"
#include "core/runtime/docker_names.h"

namespace pilothouse::runtime {

bool outOfReach(const Error& error) {
    return error.code.starts_with("net.");
}

bool isAbsent(const Error& error) {
    return error.code == "docker.notFound";
}

Result<void> makePlaneNetwork(DockerHost& host) {
    std::scoped_lock lock(host.networkMutex);
    auto name = networkName(host.planeId);
    auto present = host.engine.call("GET", "/networks/" + name);
    if (present) {
        if (present->at("Labels").str("pilothouse.plane") == host.planeId) return {};
        return fail("docker.conflict", name, "the network " + name + " belongs to somebody else");
    }
    if (!isAbsent(present.error())) return tl::unexpected<Error>(present.error());
    Json spec = Json::object({{"Name", name},
                              {"CheckDuplicate", true},
                              {"Driver", "bridge"},
                              {"Labels", Json::object({{"pilothouse.plane", host.planeId}})}});
    auto made = host.engine.call("POST", "/networks/create", &spec);
    if (!made && made.error().code != "docker.conflict") return tl::unexpected<Error>(made.error());
    return {};
}

Result<void> makeVolumes(DockerHost& host, const control::TaskPlan& plan) {
    for (auto& volume : plan.definition->volumes) {
        if (!volume.hostPath.empty()) continue;
        Json spec = Json::object({{"Name", volumeName(plan, volume.name)}, {"Labels", labelsOf(plan, "")}});
        if (auto made = host.engine.call("POST", "/volumes/create", &spec); !made)
            return tl::unexpected<Error>(made.error());
    }
    return {};
}

void removeVolumes(DockerHost& host, const control::TaskPlan& plan) {
    for (auto& volume : plan.definition->volumes) {
        if (!volume.hostPath.empty()) continue;
        auto path = "/volumes/" + volumeName(plan, volume.name);
        auto present = host.engine.call("GET", path);
        if (present && present->at("Labels").str("pilothouse.plane") == host.planeId)
            (void)host.engine.call("DELETE", path);
    }
}

Result<void> createContainer(DockerHost& host, const std::string& name, const Json& spec,
                             const control::TaskPlan& plan) {
    auto made = host.engine.call("POST", "/containers/create?name=" + docker::urlEncoded(name), &spec);
    if (made) return {};
    // Docker says 409 of a name in use, Podman 500: whoever bears the name is asked.
    auto present = host.engine.call("GET", "/containers/" + name + "/json");
    if (!present) return tl::unexpected<Error>(made.error());
    auto seen = inspectedOf(*present);
    if (seen.plane == plan.planeId && seen.task == plan.taskId && seen.attempt == plan.attempt) return {};
    return tl::unexpected<Error>(made.error());
}

Result<void> removeContainers(DockerHost& host, const std::string& taskId) {
    auto filter = docker::labelFilter({planeLabel(host.planeId), "pilothouse.task=" + taskId});
    auto list = host.engine.call("GET", "/containers/json?all=1&filters=" + filter);
    if (!list) return tl::unexpected<Error>(list.error());
    for (bool pauses : {false, true}) // the others live in the pause container's network
        for (auto& item : list->items()) {
            auto& labels = item.at("Labels");
            if (labels.str("pilothouse.plane") != host.planeId || labels.str("pilothouse.task") != taskId)
                continue;
            if ((labels.str("pilothouse.container") == pauseName) != pauses) continue;
            auto removed = host.engine.call("DELETE", "/containers/" + item.str("Id") + "?force=1&v=1");
            if (!removed && !isAbsent(removed.error())) return tl::unexpected<Error>(removed.error());
        }
    return {};
}

} // namespace pilothouse::runtime
