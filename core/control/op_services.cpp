// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/op_common.h"
#include "core/control/service_document.h"
#include "core/control/typed.h"

#include <algorithm>

namespace pilothouse::control::op {

namespace {

Expected<Ptr<ServiceRow>> namedService(const Draft& view, const std::string& cluster, const Json& input) {
    auto name = nameIn("service", cluster, input.str("service"));
    auto row = name ? view.get<ServiceRow>({cluster, *name}) : nullptr;
    if (!row) return refuse("ServiceNotFoundException", "Service not found.");
    return row;
}

Json answerOf(const Draft& draft, const ClusterKey& key) {
    return Json::object({{"service", serviceJson(draft, *draft.get<ServiceRow>(key), true)}});
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

std::string ownName(const Json& input) {
    return input.str("serviceName");
}

} // namespace

Reply createService(Draft& draft, const Command& command) {
    auto& input = command.input;
    auto cluster = activeCluster(draft, input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    if (auto earlier = repeated(draft, *cluster, command)) return *earlier;
    if (!isName(ownName(input)))
        return invalid(
            "Invalid serviceName: it may have up to 255 letters, digits, hyphens and underscores.");
    if (!input.has("taskDefinition")) return invalid("TaskDefinition can not be blank: taskDefinition.");
    if (!input.has("desiredCount"))
        return invalid("A service of the scheduling strategy REPLICA needs a desiredCount.");
    auto definition = runnableDefinition(draft, input.str("taskDefinition"));
    if (!definition) return tl::unexpected<ApiError>(definition.error());
    auto tags = readTags(input);
    if (!tags) return tl::unexpected<ApiError>(tags.error());

    ServiceRow row;
    row.key = {*cluster, ownName(input)};
    row.document = newServiceDocument(input).dump();
    row.tags = *tags;
    row.createdAt = draft.now();
    row.createdBy = command.caller;
    row.desiredCount = static_cast<int>(input.integer("desiredCount"));
    row.definition = (*definition)->key;
    fillTyped(row);
    if (auto problem = serviceProblem(row)) return invalid(*problem);
    if (auto problem = launchProblem(**definition, row.launchType, input.at("networkConfiguration")))
        return tl::unexpected<ApiError>(*problem);
    if (auto reply = existing(draft, row.key, row)) return *reply;
    auto key = row.key;
    auto revision = revisionOf(draft, row, **definition);
    draft.put(std::move(row));
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

    ServiceRow row = **present;
    auto definition = draft.get<DefinitionRow>(row.definition);
    if (input.has("taskDefinition")) {
        auto wanted = findDefinition(draft, input.str("taskDefinition"));
        // An INACTIVE revision that the service runs already may stay; another one must be ACTIVE.
        if (!wanted || wanted->key != row.definition) {
            auto found = runnableDefinition(draft, input.str("taskDefinition"));
            if (!found) return tl::unexpected<ApiError>(found.error());
            wanted = *found;
        }
        definition = wanted;
    }
    if (!definition) return client("TaskDefinition not found.");
    auto before = parsed(row.document);
    auto after = updatedServiceDocument(before, input);
    row.document = after.dump();
    row.desiredCount = static_cast<int>(input.integer("desiredCount", row.desiredCount));
    fillTyped(row);
    if (auto problem = serviceProblem(row)) return invalid(*problem);
    if (auto problem = launchProblem(*definition, row.launchType, after.at("networkConfiguration")))
        return tl::unexpected<ApiError>(*problem);
    bool deploys = definition->key != row.definition || input.boolean("forceNewDeployment") ||
                   deploymentNeeded(before, after);
    auto key = row.key;
    auto revision = revisionOf(draft, row, *definition);
    draft.put(std::move(row));
    if (deploys)
        startDeployment(draft, key, definition->key, revision);
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
        auto name = nameIn("service", *cluster, item.asString());
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
    std::vector<std::string> names;
    for (auto& row : view.servicesOfCluster(*cluster))
        if (row->status == ecs::ServiceStatus::active && strategy == "REPLICA" && management == "CUSTOMER" &&
            (launchType.empty() || ecs::text(row->launchType) == launchType))
            names.push_back(row->key.name);
    std::sort(names.begin(), names.end());
    auto page = pageOf(names, input, 10);
    if (!page) return tl::unexpected<ApiError>(page.error());
    Json arns = Json::array();
    for (auto& name : page->keys)
        arns.push(view.arns().service(*cluster, name));
    Json answer = Json::object({{"serviceArns", std::move(arns)}});
    setToken(answer, *page);
    return answer;
}

} // namespace pilothouse::control::op
