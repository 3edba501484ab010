// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ecs/check_findings.h"

#include <algorithm>
#include <map>
#include <set>

namespace pilothouse::ecs {

namespace {

std::string pointerTo(std::size_t container, const std::string& member) {
    return "/containerDefinitions/" + std::to_string(container) + member;
}

std::string pointerTo(std::size_t container, const std::string& list, std::size_t item,
                      const std::string& member = {}) {
    return pointerTo(container, "/" + list + "/" + std::to_string(item) + member);
}

bool isContainerName(const std::string& text) {
    constexpr std::string_view signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    return text.size() <= 255 && text.find_first_not_of(signs) == std::string::npos;
}

/// No tag, or "latest": what runs may change from one start to the next.
bool moves(const std::string& image) {
    if (image.find('@') != std::string::npos) return false;
    auto name = image.substr(image.rfind('/') + 1);
    auto colon = name.find(':');
    return colon == std::string::npos || name.substr(colon + 1) == "latest";
}

void checkNames(Examined& examined, std::size_t index) {
    auto& container = examined.typed.containers[index];
    auto& all = examined.typed.containers;
    if (container.name.empty())
        examined.add("container.name.missing", pointerTo(index, "/name"));
    else if (!isContainerName(container.name))
        examined.add("container.name.invalid", pointerTo(index, "/name"), {{"container", container.name}});
    else if (std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(index),
                         [&](auto& earlier) { return earlier.name == container.name; }))
        examined.add("container.name.repeated", pointerTo(index, "/name"), {{"container", container.name}});
    if (container.image.empty())
        examined.add("container.image.missing", pointerTo(index, "/image"));
    else if (moves(container.image))
        examined.add("container.image.moving", pointerTo(index, "/image"),
                     {{"container", container.name}, {"image", container.image}});
}

void checkMemory(Examined& examined, std::size_t index) {
    auto& container = examined.typed.containers[index];
    auto& task = examined.typed.memory;
    bool taskSaysSo = !examined.document.str("memory").empty();
    auto here = pointerTo(index, "/memory");
    if (!container.memory && !container.memoryReservation && !taskSaysSo)
        examined.add("container.memory.missing", here, {{"container", container.name}});
    if (container.memory && container.memoryReservation && *container.memory < *container.memoryReservation)
        examined.add("container.memory.underReservation", here, {{"container", container.name}});
    if (task && std::max(container.memory.value_or(0), container.memoryReservation.value_or(0)) > *task)
        examined.add("container.memory.overTask", here, {{"container", container.name}});
}

void checkNetwork(Examined& examined, std::size_t index) {
    auto& container = examined.typed.containers[index];
    auto mode = examined.typed.networkMode;
    std::string word(text(mode));
    bool own = mode == NetworkMode::awsvpc || mode == NetworkMode::host;
    for (std::size_t i = 0; own && i < container.portMappings.size(); ++i)
        if (container.portMappings[i].hostPort != container.portMappings[i].containerPort)
            examined.add("port.mismatch", pointerTo(index, "portMappings", i, "/hostPort"),
                         {{"container", container.name}, {"networkMode", word}});
    if (mode == NetworkMode::none && !container.portMappings.empty())
        examined.add("port.withoutNetwork", pointerTo(index, "/portMappings"),
                     {{"container", container.name}});
    if (mode != NetworkMode::bridge && !container.links.empty())
        examined.add("links.networkMode", pointerTo(index, "/links"),
                     {{"container", container.name}, {"networkMode", word}});
}

void checkVariables(Examined& examined, std::size_t index) {
    std::set<std::string> names;
    for (auto& [name, value] : examined.typed.containers[index].environment)
        names.insert(name);
    auto& secrets = examined.document.at("containerDefinitions").at(index).at("secrets").items();
    for (std::size_t i = 0; i < secrets.size(); ++i)
        if (auto name = secrets[i].str("name"); !names.insert(name).second)
            examined.add("secret.repeated", pointerTo(index, "secrets", i, "/name"), {{"name", name}});
}

void checkMounts(Examined& examined, std::size_t index) {
    auto& container = examined.typed.containers[index];
    auto& volumes = examined.typed.volumes;
    for (std::size_t i = 0; i < container.mountPoints.size(); ++i) {
        auto& name = container.mountPoints[i].sourceVolume;
        if (std::none_of(volumes.begin(), volumes.end(), [&](auto& one) { return one.name == name; }))
            examined.add("mount.unknown", pointerTo(index, "mountPoints", i, "/sourceVolume"),
                         {{"container", container.name}, {"volume", name}});
    }
    for (std::size_t i = 0; i < container.volumesFrom.size(); ++i)
        if (auto& source = container.volumesFrom[i].first; !examined.container(source))
            examined.add("volumesFrom.unknown", pointerTo(index, "volumesFrom", i, "/sourceContainer"),
                         {{"container", container.name}, {"source", source}});
}

void checkHealthAndLog(Examined& examined, std::size_t index) {
    auto& container = examined.typed.containers[index];
    if (container.healthCheck && !container.healthCheck->command.empty()) {
        auto& first = container.healthCheck->command[0];
        if (first != "CMD" && first != "CMD-SHELL" && first != "NONE")
            examined.add("healthCheck.form", pointerTo(index, "/healthCheck/command"),
                         {{"container", container.name}});
    }
    auto has = [&](const char* option) {
        return std::any_of(container.logOptions.begin(), container.logOptions.end(),
                           [&](auto& pair) { return pair.first == option; });
    };
    if (container.logDriver == "awslogs" && !(has("awslogs-region") && has("awslogs-group")))
        examined.add("log.awslogs", pointerTo(index, "/logConfiguration/options"),
                     {{"container", container.name}});
}

void checkOnFargate(Examined& examined, std::size_t index) {
    auto& container = examined.typed.containers[index];
    if (container.privileged)
        examined.add("fargate.privileged", pointerTo(index, "/privileged"), {{"container", container.name}});
    if (container.stopTimeout.value_or(0) > 120)
        examined.add("fargate.stopTimeout", pointerTo(index, "/stopTimeout"),
                     {{"container", container.name}});
}

/// Whether following the dependencies from one container leads back to it.
bool leadsBack(const Examined& examined, const std::string& from) {
    std::set<std::string> seen;
    std::vector<std::string> open = {from};
    while (!open.empty()) {
        auto* container = examined.container(open.back());
        open.pop_back();
        if (!container) continue;
        for (auto& dependency : container->dependsOn) {
            if (dependency.container == from) return true;
            if (seen.insert(dependency.container).second) open.push_back(dependency.container);
        }
    }
    return false;
}

void checkDependency(Examined& examined, std::size_t index, std::size_t i) {
    auto& container = examined.typed.containers[index];
    auto& dependency = container.dependsOn[i];
    auto here = pointerTo(index, "dependsOn", i);
    auto* other = examined.container(dependency.container);
    std::vector<std::pair<std::string, std::string>> args = {{"container", container.name},
                                                             {"dependency", dependency.container}};
    bool ends = dependency.condition == Condition::success || dependency.condition == Condition::complete;
    if (!other)
        examined.add("dependsOn.unknown", here + "/containerName", args);
    else if (ends && other->essential)
        examined.add("dependsOn.essential", here + "/condition", args);
    else if (dependency.condition == Condition::healthy && !other->healthCheck)
        examined.add("dependsOn.withoutCheck", here + "/condition", args);
}

} // namespace

void checkContainer(Examined& examined, std::size_t index) {
    checkNames(examined, index);
    checkMemory(examined, index);
    checkNetwork(examined, index);
    checkVariables(examined, index);
    checkMounts(examined, index);
    checkHealthAndLog(examined, index);
    if (examined.fargate) checkOnFargate(examined, index);
}

void checkDependencies(Examined& examined) {
    for (std::size_t index = 0; index < examined.typed.containers.size(); ++index) {
        auto& container = examined.typed.containers[index];
        for (std::size_t i = 0; i < container.dependsOn.size(); ++i)
            checkDependency(examined, index, i);
        if (!container.dependsOn.empty() && leadsBack(examined, container.name))
            examined.add("dependsOn.cycle", pointerTo(index, "/dependsOn"), {{"container", container.name}});
    }
}

} // namespace pilothouse::ecs
