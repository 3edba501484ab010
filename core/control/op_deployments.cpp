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

std::optional<Path> pathOf(const Draft& view, std::string_view type, const std::string& text) {
    auto arn = ownArn(view, text);
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

bool isAsked(const DeploymentRow& row, const Json& input) {
    auto after = input.at("createdAt").millis("after"), before = input.at("createdAt").millis("before");
    auto& statuses = input.at("status").items();
    bool status = statuses.empty() || std::any_of(statuses.begin(), statuses.end(), [&](auto& item) {
                      return item.asString() == ecs::text(row.status);
                  });
    return status && !(after && row.createdAt <= *after) && !(before && row.createdAt >= *before);
}

template <typename Find, typename Show>
Reply described(const Draft& view, const Json& input, const char* member, const char* answerMember,
                const char* type, Find find, Show show) {
    auto& asked = input.at(member).items();
    if (asked.empty() || asked.size() > 20) return invalid(std::string(member) + " must have 1 to 20 items.");
    Json found = Json::array(), failures = Json::array();
    for (auto& item : asked) {
        auto path = pathOf(view, type, item.asString());
        auto row = path ? find(view, *path) : nullptr;
        if (row)
            found.push(show(view, *row));
        else
            failures.push(failure(item.asString()));
    }
    return Json::object({{answerMember, std::move(found)}, {"failures", std::move(failures)}});
}

tl::unexpected<ApiError> conflict(const std::string& arn, std::string message) {
    ApiError error{"ConflictException", std::move(message), {}};
    error.extra = Json::object({{"resourceIds", Json::strings({arn})}});
    return tl::unexpected<ApiError>(error);
}

} // namespace

Reply stopServiceDeployment(Draft& draft, const Command& command) {
    using Status = ecs::ServiceDeploymentStatus;
    auto arn = command.input.str("serviceDeploymentArn");
    auto path = pathOf(draft, "service-deployment", arn);
    auto row = path ? deploymentById(draft, *path) : nullptr;
    if (!row) return refuse("ServiceDeploymentNotFoundException", "Service deployment not found.");
    auto answer = Json::object({{"serviceDeploymentArn", arn}});
    bool abort = command.input.str("stopType", "ROLLBACK") == "ABORT";
    if (!abort && row->status == Status::rollbackInProgress) return answer; // it goes on
    auto service = draft.get<ServiceRow>(row->service);
    bool active = service && service->status == ecs::ServiceStatus::active && service->primary == row->digits;
    if (!active || (row->status != Status::pending && row->status != Status::inProgress))
        return conflict(arn, "The service deployment is " + std::string(ecs::text(row->status)) +
                                 " and cannot be stopped.");
    if (!abort && !canRollBack(draft, *row))
        return conflict(arn, "The service has no completed service deployment to roll back to.");
    stopDeployment(draft, *row, abort);
    return answer;
}

Reply listServiceDeployments(const Draft& view, const Json& input) {
    auto cluster = activeCluster(view, input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    auto name = nameIn(view, "service", *cluster, input.str("service"));
    if (!name || !view.get<ServiceRow>({*cluster, *name}))
        return refuse("ServiceNotFoundException", "Service not found.");
    Pages pages("ListServiceDeployments", input, 20);
    if (pages.error()) return tl::unexpected<ApiError>(*pages.error());
    auto rows = view.deploymentsOfService({*cluster, *name});
    bool begun = pages.after().empty();
    for (auto it = rows.rbegin(); it != rows.rend(); ++it) { // newest first
        if (begun && isAsked(**it, input) &&
            !pages.add((*it)->digits, serviceDeploymentJson(view, **it, true)))
            break;
        begun = begun || (*it)->digits == pages.after();
    }
    return pages.answer("serviceDeployments");
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
