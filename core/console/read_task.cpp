// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "core/console/read.h"

#include <algorithm>
#include <charconv>

namespace pilothouse::console {

namespace {

constexpr std::string_view serviceGroup = "service:", schedulerStart = "ecs-svc/";

Container readContainer(const Json& json) {
    Container row;
    row.name = json.str("name");
    row.image = json.str("image");
    row.lastStatus = json.str("lastStatus");
    row.health = json.str("healthStatus");
    row.reason = json.str("reason");
    row.runtimeId = json.str("runtimeId");
    if (json.at("exitCode").isNumber()) row.exitCode = static_cast<int>(json.integer("exitCode"));
    return row;
}

int number(const std::string& text) {
    int value = -1;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

/// The attachment "pilothouse.pull" has one number a container: what is still to come decides.
int pullPercent(const Json& attachment) {
    int least = -1;
    for (const Json& detail : attachment.at("details").items()) {
        const int percent = number(detail.str("value"));
        if (percent >= 0 && percent <= 100 && (least < 0 || percent < least)) least = percent;
    }
    return least;
}

void readAttachments(const Json& list, Task& row) {
    for (const Json& attachment : list.items()) {
        const std::string type = attachment.str("type");
        if (type == "pilothouse.pull") row.pullPercent = pullPercent(attachment);
        if (type != "ElasticNetworkInterface") continue;
        for (const Json& detail : attachment.at("details").items())
            if (detail.str("name") == "privateIPv4Address") row.address = detail.str("value");
    }
}

void readContainers(const Json& list, Task& row) {
    for (const Json& item : list.items()) {
        row.containers.push_back(readContainer(item));
        if (!row.address.empty()) continue;
        const Json& interfaces = item.at("networkInterfaces");
        if (interfaces.size() > 0) row.address = interfaces.at(std::size_t{0}).str("privateIpv4Address");
    }
}

void readTimes(const Json& json, Task& row) {
    auto time = [&](const char* key) { return json.millis(key).value_or(0); };
    row.createdAt = time("createdAt");
    row.pullStartedAt = time("pullStartedAt");
    row.pullStoppedAt = time("pullStoppedAt");
    row.startedAt = time("startedAt");
    row.stoppingAt = time("stoppingAt");
    row.executionStoppedAt = time("executionStoppedAt");
    row.stoppedAt = time("stoppedAt");
}

} // namespace

Task readTask(const Json& json) {
    Task row;
    row.arn = json.str("taskArn");
    row.id = std::string(lastPart(row.arn));
    row.taskDefinition = json.str("taskDefinitionArn");
    const std::string definition(lastPart(row.taskDefinition));
    const auto colon = definition.rfind(':');
    row.family = definition.substr(0, colon);
    if (colon != std::string::npos) row.revision = std::max(0, number(definition.substr(colon + 1)));
    row.group = json.str("group");
    row.startedBy = json.str("startedBy");
    // Only the scheduler's own mark beside the group makes it a service's task: any caller may choose a
    // group.
    if (row.group.starts_with(serviceGroup) && row.startedBy.starts_with(schedulerStart))
        row.service = row.group.substr(serviceGroup.size());
    row.launchType = json.str("launchType");
    row.instanceArn = json.str("containerInstanceArn");
    row.zone = json.str("availabilityZone");
    row.lastStatus =
        ecs::parse<ecs::TaskStatus>(json.str("lastStatus")).value_or(ecs::TaskStatus::provisioning);
    row.desiredStatus = json.str("desiredStatus");
    row.health = json.str("healthStatus");
    row.stopCode = json.str("stopCode");
    row.stoppedReason = json.str("stoppedReason");
    row.cpu = json.str("cpu");
    row.memory = json.str("memory");
    readTimes(json, row);
    readAttachments(json.at("attachments"), row);
    readContainers(json.at("containers"), row);
    row.raw = json;
    return row;
}

} // namespace pilothouse::console
