// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/op_common.h"

#include <algorithm>

namespace pilothouse::control::op {

namespace {

/// service-deployment/CLUSTER/SERVICE/ID and service-revision/CLUSTER/SERVICE/DIGITS
struct Path {
    ClusterKey service;
    std::string id;
};

std::optional<Path> pathOf(std::string_view type, const std::string& text) {
    auto arn = parseArn(text);
    if (!arn || arn->type != type) return {};
    auto first = arn->path.find('/'), second = arn->path.rfind('/');
    if (first == std::string::npos || first == second) return {};
    return Path{{arn->path.substr(0, first), arn->path.substr(first + 1, second - first - 1)},
                arn->path.substr(second + 1)};
}

Ptr<DeploymentRow> deploymentById(const Draft& view, const Path& path) {
    for (auto& row : view.deploymentsOfService(path.service))
        if (row->deploymentId == path.id) return row;
    return nullptr;
}

Ptr<DeploymentRow> revisionById(const Draft& view, const Path& path) {
    auto row = view.get<DeploymentRow>(path.id);
    return row && row->service == path.service ? row : nullptr;
}

template <typename Find, typename Show>
Reply described(const Draft& view, const Json& input, const char* member, const char* answerMember,
                const char* type, Find find, Show show) {
    auto& asked = input.at(member).items();
    if (asked.empty() || asked.size() > 20) return invalid(std::string(member) + " must have 1 to 20 items.");
    Json found = Json::array(), failures = Json::array();
    for (auto& item : asked) {
        auto path = pathOf(type, item.asString());
        auto row = path ? find(view, *path) : nullptr;
        if (row)
            found.push(show(view, *row));
        else
            failures.push(failure(item.asString()));
    }
    return Json::object({{answerMember, std::move(found)}, {"failures", std::move(failures)}});
}

} // namespace

Reply listServiceDeployments(const Draft& view, const Json& input) {
    auto cluster = activeCluster(view, input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    auto name = nameIn("service", *cluster, input.str("service"));
    if (!name || !view.get<ServiceRow>({*cluster, *name}))
        return refuse("ServiceNotFoundException", "Service not found.");
    auto after = input.at("createdAt").millis("after"), before = input.at("createdAt").millis("before");
    auto& statuses = input.at("status").items();
    auto rows = view.deploymentsOfService({*cluster, *name});
    std::vector<std::string> keys; // newest first: by the distance from the newest, padded
    std::map<std::string, Ptr<DeploymentRow>> byKey;
    for (auto it = rows.rbegin(); it != rows.rend(); ++it) {
        auto& row = **it;
        auto same = [&](auto& item) { return item.asString() == ecs::text(row.status); };
        if (after && row.createdAt <= *after) continue;
        if (before && row.createdAt >= *before) continue;
        if (!statuses.empty() && std::none_of(statuses.begin(), statuses.end(), same)) continue;
        auto key = std::to_string(1'000'000'000 - row.sequence);
        keys.push_back(key);
        byKey[key] = *it;
    }
    auto page = pageOf(keys, input, 20);
    if (!page) return tl::unexpected<ApiError>(page.error());
    Json deployments = Json::array();
    for (auto& key : page->keys)
        deployments.push(serviceDeploymentJson(view, *byKey[key], true));
    Json answer = Json::object({{"serviceDeployments", std::move(deployments)}});
    setToken(answer, *page);
    return answer;
}

Reply describeServiceDeployments(const Draft& view, const Json& input) {
    return described(
        view, input, "serviceDeploymentArns", "serviceDeployments", "service-deployment", deploymentById,
        [](const Draft& v, const DeploymentRow& row) { return serviceDeploymentJson(v, row, false); });
}

Reply describeServiceRevisions(const Draft& view, const Json& input) {
    return described(view, input, "serviceRevisionArns", "serviceRevisions", "service-revision", revisionById,
                     serviceRevisionJson);
}

} // namespace pilothouse::control::op
