// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/op_common.h"
#include "core/control/service_document.h"
#include "core/control/typed.h"

#include <algorithm>

namespace pilothouse::control::op {

namespace {

Expected<Ptr<ServiceRow>> namedService(const Draft& view, const std::string& cluster, const Json& input) {
    auto name = nameIn(view, "service", cluster, input.str("service"));
    auto row = name ? view.get<ServiceRow>({cluster, *name}) : nullptr;
    if (!row) return refuse("ServiceNotFoundException", "Service not found.");
    return row;
}

Json answerOf(const Draft& draft, const ClusterKey& key) {
    auto row = draft.get<ServiceRow>(key);
    return Json::object({{"service", serviceJson(draft, *row, !row->tags.empty())}});
}

/// An ACTIVE service of that name answers a call that says the same again, and refuses another one.
std::optional<Reply> existing(Draft& draft, const ClusterKey& key, const ServiceRow& wanted) {
    auto present = draft.get<ServiceRow>(key);
    if (!present) return {};
    switch (present->status) {
    case ecs::ServiceStatus::draining:
        return invalid("Unable to Start a service that is still Draining.");
    case ecs::ServiceStatus::inactive:
        forgetService(draft, key);
        return {};
    case ecs::ServiceStatus::active:
        break;
    }
    bool same = present->document == wanted.document && present->tags == wanted.tags &&
                present->desiredCount == wanted.desiredCount && present->definition == wanted.definition;
    if (same) return answerOf(draft, key);
    return invalid("Creation of service was not idempotent.");
}

std::optional<Reply> repeated(const Draft& draft, const std::string& cluster, const Command& command) {
    auto token = command.input.str("clientToken");
    if (token.empty()) return {};
    auto row = draft.get<TokenRow>({cluster, command.operation, token});
    if (!row || row->request != requestText(command.input) || row->names.empty()) return {};
    auto service = draft.get<ServiceRow>({cluster, row->names.front()});
    if (!service || service->status == ecs::ServiceStatus::inactive) return {};
    return answerOf(draft, service->key);
}

/// Why a service as it would be cannot run a definition.
std::optional<ApiError> problemOf(const ServiceRow& row, const DefinitionRow& definition) {
    if (auto problem = serviceProblem(row)) return ApiError{"InvalidParameterException", *problem, {}};
    return launchProblem(definition, row.launchType, parsed(row.document));
}

Expected<Ptr<DefinitionRow>> firstDefinition(const Draft& draft, const Json& input) {
    if (!isName(input.str("serviceName")))
        return invalid("Invalid serviceName: it should only contain up to 255 letters, numbers, hyphens, and "
                       "underscores.");
    if (input.str("taskDefinition").empty()) return invalid("TaskDefinition can not be blank.");
    if (!input.at("desiredCount").isInt())
        return invalid("desiredCount is required for the scheduling strategy REPLICA.");
    return runnableDefinition(draft, input.str("taskDefinition"));
}

Expected<ServiceRow> newService(const Draft& draft, const ClusterKey& key, const DefinitionRow& definition,
                                const Command& command) {
    auto tags = readTags(command.input);
    if (!tags) return tl::unexpected<ApiError>(tags.error());
    ServiceRow row;
    row.key = key;
    row.document = newServiceDocument(command.input).dump();
    row.tags = *tags;
    row.createdAt = draft.now();
    row.createdBy = command.caller;
    row.desiredCount = static_cast<int>(command.input.integer("desiredCount"));
    row.definition = definition.key;
    fillTyped(row);
    if (auto problem = problemOf(row, definition)) return tl::unexpected<ApiError>(*problem);
    return row;
}

/// An INACTIVE revision that the service runs already may stay; another one must be ACTIVE.
Expected<Ptr<DefinitionRow>> nextDefinition(const Draft& draft, const ServiceRow& row, const Json& input) {
    auto reference = input.str("taskDefinition");
    auto wanted =
        reference.empty() ? draft.get<DefinitionRow>(row.definition) : findDefinition(draft, reference);
    if (wanted && wanted->key == row.definition) return wanted;
    return runnableDefinition(draft, reference);
}

} // namespace

Reply createService(Draft& draft, const Command& command) {
    auto& input = command.input;
    auto cluster = activeCluster(draft, input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    if (auto earlier = repeated(draft, *cluster, command)) return *earlier;
    auto definition = firstDefinition(draft, input);
    if (!definition) return tl::unexpected<ApiError>(definition.error());
    auto row = newService(draft, {*cluster, input.str("serviceName")}, **definition, command);
    if (!row) return tl::unexpected<ApiError>(row.error());
    if (auto reply = existing(draft, row->key, *row)) return *reply;
    auto key = row->key;
    auto revision = revisionOf(draft, *row, **definition);
    draft.put(std::move(*row));
    startDeployment(draft, key, (*definition)->key, revision);
    if (auto token = input.str("clientToken"); !token.empty())
        rememberToken(draft,
                      {*cluster, command.operation, token, requestText(input), {key.name}, draft.now()});
    return answerOf(draft, key);
}

Reply updateService(Draft& draft, const Command& command) {
    auto& input = command.input;
    auto cluster = activeCluster(draft, input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    auto present = namedService(draft, *cluster, input);
    if (!present) return tl::unexpected<ApiError>(present.error());
    if ((*present)->status != ecs::ServiceStatus::active)
        return refuse("ServiceNotActiveException", "Service was not ACTIVE.");
    auto definition = nextDefinition(draft, **present, input);
    if (!definition) return tl::unexpected<ApiError>(definition.error());

    ServiceRow row = **present;
    auto before = parsed(row.document), after = updatedServiceDocument(before, input);
    row.document = after.dump();
    row.desiredCount = static_cast<int>(input.integer("desiredCount", row.desiredCount));
    fillTyped(row);
    if (auto problem = problemOf(row, **definition)) return tl::unexpected<ApiError>(*problem);
    bool deploys = (*definition)->key != row.definition || input.boolean("forceNewDeployment") ||
                   deploymentNeeded(before, after);
    auto key = row.key;
    auto revision = revisionOf(draft, row, **definition);
    draft.put(std::move(row));
    if (deploys)
        startDeployment(draft, key, (*definition)->key, revision);
    else
        serviceChanged(draft, key);
    return answerOf(draft, key);
}

Reply deleteService(Draft& draft, const Command& command) {
    auto cluster = activeCluster(draft, command.input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    auto present = namedService(draft, *cluster, command.input);
    if (!present) return tl::unexpected<ApiError>(present.error());
    auto key = (*present)->key;
    if ((*present)->status == ecs::ServiceStatus::inactive)
        return refuse("ServiceNotFoundException", "Service not found.");
    if ((*present)->status == ecs::ServiceStatus::active) {
        if ((*present)->desiredCount > 0 && !command.input.boolean("force"))
            return invalid("The service cannot be stopped while it is scaled above 0.");
        releaseService(draft, key);
    }
    return answerOf(draft, key);
}

Reply describeServices(const Draft& view, const Json& input) {
    auto cluster = activeCluster(view, input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    auto& asked = input.at("services").items();
    if (asked.empty()) return invalid("Services cannot be empty.");
    if (asked.size() > 10) return invalid("service names can have at most 10 items.");
    bool tags = includes(input, "TAGS");
    Json services = Json::array(), failures = Json::array();
    for (auto& item : asked) {
        auto name = nameIn(view, "service", *cluster, item.asString());
        auto row = name ? view.get<ServiceRow>({*cluster, *name}) : nullptr;
        if (row)
            services.push(serviceJson(view, *row, tags));
        else
            failures.push(failure(name ? view.arns().service(*cluster, *name) : item.asString()));
    }
    return Json::object({{"services", std::move(services)}, {"failures", std::move(failures)}});
}

Reply listServices(const Draft& view, const Json& input) {
    auto cluster = activeCluster(view, input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    auto launchType = input.str("launchType"), strategy = input.str("schedulingStrategy", "REPLICA");
    auto management = input.str("resourceManagementType", "CUSTOMER");
    Pages pages("ListServices", input, 10);
    if (pages.error()) return tl::unexpected<ApiError>(*pages.error());
    auto& all = view.base().services;
    auto it = all.upper_bound({*cluster, pages.after()});
    for (; it != all.end() && it->first.cluster == *cluster; ++it) {
        bool wanted = it->second->status == ecs::ServiceStatus::active && strategy == "REPLICA" &&
                      management == "CUSTOMER" &&
                      (launchType.empty() || ecs::text(it->second->launchType) == launchType);
        if (wanted && !pages.add(it->first.name, view.arns().service(*cluster, it->first.name))) break;
    }
    return pages.answer("serviceArns");
}

} // namespace pilothouse::control::op
