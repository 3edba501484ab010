// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pilothouse {

/// arn:PARTITION:SERVICE:REGION:ACCOUNT:TYPE/PATH
struct Arn {
    std::string partition = "aws";
    std::string service = "ecs";
    std::string region;
    std::string account;
    std::string type; ///< "cluster", "service", "task-definition" ...
    std::string path; ///< all after the first slash: "CLUSTER/ID", "family:3"

    std::string text() const;
    /// The last part of the path: a task's id, a service's name.
    std::string_view name() const;
    bool operator==(const Arn&) const = default;
};

std::optional<Arn> parseArn(std::string_view text);
/// The last part after "/" of an ARN or of a plain name.
std::string_view lastPart(std::string_view arnOrName);

/// Builds the ECS ARNs of one account and region.
struct ArnMaker {
    std::string region = "us-east-1";
    std::string account = "000000000000";

    std::string make(std::string_view type, std::string_view path) const;
    std::string cluster(std::string_view name) const { return make("cluster", name); }
    std::string taskDefinition(std::string_view family, int revision) const;
    std::string service(std::string_view cluster, std::string_view name) const;
    std::string task(std::string_view cluster, std::string_view id) const;
    std::string container(std::string_view cluster, std::string_view task, std::string_view uuid) const;
    std::string containerInstance(std::string_view cluster, std::string_view id) const;
    std::string serviceDeployment(std::string_view cluster, std::string_view service,
                                  std::string_view id) const;
    std::string serviceRevision(std::string_view cluster, std::string_view service,
                                std::string_view digits) const;
};

} // namespace pilothouse
