// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The findings: code, severity, and the API's words for it. Texts: as clients of ECS quote them, where they
// do.
#include "core/ecs/check_findings.h"

#include <algorithm>
#include <array>

namespace pilothouse::ecs {

namespace {

struct Kind {
    const char* code;
    Severity severity;
    const char* text; ///< {name}: an argument
};

constexpr Severity error = Severity::error, warning = Severity::warning;

constexpr std::array kinds = {
    Kind{"family.invalid", error,
         "Family contains invalid characters when it should only contain letters, numbers, hyphens, and "
         "underscores."},
    Kind{"container.name.missing", error, "Container.name should not be null or empty."},
    Kind{"container.name.invalid", error,
         "Invalid container name '{container}'. It should only contain letters, numbers, hyphens, and "
         "underscores."},
    Kind{"container.name.repeated", error,
         "The container name '{container}' is used more than once in the task definition."},
    Kind{"container.image.missing", error, "Container.image should not be null or empty."},
    Kind{"container.image.moving", warning,
         "The image '{image}' of container '{container}' names no fixed version."},
    Kind{"container.memory.missing", error,
         "Invalid setting for container '{container}'. At least one of 'memory' or 'memoryReservation' must "
         "be specified."},
    Kind{"container.memory.underReservation", error,
         "Invalid setting for container '{container}'. 'memory' must not be less than 'memoryReservation'."},
    Kind{"container.memory.overTask", error,
         "Invalid setting for container '{container}'. 'memory' cannot be greater than the value of the task "
         "'memory'."},
    Kind{"containers.cpu.overTask", error,
         "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'."},
    Kind{"containers.essential.none", error,
         "At least one container in the task definition must be essential."},
    Kind{"port.mismatch", error,
         "When networkMode={networkMode}, the host ports and container ports in port mappings must match."},
    Kind{"port.withoutNetwork", error, "Port mappings are not supported when networkMode=none."},
    Kind{"links.networkMode", error, "Links are not supported when networkMode={networkMode}."},
    Kind{"dependsOn.unknown", error,
         "Container '{container}' depends on '{dependency}', which is not in the task definition."},
    Kind{"dependsOn.cycle", error, "Container '{container}' depends on itself by its dependencies."},
    Kind{"dependsOn.essential", error,
         "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container"},
    Kind{"dependsOn.withoutCheck", error,
         "Container '{container}' waits for '{dependency}' to be HEALTHY, which has no health check."},
    Kind{"healthCheck.form", warning,
         "The health check of container '{container}' should begin with CMD or CMD-SHELL."},
    Kind{"secret.repeated", error,
         "The secret name must be unique and not shared with any new or existing environment variables set "
         "on the container, such as '{name}'."},
    Kind{"log.awslogs", error, "Log driver awslogs requires options: awslogs-region, awslogs-group"},
    Kind{"mount.unknown", error, "Invalid setting for container '{container}'. Unknown volume '{volume}'."},
    Kind{"volumesFrom.unknown", error,
         "Invalid setting for container '{container}'. Unknown source container '{source}'."},
    Kind{"volume.name.missing", error, "Volume.name should not be null or empty."},
    Kind{"volume.name.repeated", error,
         "The volume name '{volume}' is used more than once in the task definition."},
    Kind{"volume.kinds", error,
         "When the volume parameter is specified, only one volume configuration type should be used."},
    Kind{"task.cpu.invalid", error, "Invalid 'cpu' setting for task."},
    Kind{"task.memory.invalid", error, "Invalid 'memory' setting for task."},
    Kind{"fargate.networkMode", error, "Fargate only supports network mode ‘awsvpc’."},
    Kind{"fargate.cpu.missing", error, "Fargate requires that 'cpu' be defined at the task level."},
    Kind{"fargate.memory.missing", error, "Fargate requires that 'memory' be defined at the task level."},
    Kind{"fargate.size", error, "No Fargate configuration exists for given values."},
    Kind{"fargate.sourcePath", error, "host.sourcePath should not be set for volumes in Fargate"},
    Kind{"fargate.privileged", error, "Fargate does not support privileged containers."},
    Kind{"fargate.stopTimeout", error,
         "Invalid setting for container '{container}'. Fargate supports a 'stopTimeout' of up to 120 "
         "seconds."},
    Kind{"here.notRunnable", warning, "This control plane cannot run a task that needs {member}."},
};

const Kind* kindOf(std::string_view code) {
    auto it = std::find_if(kinds.begin(), kinds.end(), [&](auto& kind) { return kind.code == code; });
    return it == kinds.end() ? nullptr : &*it;
}

} // namespace

Finding finding(const char* code, std::string pointer,
                std::vector<std::pair<std::string, std::string>> args) {
    auto* kind = kindOf(code);
    return {code, kind ? kind->severity : Severity::error, std::move(pointer), std::move(args)};
}

std::vector<std::string> findingCodes() {
    std::vector<std::string> codes;
    for (auto& kind : kinds)
        codes.emplace_back(kind.code);
    return codes;
}

std::string Finding::arg(std::string_view name) const {
    for (auto& [key, value] : args)
        if (key == name) return value;
    return {};
}

std::string apiText(const Finding& finding) {
    auto* kind = kindOf(finding.code);
    std::string_view pattern = kind ? kind->text : "";
    std::string text;
    while (!pattern.empty()) {
        auto open = pattern.find('{');
        text += pattern.substr(0, open);
        if (open == std::string_view::npos) break;
        auto close = pattern.find('}', open);
        text += finding.arg(pattern.substr(open + 1, close - open - 1));
        pattern = pattern.substr(close + 1);
    }
    return text;
}

} // namespace pilothouse::ecs
