// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/contract_samples.h"

#include <array>

namespace pilothouse::control {

namespace {

const char* network = "{'awsvpcConfiguration':{'subnets':['subnet-1']}}";

/// What a member of a request needs beside it. `under`: a key, and all keys that begin with it.
struct Beside {
    const char* operation;
    const char* under;
    const char* rest;
};

const std::array besides = {
    Beside{"RegisterTaskDefinition", "containerDefinitions.portMappings",
           "{'containerDefinitions':[{'portMappings':[{'containerPort':80}]}]}"},
    Beside{
        "RegisterTaskDefinition", "containerDefinitions.mountPoints",
        "{'volumes':[{'name':'data'}],'containerDefinitions':[{'mountPoints':[{'sourceVolume':'data'}]}]}"},
    Beside{"RegisterTaskDefinition", "containerDefinitions.volumesFrom",
           "{'containerDefinitions':[{'volumesFrom':[{'sourceContainer':'side'}]}]}"},
    Beside{"RegisterTaskDefinition", "volumes", "{'volumes':[{'name':'data'}]}"},
    Beside{"RegisterTaskDefinition", "",
           "{'family':'walk','containerDefinitions':[{'name':'app','image':'ok:1','memory':64},"
           "{'name':'side','image':'ok:1','memory':64}]}"},
    Beside{"CreateService", "networkConfiguration", "{'taskDefinition':'far'}"},
    Beside{"CreateService", "platformVersion",
           "{'taskDefinition':'far','launchType':'FARGATE','networkConfiguration':{'awsvpcConfiguration':{"
           "'subnets':['subnet-1']}}}"},
    Beside{"CreateService", "placementStrategy.field", "{'placementStrategy':[{'type':'binpack'}]}"},
    Beside{"CreateService", "", "{'serviceName':'new','taskDefinition':'web','desiredCount':1}"},
    Beside{"UpdateService", "placementStrategy.field", "{'placementStrategy':[{'type':'binpack'}]}"},
    Beside{
        "RunTask", "platformVersion",
        "{'launchType':'FARGATE','networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-1']}}}"},
    Beside{"RunTask", "placementStrategy.field", "{'placementStrategy':[{'type':'binpack'}]}"},
    Beside{"RunTask", "overrides.containerOverrides",
           "{'overrides':{'containerOverrides':[{'name':'app'}]}}"},
    Beside{"CreateCluster", "", "{'clusterName':'new'}"},
    Beside{"DeleteService", "", "{'force':true}"},
    Beside{"", "tags", "{'tags':[{'key':'some-key'}]}"},
};

/// Members that only make sense for a definition or service of another kind than the usual one.
struct Instead {
    const char* operation;
    const char* under;
    const char* member;
    const char* value;
};

const std::array insteads = {
    Instead{"RunTask", "networkConfiguration", "taskDefinition", "far"},
    Instead{"RunTask", "platformVersion", "taskDefinition", "far"},
    Instead{"UpdateService", "networkConfiguration", "service", "far"},
    Instead{"UpdateService", "platformVersion", "service", "serverless"},
};

struct Value {
    const char* member; ///< "Shape.member" or "member"
    const char* json;
};

const std::array values = {
    Value{"cluster", "'default'"},
    Value{"clusters", "['default']"},
    Value{"DeleteClusterRequest.cluster", "'empty'"},
    Value{"taskDefinition", "'web:1'"},
    Value{"service", "'web'"},
    Value{"DescribeServicesRequest.services", "['web']"},
    Value{"serviceName", "'web'"},
    Value{"CreateServiceRequest.serviceName", "'some-service'"},
    Value{"UpdateServiceRequest.service", "'web'"},
    Value{"containerInstance", "'i0'"},
    Value{"containerInstances", "['i0']"},
    Value{"UpdateContainerInstancesStateRequest.status", "'DRAINING'"},
    Value{"CreateServiceRequest.launchType", "'EC2'"},
    Value{"RunTaskRequest.launchType", "'EC2'"},
    Value{"platformVersion", "'1.4.0'"},
    Value{"stopType", "'ROLLBACK'"},
    Value{"subnets", "['subnet-2']"},
    Value{"PlacementStrategy.type", "'random'"},
    Value{"PlacementStrategy.field", "'CPU'"},
    Value{"maximumPercent", "150"},
    Value{"minimumHealthyPercent", "50"},
    Value{"RegisterTaskDefinitionRequest.cpu", "'256'"},
    Value{"RegisterTaskDefinitionRequest.memory", "'512'"},
    Value{"RegisterTaskDefinitionRequest.requiresCompatibilities", "['EC2']"},
    Value{"ContainerDefinition.name", "'some-name'"},
    Value{"ContainerDefinition.memory", "128"},
    Value{"ContainerDefinition.memoryReservation", "32"},
    Value{"ContainerDefinition.essential", "false"},
    Value{"ContainerDependency.containerName", "'side'"},
    Value{"ContainerDependency.condition", "'START'"},
    Value{"MountPoint.sourceVolume", "'data'"},
    Value{"VolumeFrom.sourceContainer", "'side'"},
    Value{"HealthCheck.command", "['CMD','true']"},
    Value{"LogConfiguration.logDriver", "'json-file'"},
    Value{"ContainerOverride.name", "'app'"},
    Value{"TaskOverride.cpu", "'256'"},
    Value{"TaskOverride.memory", "'512'"},
};

/// Of RunTask, whose Task has other names.
struct Told {
    const char* name; ///< "Operation.key", and all that begins with it
    const char* pointer;
};

const std::array tolds = {
    Told{"CreateService.clientToken", ""},
    Told{"CreateService.cluster", "/clusterArn"},
    Told{"UpdateService.cluster", "/clusterArn"},
    Told{"UpdateService.service", "/serviceName"},
    Told{"UpdateService.forceNewDeployment", ""},
    Told{"RunTask.clientToken", ""},
    Told{"RunTask.cluster", "/clusterArn"},
    Told{"RunTask.count", ""},
    Told{"RunTask.enableECSManagedTags", ""},
    Told{"RunTask.networkConfiguration", "/attachments"},
    Told{"RunTask.placementConstraints", ""},
    Told{"RunTask.placementStrategy", ""},
    Told{"RunTask.propagateTags", ""},
    Told{"RunTask.taskDefinition", "/taskDefinitionArn"},
};

/// Adds what a value does not have: members of objects, items of lists.
void fillIn(Json& value, const Json& rest) {
    if (value.isObject() && rest.isObject())
        for (auto& [name, member] : rest.members())
            fillIn(value.setDefault(name, member), member);
    if (!value.isArray() || !rest.isArray()) return;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (i < value.size())
            fillIn(value.mutableItems()[i], rest.at(i));
        else
            value.push(rest.at(i));
    }
}

bool isUnder(const std::string& key, std::string_view prefix) {
    return prefix.empty() || key == prefix || (key.starts_with(prefix) && key[prefix.size()] == '.');
}

std::string some(Caller& caller, const char* operation, const char* member, const char* input = "{}") {
    return caller.ok(operation, input).at(member).at(std::size_t{0}).asString();
}

} // namespace

std::unique_ptr<Caller> contractWorld() {
    auto caller = std::make_unique<Caller>();
    caller->world.instances(2, 4096, 4096);
    caller->ok("CreateCluster", "{'clusterName':'empty'}");
    caller->define("web");
    caller->define("web");
    caller->define("far", "{'networkMode':'awsvpc','cpu':'256','memory':'512'}");
    caller->ok("CreateService", "{'serviceName':'web','taskDefinition':'web','desiredCount':2}");
    Json far = json("{'serviceName':'far','taskDefinition':'far','desiredCount':1}");
    far.set("networkConfiguration", json(network));
    caller->ok("CreateService", far);
    far.set("serviceName", "serverless");
    far.set("launchType", "FARGATE");
    caller->ok("CreateService", far);
    caller->world.settle();
    caller->ok("UpdateService", "{'service':'web','forceNewDeployment':true}");
    return caller;
}

tests::Samples contractSamples(Caller& caller) {
    std::map<std::string, Json> own;
    for (auto& value : values)
        own[value.member] = json(value.json);
    auto task = some(caller, "ListTasks", "taskArns");
    auto revision = caller.service("web").pointer("/currentServiceRevisions/0/arn")->asString();
    own["StopTaskRequest.task"] = task;
    own["tasks"] = Json::strings({task});
    own["serviceDeploymentArn"] = caller.service("web").at("currentServiceDeployment");
    own["serviceDeploymentArns"] = Json::strings({caller.service("web").str("currentServiceDeployment")});
    own["serviceRevisionArns"] = Json::strings({revision});
    tests::Samples samples;
    samples.special = [own](const std::string& shape, const std::string& member) {
        for (auto& name : {shape + "." + member, member})
            if (auto it = own.find(name); it != own.end()) return it->second;
        return Json();
    };
    return samples;
}

Json around(const tests::Visit& visit, Json request) {
    for (auto& instead : insteads)
        if (visit.operation == instead.operation && isUnder(visit.key, instead.under))
            request.set(instead.member, instead.value);
    for (auto& beside : besides) {
        bool operation = visit.operation == beside.operation || *beside.operation == 0;
        if (operation && isUnder(visit.key, beside.under)) fillIn(request, json(beside.rest));
    }
    return request;
}

std::optional<std::string> toldAt(const tests::Visit& visit) {
    for (auto& told : tolds)
        if (isUnder(visit.name(), told.name)) return told.pointer;
    return {};
}

} // namespace pilothouse::control
