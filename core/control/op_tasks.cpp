// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/op_common.h"

#include <algorithm>

namespace pilothouse::control::op {

namespace {

Json answerOf(const Draft& draft, const std::string& cluster, const std::vector<std::string>& ids,
              Json failures) {
    Json tasks = Json::array();
    for (auto& id : ids)
        if (auto row = draft.get<TaskRow>({cluster, id})) tasks.push(taskJson(draft, *row, true));
    return Json::object({{"tasks", std::move(tasks)}, {"failures", std::move(failures)}});
}

/// A call repeated with the token of an earlier one: its answer, or ConflictException if it asks for
/// something else.
std::optional<Reply> repeated(const Draft& draft, const std::string& cluster, const Command& command) {
    auto token = command.input.str("clientToken");
    if (token.empty()) return {};
    auto row = draft.get<TokenRow>({cluster, command.operation, token});
    if (!row) return {};
    if (row->request == requestText(command.input))
        return answerOf(draft, cluster, row->names, Json::array());
    ApiError error{"ConflictException", "The clientToken was used before with other parameters.", {}};
    Json arns = Json::array();
    for (auto& id : row->names)
        arns.push(draft.arns().task(cluster, id));
    error.extra = Json::object({{"resourceIds", std::move(arns)}});
    return tl::unexpected<ApiError>(error);
}

/// What Describe gives back of a RunTask and no rule reads.
std::string extraOf(const Json& input) {
    Json extra = Json::object({{"enableExecuteCommand", input.boolean("enableExecuteCommand")}});
    for (auto member : {"platformVersion", "networkConfiguration"})
        if (auto* value = input.find(member)) extra.set(member, *value);
    return extra.dump();
}

std::string tagsFor(const Json& input, const DefinitionRow& definition, const std::string& cluster,
                    const std::string& own) {
    std::string tags =
        input.str("propagateTags") == "TASK_DEFINITION" ? mergedTags(definition.tags, own) : own;
    if (!input.boolean("enableECSManagedTags")) return tags;
    Json managed = Json::array({Json::object({{"key", "aws:ecs:clusterName"}, {"value", cluster}})});
    return mergedTags(tags, managed.dump());
}

std::optional<std::string> unknownOverride(const DefinitionRow& definition, const Json& overrides) {
    for (auto& item : overrides.at("containerOverrides").items()) {
        auto name = item.str("name");
        auto& all = definition.typed.containers;
        if (std::none_of(all.begin(), all.end(), [&](auto& c) { return c.name == name; })) return name;
    }
    return {};
}

std::vector<ecs::PlacementStrategy> strategiesOf(const Json& input) {
    std::vector<ecs::PlacementStrategy> all;
    for (auto& item : input.at("placementStrategy").items())
        all.push_back({ecs::parse<ecs::StrategyType>(item.str("type")).value_or(ecs::StrategyType::random),
                       item.str("field")});
    return all;
}

std::vector<ecs::PlacementConstraint> constraintsOf(const Json& input) {
    std::vector<ecs::PlacementConstraint> all;
    for (auto& item : input.at("placementConstraints").items())
        all.push_back({item.str("type"), item.str("expression")});
    return all;
}

Json failuresOf(const Draft& draft, const std::string& cluster, const Placed& placed) {
    Json failures = Json::array();
    for (auto& refusal : placed.refusals)
        failures.push(
            failure(refusal.instance.empty() ? "" : draft.arns().containerInstance(cluster, refusal.instance),
                    refusal.reason));
    return failures;
}

} // namespace

Reply runTask(Draft& draft, const Command& command) {
    auto& input = command.input;
    auto cluster = activeCluster(draft, input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    if (auto earlier = repeated(draft, *cluster, command)) return *earlier;
    auto definition = runnableDefinition(draft, input.str("taskDefinition"));
    if (!definition) return tl::unexpected<ApiError>(definition.error());
    auto launchType =
        ecs::parse<ecs::LaunchType>(input.str("launchType", "EC2")).value_or(ecs::LaunchType::ec2);
    if (auto problem = launchProblem(**definition, launchType, input.at("networkConfiguration")))
        return tl::unexpected<ApiError>(*problem);
    if (auto name = unknownOverride(**definition, input.at("overrides")))
        return invalid("Override for container named " + *name +
                       " is not a container in the TaskDefinition.");
    auto tags = readTags(input);
    if (!tags) return tl::unexpected<ApiError>(tags.error());
    if (launchType == ecs::LaunchType::ec2 && !hasInstances(draft, *cluster))
        return invalid("No Container Instances were found in your cluster.");

    PlacementRequest request;
    request.cluster = *cluster;
    request.definition = *definition;
    request.count = static_cast<int>(input.integer("count", 1));
    request.launchType = launchType;
    request.group = input.str("group", "family:" + (*definition)->key.family);
    request.startedBy = input.str("startedBy");
    if (auto* overrides = input.find("overrides")) request.overrides = overrides->dump();
    request.tags = tagsFor(input, **definition, *cluster, *tags);
    request.extra = extraOf(input);
    request.constraints = constraintsOf(input);
    request.strategies = strategiesOf(input);
    auto placed = placeTasks(draft, request);

    std::vector<std::string> ids;
    for (auto& key : placed.tasks)
        ids.push_back(key.name);
    if (auto token = input.str("clientToken"); !token.empty())
        rememberToken(draft, {*cluster, command.operation, token, requestText(input), ids, draft.now()});
    return answerOf(draft, *cluster, ids, failuresOf(draft, *cluster, placed));
}

Reply stopTask(Draft& draft, const Command& command) {
    auto cluster = activeCluster(draft, command.input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    auto id = nameIn("task", *cluster, command.input.str("task"));
    auto row = id ? draft.get<TaskRow>({*cluster, *id}) : nullptr;
    if (!row) return invalid("The referenced task was not found.");
    stopTask(draft, row->key, ecs::StopCode::userInitiated,
             command.input.str("reason", "Task stopped by user"));
    return Json::object({{"task", taskJson(draft, *draft.get<TaskRow>(row->key), true)}});
}

Reply describeTasks(const Draft& view, const Json& input) {
    auto cluster = activeCluster(view, input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    auto& asked = input.at("tasks").items();
    if (asked.empty()) return invalid("Tasks cannot be empty.");
    if (asked.size() > 100) return invalid("taskIds can have at most 100 items.");
    bool tags = includes(input, "TAGS");
    Json tasks = Json::array(), failures = Json::array();
    for (auto& item : asked) {
        auto id = nameIn("task", *cluster, item.asString());
        auto row = id ? view.get<TaskRow>({*cluster, *id}) : nullptr;
        if (row)
            tasks.push(taskJson(view, *row, tags));
        else
            failures.push(failure(id ? view.arns().task(*cluster, *id) : item.asString()));
    }
    return Json::object({{"tasks", std::move(tasks)}, {"failures", std::move(failures)}});
}

Reply listTasks(const Draft& view, const Json& input) {
    auto cluster = activeCluster(view, input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    auto startedBy = input.str("startedBy"), family = input.str("family"),
         launchType = input.str("launchType");
    if (!startedBy.empty() && (!family.empty() || input.has("serviceName") || input.has("containerInstance")))
        return invalid("startedBy cannot be combined with family, serviceName or containerInstance.");
    auto service = nameIn("service", *cluster, input.str("serviceName"));
    if (!service) return invalid("Service Identifier is invalid");
    if (!service->empty() && !view.get<ServiceRow>({*cluster, *service}))
        return refuse("ServiceNotFoundException", "Service not found.");
    auto instance = nameIn("container-instance", *cluster, input.str("containerInstance"));
    if (!instance) return invalid("The container instance is not one of this cluster: containerInstance.");
    auto wanted = ecs::parse<ecs::DesiredStatus>(input.str("desiredStatus", "RUNNING"));
    std::vector<std::string> ids;
    auto& all = view.base().tasks;
    for (auto it = all.lower_bound({*cluster, ""}); it != all.end() && it->first.cluster == *cluster; ++it) {
        auto& task = *it->second;
        if (wanted && task.desiredStatus == *wanted && (service->empty() || task.service == *service) &&
            (instance->empty() || task.instance == *instance) &&
            (startedBy.empty() || task.startedBy == startedBy) &&
            (family.empty() || task.definition.family == family) &&
            (launchType.empty() || ecs::text(task.launchType) == launchType))
            ids.push_back(task.key.name);
    }
    auto page = pageOf(ids, input);
    if (!page) return tl::unexpected<ApiError>(page.error());
    Json arns = Json::array();
    for (auto& id : page->keys)
        arns.push(view.arns().task(*cluster, id));
    Json answer = Json::object({{"taskArns", std::move(arns)}});
    setToken(answer, *page);
    return answer;
}

} // namespace pilothouse::control::op
