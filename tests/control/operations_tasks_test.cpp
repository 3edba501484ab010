// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/caller.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;

namespace {

const std::string arns = "arn:aws:ecs:us-east-1:000000000000:";

std::string idOf(const Json& task) {
    return std::string(lastPart(task.str("taskArn")));
}

} // namespace

class OperationsTasksTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Caller> caller;

    std::string run(const Input& input) {
        auto answer = caller->ok("RunTask", input);
        return idOf(answer.at("tasks").at(std::size_t{0}));
    }
    std::vector<std::string> listed(const char* filters) {
        return caller->all("ListTasks", "taskArns", json(filters));
    }

private slots:
    void init() {
        caller = std::make_unique<Caller>();
        caller->world.instances(3);
        caller->define("web");
        caller->define("far", "{'networkMode':'awsvpc','cpu':'256','memory':'512'}");
    }

    void aNewTaskIsToldWhole() {
        auto answer = caller->ok("RunTask", "{'taskDefinition':'web','startedBy':'me'}");
        QCOMPARE(answer.at("failures").size(), std::size_t{0});
        QCOMPARE(answer.at("tasks").size(), std::size_t{1});
        auto task = answer.at("tasks").at(std::size_t{0});
        auto id = idOf(task);
        QCOMPARE(id.size(), std::size_t{32});
        auto instance = task.str("containerInstanceArn");
        QVERIFY(instance.starts_with(arns + "container-instance/default/i"));
        auto container = task.pointer("/containers/0/containerArn")->asString();
        QVERIFY(container.starts_with(arns + "container/default/" + id + "/"));
        auto wanted = json("{'taskArn':'" + arns + "task/default/" + id + "','clusterArn':'" + arns +
                           "cluster/default','taskDefinitionArn':'" + arns +
                           "task-definition/web:1','attachments':[],'attributes':[{'name':"
                           "'ecs.cpu-architecture','value':'x86_64'}],'containerInstanceArn':'" +
                           instance + "','availabilityZone':'" + task.str("availabilityZone") +
                           "','launchType':'EC2','containers':[{'containerArn':'" + container +
                           "','taskArn':'" + arns + "task/default/" + id +
                           "','name':'app','image':'ok','lastStatus':'PENDING','networkBindings':[],"
                           "'networkInterfaces':[],'healthStatus':'UNKNOWN','managedAgents':[],'cpu':'128',"
                           "'memory':'64','gpuIds':[]}],'cpu':'128','memory':'64','desiredStatus':'RUNNING',"
                           "'lastStatus':'PROVISIONING','healthStatus':'UNKNOWN','enableExecuteCommand':"
                           "false,'group':'family:web','inferenceAccelerators':[],'overrides':{"
                           "'containerOverrides':[{'name':'app'}],'inferenceAcceleratorOverrides':[]},"
                           "'startedBy':'me','createdAt':1700000000.0,'tags':[],'version':1}");
        QCOMPARE(q(task.dump()), q(wanted.dump()));
        QCOMPARE(q(caller->task(id).dump()), q(task.dump()));
    }

    void howItGoesOn() {
        auto id = run("{'taskDefinition':'web'}");
        caller->world.now += 1234;
        caller->world.settle();
        auto task = caller->task(id);
        QCOMPARE(q(task.str("lastStatus")), QString("RUNNING"));
        QCOMPARE(task.at("startedAt").asDouble(), 1700000001.234);
        QCOMPARE(q(task.str("connectivity")), QString("CONNECTED"));
        QCOMPARE(q(task.pointer("/containers/0/runtimeId")->asString()), q(id + "-app"));
        caller->ok("StopTask", Json::object({{"task", id}, {"reason", "enough"}}));
        caller->world.settle();
        task = caller->task(id);
        QCOMPARE(q(task.str("lastStatus")), QString("STOPPED"));
        QCOMPARE(q(task.str("desiredStatus")), QString("STOPPED"));
        QCOMPARE(q(task.str("stopCode")), QString("UserInitiated"));
        QCOMPARE(q(task.str("stoppedReason")), QString("enough"));
        QCOMPARE(task.pointer("/containers/0/exitCode")->asInt(), 143);
        for (auto* time : {"stoppingAt", "executionStoppedAt", "stoppedAt"})
            QVERIFY2(task.at(time).isNumber(), time);
    }

    void awsvpcHasAnAttachmentAndAnInterface() {
        auto id = run("{'taskDefinition':'far','launchType':'FARGATE','networkConfiguration':{"
                      "'awsvpcConfiguration':{'subnets':['subnet-1','subnet-2'],'securityGroups':['sg-1'],"
                      "'assignPublicIp':'DISABLED'}}}");
        auto task = caller->task(id);
        QVERIFY(!task.has("containerInstanceArn"));
        QCOMPARE(q(task.str("launchType")), QString("FARGATE"));
        QCOMPARE(q(task.str("platformVersion")), QString("1.4.0"));
        QCOMPARE(q(task.str("platformFamily")), QString("Linux"));
        QCOMPARE(task.pointer("/ephemeralStorage/sizeInGiB")->asInt(), 20);
        QCOMPARE(q(task.str("cpu")), QString("256"));
        auto attachment = task.at("attachments").at(std::size_t{0});
        QCOMPARE(q(attachment.str("type")), QString("ElasticNetworkInterface"));
        QCOMPARE(q(attachment.str("status")), QString("PRECREATED"));
        QCOMPARE(q(attachment.pointer("/details/0")->dump()),
                 q(json("{'name':'subnetId','value':'subnet-1'}").dump()));
        TaskObservation seen;
        seen.taskId = id;
        seen.network = NetworkState::up;
        seen.address = "172.30.0.7";
        seen.macAddress = "02:42:ac:1e:00:07";
        seen.containers.resize(1);
        caller->world.see(seen);
        task = caller->task(id);
        QCOMPARE(q(task.pointer("/attachments/0/status")->asString()), QString("ATTACHED"));
        QVERIFY(task.at("attachments").dump().find("172.30.0.7") != std::string::npos);
        QCOMPARE(q(task.pointer("/containers/0/networkInterfaces/0/privateIpv4Address")->asString()),
                 QString("172.30.0.7"));
        QCOMPARE(q(task.pointer("/containers/0/networkInterfaces/0/attachmentId")->asString()),
                 q(attachment.str("id")));
    }

    void aServicesTaskHasTheNetworkOfItsRevision() {
        caller->ok("CreateService",
                   "{'serviceName':'far','taskDefinition':'far','desiredCount':1,"
                   "'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-9']}}}");
        auto tasks = listed("{'serviceName':'far'}");
        auto attachments = caller->task(std::string(lastPart(tasks.at(0)))).at("attachments");
        QVERIFY(attachments.dump().find("subnet-9") != std::string::npos);
    }

    void portsAndPulls() {
        caller->define("ports", "{'containerDefinitions':[{'name':'app','image':'ok','memory':4,"
                                "'portMappings':[{'containerPort':80}]},{'name':'side','image':'ok','memory':"
                                "4}]}");
        auto id = run("{'taskDefinition':'ports'}");
        TaskObservation seen;
        seen.taskId = id;
        seen.network = NetworkState::up;
        seen.bindings = {{"0.0.0.0", 80, 32768, "tcp"}};
        seen.containers.resize(2);
        seen.containers[0].state = seen.containers[1].state = ObservedContainer::pulling;
        seen.containers[0].pullPercent = 40;
        seen.containers[1].pullPercent = 90;
        caller->world.see(seen);
        auto task = caller->task(id);
        auto pull = task.at("attachments").at(std::size_t{0});
        QCOMPARE(q(pull.str("type")), QString("pilothouse.pull"));
        QCOMPARE(q(pull.at("details").dump()), q(json("[{'name':'percent','value':'40'}]").dump()));
        auto wanted = json("[{'bindIP':'0.0.0.0','containerPort':80,'hostPort':32768,'protocol':'tcp'}]");
        QCOMPARE(q(task.pointer("/containers/0/networkBindings")->dump()), q(wanted.dump()));
        QCOMPARE(task.pointer("/containers/1/networkBindings")->size(), std::size_t{0});
    }

    void overrides() {
        auto id = run("{'taskDefinition':'web','overrides':{'cpu':'0.25 vCPU','memory':'128',"
                      "'containerOverrides':[{'name':'app','command':['x'],'environment':[{'name':'A','value'"
                      ":'1'}],'memory':96}],'taskRoleArn':'role'}}");
        auto task = caller->task(id);
        QCOMPARE(q(task.str("cpu")), QString("256"));
        QCOMPARE(q(task.str("memory")), QString("128"));
        QCOMPARE(q(task.pointer("/containers/0/memory")->asString()), QString("96"));
        auto wanted = json("{'cpu':'256','memory':'128','containerOverrides':[{'name':'app','command':['x'],"
                           "'environment':[{'name':'A','value':'1'}],'memory':96}],'taskRoleArn':'role',"
                           "'inferenceAcceleratorOverrides':[]}");
        QCOMPARE(q(task.at("overrides").dump()), q(wanted.dump()));
        auto plan = goalOf(caller->world.state, *caller->world.task({"default", id})).plan;
        QCOMPARE(plan->definition->containers[0].command, std::vector<std::string>{"x"});
    }

    void tagsOfATask() {
        caller->define("tagged", "{'tags':[{'key':'a','value':'definition'},{'key':'b','value':'2'}]}");
        auto tags = [&](const char* more) {
            Json input = json(more);
            input.set("taskDefinition", "tagged");
            return caller->task(run(input), "['TAGS']").at("tags").dump();
        };
        QCOMPARE(q(tags("{}")), QString("[]"));
        QCOMPARE(q(tags("{'tags':[{'key':'a','value':'own'}]}")),
                 q(json("[{'key':'a','value':'own'}]").dump()));
        QCOMPARE(q(tags("{'propagateTags':'TASK_DEFINITION','tags':[{'key':'a','value':'own'}]}")),
                 q(json("[{'key':'b','value':'2'},{'key':'a','value':'own'}]").dump()));
        QCOMPARE(q(tags("{'enableECSManagedTags':true}")),
                 q(json("[{'key':'aws:ecs:clusterName','value':'default'}]").dump()));
    }

    void placementOfTheRequest() {
        auto answer = caller->ok("RunTask", "{'taskDefinition':'web','count':4,'placementConstraints':[{"
                                            "'type':'distinctInstance'}]}");
        QCOMPARE(answer.at("tasks").size(), std::size_t{3});
        QCOMPARE(answer.at("failures").size(), std::size_t{3});
        auto packed = caller->ok("RunTask", "{'taskDefinition':'web','count':4,'group':'packed',"
                                            "'placementStrategy':[{'type':'binpack','field':'memory'}]}");
        std::set<std::string> instances;
        for (auto& task : packed.at("tasks").items())
            instances.insert(task.str("containerInstanceArn"));
        QCOMPARE(instances.size(), std::size_t{1});
    }

    void whatFindsNoPlaceNamesEachInstancesRule() {
        caller->define("huge", "{'containerDefinitions':[{'name':'app','image':'ok','memory':2048}]}");
        auto answer = caller->ok("RunTask", "{'taskDefinition':'huge'}");
        QCOMPARE(answer.at("tasks").size(), std::size_t{0});
        auto wanted = json("[{'arn':'" + arns +
                           "container-instance/default/i0','reason':'RESOURCE:MEMORY'},"
                           "{'arn':'" +
                           arns +
                           "container-instance/default/i1','reason':'RESOURCE:MEMORY'},"
                           "{'arn':'" +
                           arns + "container-instance/default/i2','reason':'RESOURCE:MEMORY'}]");
        QCOMPARE(q(answer.at("failures").dump()), q(wanted.dump()));
    }

    void aTokenGivesTheFirstAnswerAgain() {
        auto first = caller->ok("RunTask", "{'taskDefinition':'web','count':2,'clientToken':'t'}");
        auto rows = caller->world.state.tasks.size();
        auto again = caller->ok("RunTask", "{'count':2,'taskDefinition':'web','clientToken':'t'}");
        QCOMPARE(q(again.dump()), q(first.dump()));
        QCOMPARE(caller->world.state.tasks.size(), rows);
        auto other = caller->call("RunTask", json("{'taskDefinition':'web','count':3,'clientToken':'t'}"));
        QVERIFY(!other.has_value());
        QCOMPARE(q(other.error().type), QString("ConflictException"));
        auto ids =
            Json::object({{"resourceIds", Json::array({first.at("tasks").at(std::size_t{0}).at("taskArn"),
                                                       first.at("tasks").at(1).at("taskArn")})}});
        QCOMPARE(q(other.error().extra.dump()), q(ids.dump()));
        caller->ok("CreateCluster", "{'clusterName':'blue'}"); // another cluster, another call
        QVERIFY(
            caller
                ->refusal("RunTask", "{'cluster':'blue','taskDefinition':'web','count':2,'clientToken':'t'}")
                .ends_with("No Container Instances were found in your cluster."));
    }

    void aTokenOfACallThatStartedNothingIsFree() {
        caller->define("big", "{'containerDefinitions':[{'name':'app','image':'ok','memory':1024}]}");
        caller->world.engine(false);
        const char* input = "{'taskDefinition':'big','clientToken':'t'}";
        QCOMPARE(caller->ok("RunTask", input).at("tasks").size(), std::size_t{0});
        caller->world.engine(true);
        QCOMPARE(caller->ok("RunTask", input).at("tasks").size(), std::size_t{1});
    }

    void filtersOfTheList() {
        caller->define("hold", "{'containerDefinitions':[{'name':'app','image':'hold','memory':4}]}");
        caller->ok("CreateService", "{'serviceName':'web','taskDefinition':'web','desiredCount':3}");
        auto mine = run("{'taskDefinition':'web','startedBy':'me'}");
        auto gone = run("{'taskDefinition':'hold'}");
        auto far = run("{'taskDefinition':'far','launchType':'FARGATE','networkConfiguration':{"
                       "'awsvpcConfiguration':{'subnets':['s']}}}");
        caller->ok("StopTask", Json::object({{"task", gone}}));
        auto arn = [](const std::string& id) { return arns + "task/default/" + id; };
        QCOMPARE(listed("{}").size(), std::size_t{5});
        QCOMPARE(listed("{'startedBy':'me'}"), std::vector<std::string>{arn(mine)});
        QCOMPARE(listed("{'family':'web'}").size(), std::size_t{4});
        QCOMPARE(listed("{'serviceName':'web'}").size(), std::size_t{3});
        QCOMPARE(listed("{'desiredStatus':'STOPPED'}"), std::vector<std::string>{arn(gone)});
        QCOMPARE(listed("{'desiredStatus':'PENDING'}").size(), std::size_t{0});
        QCOMPARE(listed("{'launchType':'FARGATE'}"), std::vector<std::string>{arn(far)});
        std::size_t onInstances = 0;
        for (auto* instance : {"i0", "i1", "i2"})
            onInstances += listed(("{'containerInstance':'" + std::string(instance) + "'}").c_str()).size();
        QCOMPARE(onInstances, std::size_t{4});
        QCOMPARE(listed(("{'serviceName':'" + arns + "service/default/web'}").c_str()).size(),
                 std::size_t{3});
    }

    void stopped() {
        auto id = run("{'taskDefinition':'web'}");
        auto answer = caller->ok("StopTask", Json::object({{"task", arns + "task/default/" + id}}));
        QCOMPARE(q(answer.at("task").str("stoppedReason")), QString("Task stopped by user"));
        auto rows = caller->world.state.tasks;
        caller->ok("StopTask", Json::object({{"task", id}, {"reason", "later"}}));
        QVERIFY(caller->world.state.tasks == rows); // the first reason stands
    }

    void whatIsUnknownIsMissing() {
        std::string id(32, 'f');
        auto answer = caller->ok("DescribeTasks", Json::object({{"tasks", Json::strings({id})}}));
        auto wanted = json("{'tasks':[],'failures':[{'arn':'" + arns + "task/default/" + id +
                           "','reason':'MISSING'}]}");
        QCOMPARE(q(answer.dump()), q(wanted.dump()));
    }

    void refused_data() {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("error");
        auto row = [](const char* name, const char* operation, const char* input, const char* error) {
            QTest::newRow(name) << operation << input << error;
        };
        const char* invalid = "InvalidParameterException: ";
        auto text = [&](const char* message) { return std::string(invalid) + message; };
        row("cluster", "RunTask", "{'cluster':'no','taskDefinition':'web'}",
            "ClusterNotFoundException: Cluster not found.");
        row("definition", "RunTask", "{'taskDefinition':'no'}", "ClientException: TaskDefinition not found.");
        row("no network", "RunTask", "{'taskDefinition':'far'}",
            text("Network Configuration must be provided when networkMode 'awsvpc' is specified.").c_str());
        row("network too much", "RunTask",
            "{'taskDefinition':'web','networkConfiguration':{'awsvpcConfiguration':{'subnets':['s']}}}",
            text("Network Configuration is not valid for the given networkMode of this task definition.")
                .c_str());
        row("not for Fargate", "RunTask", "{'taskDefinition':'web','launchType':'FARGATE'}",
            text("Task definition does not support launch_type FARGATE.").c_str());
        row("launch type", "RunTask", "{'taskDefinition':'web','launchType':'EXTERNAL'}",
            text("This control plane does not support /launchType with the value EXTERNAL.").c_str());
        row("platform on EC2", "RunTask", "{'taskDefinition':'web','platformVersion':'LATEST'}",
            text("The platform version must be null when specifying an EC2 launch type.").c_str());
        row("platform", "RunTask",
            "{'taskDefinition':'far','launchType':'FARGATE','platformVersion':'9','networkConfiguration':{"
            "'awsvpcConfiguration':{'subnets':['s']}}}",
            "PlatformUnknownException: The specified platform version does not exist.");
        row("constraints on Fargate", "RunTask",
            "{'taskDefinition':'far','launchType':'FARGATE','placementConstraints':[{'type':"
            "'distinctInstance'}],'networkConfiguration':{'awsvpcConfiguration':{'subnets':['s']}}}",
            text("Placement constraints are not supported with FARGATE launch type.").c_str());
        row("strategies on Fargate", "RunTask",
            "{'taskDefinition':'far','launchType':'FARGATE','placementStrategy':[{'type':'random'}],"
            "'networkConfiguration':{'awsvpcConfiguration':{'subnets':['s']}}}",
            text("Placement strategies are not supported with FARGATE launch type.").c_str());
        row("spread over nothing", "RunTask",
            "{'taskDefinition':'web','placementStrategy':[{'type':'spread'}]}",
            text("placementStrategy: spread needs a field: instanceId, host or attribute:NAME.").c_str());
        row("binpack by zone", "RunTask",
            "{'taskDefinition':'web','placementStrategy':[{'type':'binpack','field':'instanceId'}]}",
            text("placementStrategy: binpack needs a field: cpu or memory.").c_str());
        row("memberOf", "RunTask",
            "{'taskDefinition':'web','placementConstraints':[{'type':'memberOf','expression':'x'}]}",
            text("This control plane does not support /placementConstraints/0/type with the value memberOf.")
                .c_str());
        row("override of nothing", "RunTask",
            "{'taskDefinition':'web','overrides':{'containerOverrides':[{'name':'db'}]}}",
            text("Override for container named db is not a container in the TaskDefinition.").c_str());
        row("override without a name", "RunTask",
            "{'taskDefinition':'web','overrides':{'containerOverrides':[{'cpu':1}]}}",
            text("Container Name can not be blank.").c_str());
        row("override of size", "RunTask", "{'taskDefinition':'web','overrides':{'cpu':'much'}}",
            "ClientException: Invalid 'cpu' setting for task.");
        row("tags of a service", "RunTask", "{'taskDefinition':'web','propagateTags':'SERVICE'}",
            text("propagateTags: SERVICE is not valid when running a task.").c_str());
        row("exec", "RunTask", "{'taskDefinition':'web','enableExecuteCommand':true}",
            text("This control plane does not support /enableExecuteCommand with the value true.").c_str());
        row("count", "RunTask", "{'taskDefinition':'web','count':11}",
            text("Invalid count: its value must be at most 10.").c_str());
        row("stop unknown", "StopTask", "{'task':'no'}", text("The referenced task was not found.").c_str());
        row("stop elsewhere", "StopTask",
            "{'task':'arn:aws:ecs:us-east-1:000000000000:task/blue/ffffffffffffffffffffffffffffffff'}",
            text("The referenced task was not found.").c_str());
        row("no tasks", "DescribeTasks", "{'tasks':[]}", text("Tasks cannot be empty.").c_str());
        row("startedBy and more", "ListTasks", "{'startedBy':'me','family':'web'}",
            text("startedBy must be the only filter, but there is family.").c_str());
        row("unknown service", "ListTasks", "{'serviceName':'no'}",
            "ServiceNotFoundException: Service not found.");
        row("another thing's ARN", "ListTasks",
            "{'serviceName':'arn:aws:ecs:us-east-1:000000000000:task/default/web'}",
            text("Service Identifier is invalid").c_str());
        row("unknown instance", "ListTasks", "{'containerInstance':'no'}",
            text("The referenced container instance was not found: containerInstance.").c_str());
    }
    void refused() {
        QFETCH(QString, operation);
        QFETCH(QString, input);
        QFETCH(QString, error);
        QCOMPARE(q(caller->refusal(operation.toStdString(), input.toStdString())), error);
    }

    void tooMany() {
        std::vector<std::string> ids(101, std::string(32, 'f'));
        QCOMPARE(q(caller->refusal("DescribeTasks", Json::object({{"tasks", Json::strings(ids)}}))),
                 QString("InvalidParameterException: taskIds can have at most 100 items."));
    }

    void aDefinitionThatCannotBeRunIsNamedByItsMember() {
        caller->define("secret", "{'containerDefinitions':[{'name':'app','image':'ok','memory':4},{'name':"
                                 "'b','image':'ok','memory':4,'secrets':[{'name':'A','valueFrom':'x'}]}]}");
        QCOMPARE(q(caller->refusal("RunTask", "{'taskDefinition':'secret'}")),
                 QString("ClientException: Task definition secret:1 cannot be run by this control plane: it "
                         "does not support /containerDefinitions/1/secrets."));
    }
};

static pilothouse::tests::Registered<OperationsTasksTest> registered("operations_tasks");
#include "operations_tasks_test.moc"
