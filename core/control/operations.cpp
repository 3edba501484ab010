// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/operations.h"

#include "core/control/op_common.h"

#include <functional>
#include <map>

namespace pilothouse::control {

namespace {

using Write = Reply (*)(Draft&, const Command&);
using Read = Reply (*)(const Draft&, const Json&);

const std::map<std::string, Write, std::less<>> writes = {
    {"CreateCluster", op::createCluster},
    {"DeleteCluster", op::deleteCluster},
    {"RegisterTaskDefinition", op::registerTaskDefinition},
    {"DeregisterTaskDefinition", op::deregisterTaskDefinition},
    {"CreateService", op::createService},
    {"UpdateService", op::updateService},
    {"DeleteService", op::deleteService},
    {"StopServiceDeployment", op::stopServiceDeployment},
    {"RunTask", op::runTask},
    {"StopTask", op::stopTask},
    {"UpdateContainerInstancesState", op::updateContainerInstancesState},
};

const std::map<std::string, Read, std::less<>> reads = {
    {"DescribeClusters", op::describeClusters},
    {"ListClusters", op::listClusters},
    {"DescribeTaskDefinition", op::describeTaskDefinition},
    {"ListTaskDefinitions", op::listTaskDefinitions},
    {"ListTaskDefinitionFamilies", op::listTaskDefinitionFamilies},
    {"DescribeServices", op::describeServices},
    {"ListServices", op::listServices},
    {"ListServiceDeployments", op::listServiceDeployments},
    {"DescribeServiceDeployments", op::describeServiceDeployments},
    {"DescribeServiceRevisions", op::describeServiceRevisions},
    {"ListTasks", op::listTasks},
    {"DescribeTasks", op::describeTasks},
    {"ListContainerInstances", op::listContainerInstances},
    {"DescribeContainerInstances", op::describeContainerInstances},
};

} // namespace

Reply runOperation(Draft& draft, const Command& command) {
    auto it = writes.find(command.operation);
    if (it == writes.end())
        return refuse("UnsupportedFeatureException", command.operation + " is not supported here.");
    // A definition keeps every member; what cannot be run is refused when it is to be run.
    if (command.operation != "RegisterTaskDefinition")
        if (auto error = op::refusedMember(command.operation, command.input))
            return tl::unexpected<ApiError>(*error);
    return it->second(draft, command);
}

Reply readOperation(const State& state, const std::string& operation, const Json& input, Millis now) {
    auto it = reads.find(operation);
    if (it == reads.end())
        return refuse("UnsupportedFeatureException", operation + " is not supported here.");
    if (auto error = op::refusedMember(operation, input)) return tl::unexpected<ApiError>(*error);
    Random unused(0);
    const Rules rules;
    const Draft view(state, now, unused, rules); // nothing is written: a Draft reads like a State
    return it->second(view, input);
}

} // namespace pilothouse::control
