// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "core/console/read.h"

namespace pilothouse::console {

namespace {

int integer(const Json& json, std::string_view key) {
    return static_cast<int>(json.integer(key));
}

Millis time(const Json& json, std::string_view key) {
    return json.millis(key).value_or(0);
}

} // namespace

ServiceDeployment readServiceDeployment(const Json& json) {
    ServiceDeployment row;
    row.arn = json.str("serviceDeploymentArn");
    row.id = std::string(lastPart(row.arn));
    row.status = json.str("status");
    row.statusReason = json.str("statusReason");
    const Json& target = json.at("targetServiceRevision");
    row.targetRevision = target.str("arn", json.str("targetServiceRevisionArn"));
    row.requested = integer(target, "requestedTaskCount");
    row.running = integer(target, "runningTaskCount");
    row.pending = integer(target, "pendingTaskCount");
    for (const Json& source : json.at("sourceServiceRevisions").items())
        if (std::string arn = source.str("arn"); !arn.empty()) row.sourceRevisions.push_back(std::move(arn));
    row.createdAt = time(json, "createdAt");
    row.startedAt = time(json, "startedAt");
    row.finishedAt = time(json, "finishedAt");
    row.stoppedAt = time(json, "stoppedAt");
    row.updatedAt = time(json, "updatedAt");
    const Json& breaker = json.at("deploymentCircuitBreaker");
    row.breakerStatus = breaker.str("status");
    row.failures = integer(breaker, "failureCount");
    row.failuresAllowed = integer(breaker, "threshold");
    const Json& rollback = json.at("rollback");
    row.rollbackReason = rollback.str("reason");
    row.rollbackRevision = rollback.str("serviceRevisionArn");
    row.raw = json;
    return row;
}

ServiceRevision readServiceRevision(const Json& json) {
    ServiceRevision row;
    row.arn = json.str("serviceRevisionArn");
    row.taskDefinition = json.str("taskDefinition");
    row.createdAt = time(json, "createdAt");
    row.raw = json;
    return row;
}

} // namespace pilothouse::console
