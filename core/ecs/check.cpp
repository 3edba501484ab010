// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ecs/check_findings.h"

#include "core/ecs/defaults.h"
#include "core/ecs/shapes.h"

#include <algorithm>
#include <set>

namespace pilothouse::ecs {

namespace {

bool isFamily(const std::string& text) {
    constexpr std::string_view signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    return !text.empty() && text.size() <= 255 && text.find_first_not_of(signs) == std::string::npos;
}

void checkVolumes(Examined& examined) {
    std::set<std::string> names;
    auto& volumes = examined.document.at("volumes").items();
    for (std::size_t i = 0; i < volumes.size(); ++i) {
        auto here = "/volumes/" + std::to_string(i);
        auto& volume = volumes[i];
        auto name = volume.str("name");
        if (name.empty()) examined.add("volume.name.missing", here + "/name");
        if (!name.empty() && !names.insert(name).second)
            examined.add("volume.name.repeated", here + "/name", {{"volume", name}});
        int configured = volume.at("host").str("sourcePath").empty() ? 0 : 1;
        for (auto* member : {"dockerVolumeConfiguration", "efsVolumeConfiguration",
                             "s3filesVolumeConfiguration", "fsxWindowsFileServerVolumeConfiguration"})
            configured += volume.at(member).isObject() ? 1 : 0;
        if (configured > 1) examined.add("volume.kinds", here, {{"volume", name}});
        if (examined.fargate && !volume.at("host").str("sourcePath").empty())
            examined.add("fargate.sourcePath", here + "/host/sourcePath", {{"volume", name}});
    }
}

void checkSize(Examined& examined) {
    auto& typed = examined.typed;
    auto cpu = examined.document.str("cpu"), memory = examined.document.str("memory");
    if (!cpu.empty() && !typed.cpu) examined.add("task.cpu.invalid", "/cpu", {{"value", cpu}});
    if (!memory.empty() && !typed.memory) examined.add("task.memory.invalid", "/memory", {{"value", memory}});
    int sum = 0;
    for (auto& container : typed.containers)
        sum += container.cpu;
    if (typed.cpu && sum > *typed.cpu)
        examined.add("containers.cpu.overTask", "/cpu",
                     {{"sum", std::to_string(sum)}, {"cpu", std::to_string(*typed.cpu)}});
}

void checkFargate(Examined& examined) {
    auto& typed = examined.typed;
    if (typed.networkMode != NetworkMode::awsvpc) examined.add("fargate.networkMode", "/networkMode");
    if (examined.document.str("cpu").empty()) examined.add("fargate.cpu.missing", "/cpu");
    if (examined.document.str("memory").empty()) examined.add("fargate.memory.missing", "/memory");
    if (typed.cpu && typed.memory && !isFargateSize(*typed.cpu, *typed.memory))
        examined.add("fargate.size", "/memory",
                     {{"cpu", std::to_string(*typed.cpu)}, {"memory", std::to_string(*typed.memory)}});
}

} // namespace

const ContainerDefinition* Examined::container(std::string_view name) const {
    auto it = std::find_if(typed.containers.begin(), typed.containers.end(),
                           [&](auto& one) { return one.name == name; });
    return it == typed.containers.end() ? nullptr : &*it;
}

void checkTask(Examined& examined) {
    if (!isFamily(examined.document.str("family"))) examined.add("family.invalid", "/family");
    auto& containers = examined.typed.containers;
    if (!containers.empty() &&
        std::none_of(containers.begin(), containers.end(), [](auto& one) { return one.essential; }))
        examined.add("containers.essential.none", "/containerDefinitions");
    checkSize(examined);
    if (examined.fargate) checkFargate(examined);
    checkVolumes(examined);
    if (auto unmet = firstUnrunnable(examined.document))
        examined.add("here.notRunnable", unmet->pointer,
                     {{"member", unmet->pointer}, {"value", unmet->value}});
}

std::vector<Finding> check(const Json& definition) {
    auto document = withDefaults(definition);
    Examined examined{document, readTaskDefinition(document)};
    auto& kinds = examined.typed.requiresCompatibilities;
    examined.fargate = std::find(kinds.begin(), kinds.end(), "FARGATE") != kinds.end();
    for (std::size_t i = 0; i < examined.typed.containers.size(); ++i)
        checkContainer(examined, i);
    checkDependencies(examined);
    checkTask(examined);
    return std::move(examined.findings);
}

} // namespace pilothouse::ecs
