// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/draft.h"
#include "core/control/op_pages.h"
#include "core/control/scheduling.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pilothouse::control::op {

// What the operations of the API share. Sources: the ECS API reference; texts as clients see them
// (docs/words.md).

template <typename T>
using Expected = tl::expected<T, ApiError>;

inline tl::unexpected<ApiError> invalid(std::string message) {
    return refuse("InvalidParameterException", std::move(message));
}
inline tl::unexpected<ApiError> client(std::string message) {
    return refuse("ClientException", std::move(message));
}

// ---- names and ARNs --------------------------------------------------------------------------------------

/// 1..255 letters, digits, - and _.
bool isName(std::string_view text);
/// The ARN, if it is one of this plane's region and account.
std::optional<Arn> ownArn(const Draft& view, std::string_view text);
/// A cluster's name out of a name, an ARN or nothing ("default"); "" for the ARN of something else.
std::string clusterName(const Draft& view, std::string_view reference);
/// The ACTIVE cluster that a request names; ClusterNotFoundException.
Expected<std::string> activeCluster(const Draft& view, const Json& input);
/// The name of a service, task or instance out of a name or an ARN of this cluster; nothing if the ARN is of
/// another cluster or another type.
std::optional<std::string> nameIn(const Draft& view, std::string_view type, const std::string& cluster,
                                  std::string_view reference);

/// "family:3", "family" (latest ACTIVE) or an ARN. Nothing: there is none.
Ptr<DefinitionRow> findDefinition(const Draft& view, std::string_view reference);

// ---- definitions that can be run -------------------------------------------------------------------------

/// The definition of a RunTask, CreateService or UpdateService: ACTIVE and with nothing that cannot be run
/// here.
Expected<Ptr<DefinitionRow>> runnableDefinition(const Draft& view, std::string_view reference);
/// Why a request (its network, platform, placement) does not fit a definition and a launch type.
std::optional<ApiError> launchProblem(const DefinitionRow& definition, ecs::LaunchType launchType,
                                      const Json& request);
/// The first member of the request that this plane refuses, as the error that names it.
std::optional<ApiError> refusedMember(std::string_view operation, const Json& input);

// ---- JSON text of rows -----------------------------------------------------------------------------------

Json parsed(const std::string& text); ///< {} if empty or broken
Json tagsOf(const std::string& text); ///< [] if empty
bool includes(const Json& input, std::string_view what);
void setTime(Json& json, std::string_view member, Millis time); ///< not if 0

/// Tags of a request as they are kept; InvalidParameterException for "aws:" keys and repeated ones.
Expected<std::string> readTags(const Json& input);

// ---- answers ---------------------------------------------------------------------------------------------

/// failures[] item.
Json failure(std::string arn, std::string reason = "MISSING", std::string detail = {});

/// The text of a request without its token: two calls with one token must agree in it.
std::string requestText(const Json& input);

// ---- what Describe says ----------------------------------------------------------------------------------

Json clusterJson(const Draft& view, const ClusterRow& row, const Json& input);
Json definitionJson(const Draft& view, const DefinitionRow& row);
Json serviceJson(const Draft& view, const ServiceRow& row, bool tags);
Json serviceDeploymentJson(const Draft& view, const DeploymentRow& row, bool brief);
Json serviceRevisionJson(const Draft& view, const DeploymentRow& row);
Json taskJson(const Draft& view, const TaskRow& row, bool tags);
Json instanceJson(const Draft& view, const InstanceRow& row, const Json& input);

/// The frozen copy of what a service runs from now on: DeploymentRow::revision.
std::string revisionOf(const Draft& view, const ServiceRow& service, const DefinitionRow& definition);

// ---- operations ------------------------------------------------------------------------------------------

Reply createCluster(Draft&, const Command&);
Reply deleteCluster(Draft&, const Command&);
Reply describeClusters(const Draft&, const Json&);
Reply listClusters(const Draft&, const Json&);
Reply registerTaskDefinition(Draft&, const Command&);
Reply deregisterTaskDefinition(Draft&, const Command&);
Reply describeTaskDefinition(const Draft&, const Json&);
Reply listTaskDefinitions(const Draft&, const Json&);
Reply listTaskDefinitionFamilies(const Draft&, const Json&);
Reply createService(Draft&, const Command&);
Reply updateService(Draft&, const Command&);
Reply deleteService(Draft&, const Command&);
Reply describeServices(const Draft&, const Json&);
Reply listServices(const Draft&, const Json&);
Reply stopServiceDeployment(Draft&, const Command&);
Reply listServiceDeployments(const Draft&, const Json&);
Reply describeServiceDeployments(const Draft&, const Json&);
Reply describeServiceRevisions(const Draft&, const Json&);
Reply runTask(Draft&, const Command&);
Reply stopTask(Draft&, const Command&);
Reply listTasks(const Draft&, const Json&);
Reply describeTasks(const Draft&, const Json&);
Reply listContainerInstances(const Draft&, const Json&);
Reply describeContainerInstances(const Draft&, const Json&);
Reply updateContainerInstancesState(Draft&, const Command&);

} // namespace pilothouse::control::op
