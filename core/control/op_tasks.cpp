// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/op_common.h"
#include "core/control/tags.h"

#include "core/ecs/defaults.h"

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

/// What Describe gives back of a RunTask and no rule reads; "" if nothing.
std::string extraOf(const Json& input) {
    Json extra = Json::object();
    for (auto* member : {"platformVersion", "networkConfiguration"})
        if (auto* value = input.find(member); value && !value->isNull()) extra.set(member, *value);
    return extra.size() > 0 ? extra.dump() : std::string();
}

std::string tagsFor(const Json& input, const DefinitionRow& definition, const std::string& cluster,
                    const std::string& own) {
    std::string tags =
        input.str("propagateTags") == "TASK_DEFINITION" ? mergedTags(definition.tags, own) : own;
    return input.boolean("enableECSManagedTags") ? mergedTags(tags, managedTags(cluster)) : tags;
}

/// A request's overrides with sizes as plain numbers.
Expected<Json> overridesOf(const Json& input, const DefinitionRow& definition) {
    Json overrides = input.at("overrides");
    if (!overrides.isObject()) return Json();
    for (auto& item : overrides.at("containerOverrides").items()) {
        auto name = item.str("name");
        auto& all = definition.typed.containers;
        if (name.empty()) return invalid("Container Name can not be blank.");
        if (std::none_of(all.begin(), all.end(), [&](auto& container) { return container.name == name; }))
            return invalid("Override for container named " + name +
                           " is not a container in the TaskDefinition.");
    }
    auto normalise = [&](const char* member, auto read) {
        auto text = overrides.str(member);
        auto size = read(text);
        if (size) overrides.set(member, std::to_string(*size));
        return text.empty() || size;
    };
    if (!normalise("cpu", ecs::cpuUnits)) return client("Invalid 'cpu' setting for task.");
    if (!normalise("memory", ecs::memoryMiB)) return client("Invalid 'memory' setting for task.");
    return overrides;
}

void readPlacement(PlacementRequest& request, const Json& input) {
    for (auto& item : input.at("placementStrategy").items())
        if (auto type = ecs::parse<ecs::StrategyType>(item.str("type")))
            request.strategies.push_back({*type, item.str("field")});
    for (auto& item : input.at("placementConstraints").items())
        request.constraints.push_back({item.str("type"), item.str("expression")});
}

/// The request as the scheduler takes it, once nothing speaks against it.
Expected<PlacementRequest> requestOf(const Draft& draft, const std::string& cluster, const Json& input) {
    auto definition = runnableDefinition(draft, input.str("taskDefinition"));
    if (!definition) return tl::unexpected<ApiError>(definition.error());
    auto overrides = overridesOf(input, **definition);
    if (!overrides) return tl::unexpected<ApiError>(overrides.error());
    auto tags = readTags(input);
    if (!tags) return tl::unexpected<ApiError>(tags.error());
    if (input.str("propagateTags") == "SERVICE")
        return invalid("propagateTags: SERVICE is not valid when running a task.");
    PlacementRequest request;
    request.cluster = cluster;
    request.definition = *definition;
    request.launchType = ecs::parse<ecs::LaunchType>(input.str("launchType")).value_or(ecs::LaunchType::ec2);
    if (auto problem = launchProblem(**definition, request.launchType, input))
        return tl::unexpected<ApiError>(*problem);
    request.count = static_cast<int>(input.integer("count", 1));
    request.group = input.str("group", "family:" + (*definition)->key.family);
    request.startedBy = input.str("startedBy");
    if (overrides->size() > 0) request.overrides = overrides->dump();
    request.tags = tagsFor(input, **definition, cluster, *tags);
    request.extra = extraOf(input);
    readPlacement(request, input);
    return request;
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
    auto request = requestOf(draft, *cluster, input);
    if (!request) return tl::unexpected<ApiError>(request.error());
    if (request->launchType == ecs::LaunchType::ec2 && !hasInstances(draft, *cluster))
        return invalid("No Container Instances were found in your cluster.");
    auto placed = placeTasks(draft, *request);
    std::vector<std::string> ids;
    for (auto& key : placed.tasks)
        ids.push_back(key.name);
    // A call that started nothing may be tried again with its token.
    if (auto token = input.str("clientToken"); !token.empty() && !ids.empty())
        rememberToken(draft, {*cluster, command.operation, token, requestText(input), ids, draft.now()});
    return answerOf(draft, *cluster, ids, failuresOf(draft, *cluster, placed));
}

Reply stopTask(Draft& draft, const Command& command) {
    auto cluster = activeCluster(draft, command.input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    auto id = nameIn(draft, "task", *cluster, command.input.str("task"));
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
        auto id = nameIn(view, "task", *cluster, item.asString());
        auto row = id ? view.get<TaskRow>({*cluster, *id}) : nullptr;
        if (row)
            tasks.push(taskJson(view, *row, tags));
        else
            failures.push(failure(id ? view.arns().task(*cluster, *id) : item.asString()));
    }
    return Json::object({{"tasks", std::move(tasks)}, {"failures", std::move(failures)}});
}

namespace {

/// ListTasks' filters, read once.
struct TaskFilter {
    std::string service, instance, startedBy, family, launchType;
    std::optional<ecs::DesiredStatus> desired;

    bool takes(const TaskRow& task) const {
        return desired == task.desiredStatus && (service.empty() || task.service == service) &&
               (instance.empty() || task.instance == instance) &&
               (startedBy.empty() || task.startedBy == startedBy) &&
               (family.empty() || task.definition.family == family) &&
               (launchType.empty() || ecs::text(task.launchType) == launchType);
    }
};

Expected<TaskFilter> filterOf(const Draft& view, const std::string& cluster, const Json& input) {
    TaskFilter filter;
    filter.startedBy = input.str("startedBy");
    filter.family = input.str("family");
    filter.launchType = input.str("launchType");
    filter.desired = ecs::parse<ecs::DesiredStatus>(input.str("desiredStatus", "RUNNING"));
    for (auto* other : {"family", "serviceName", "containerInstance", "desiredStatus", "launchType"})
        if (!filter.startedBy.empty() && input.has(other))
            return invalid(std::string("startedBy must be the only filter, but there is ") + other + ".");
    auto service = nameIn(view, "service", cluster, input.str("serviceName"));
    if (!service) return invalid("Service Identifier is invalid");
    if (!service->empty() && !view.get<ServiceRow>({cluster, *service}))
        return refuse("ServiceNotFoundException", "Service not found.");
    auto instance = nameIn(view, "container-instance", cluster, input.str("containerInstance"));
    if (!instance || (!instance->empty() && !view.get<InstanceRow>({cluster, *instance})))
        return invalid("The referenced container instance was not found: containerInstance.");
    filter.service = *service;
    filter.instance = *instance;
    return filter;
}

} // namespace

Reply listTasks(const Draft& view, const Json& input) {
    auto cluster = activeCluster(view, input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    auto filter = filterOf(view, *cluster, input);
    if (!filter) return tl::unexpected<ApiError>(filter.error());
    Pages pages("ListTasks", input);
    if (pages.error()) return tl::unexpected<ApiError>(*pages.error());
    auto& all = view.base().tasks;
    auto it = all.upper_bound({*cluster, pages.after()});
    for (; it != all.end() && it->first.cluster == *cluster; ++it)
        if (filter->takes(*it->second) &&
            !pages.add(it->first.name, view.arns().task(*cluster, it->first.name)))
            break;
    return pages.answer("taskArns");
}

} // namespace pilothouse::control::op
