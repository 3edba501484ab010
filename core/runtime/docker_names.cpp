// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/docker_names.h"

namespace pilothouse::runtime {

std::string planePart(const std::string& planeId) {
    return planeId.substr(0, 6);
}
std::string networkName(const std::string& planeId) {
    return "ph-" + planePart(planeId);
}
std::string planeLabel(const std::string& planeId) {
    return "pilothouse.plane=" + planeId;
}

std::string containerName(const control::TaskPlan& plan, const std::string& container) {
    return "ph-" + planePart(plan.planeId) + "-" + plan.taskId.substr(0, 12) + "-" + container;
}

std::string volumeName(const control::TaskPlan& plan, const std::string& volume) {
    return containerName(plan, "volume." + volume);
}

Json labelsOf(const control::TaskPlan& plan, const std::string& container) {
    Json labels = Json::object({{"pilothouse.plane", plan.planeId},
                                {"pilothouse.cluster", plan.cluster},
                                {"pilothouse.instance", plan.instance},
                                {"pilothouse.task", plan.taskId},
                                {"pilothouse.container", container},
                                {"pilothouse.attempt", std::to_string(plan.attempt)}});
    if (!plan.service.empty()) {
        labels.set("pilothouse.service", plan.service);
        labels.set("pilothouse.deployment", plan.deployment);
    }
    return labels;
}

} // namespace pilothouse::runtime
