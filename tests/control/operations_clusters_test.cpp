// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/caller.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;

class OperationsClustersTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Caller> caller;

    Json cluster(const std::string& name, const std::string& include = "[]") {
        auto answer =
            caller->ok("DescribeClusters",
                       Json::object({{"clusters", Json::strings({name})}, {"include", json(include)}}));
        return answer.at("clusters").at(std::size_t{0});
    }

private slots:
    void init() { caller = std::make_unique<Caller>(); }

    void aNewClusterIsToldWhole() {
        auto answer = caller->ok("CreateCluster",
                                 "{'clusterName':'blue','tags':[{'key':'team','value':'a'}],'configuration':"
                                 "{'executeCommandConfiguration':{'logging':'NONE'}}}");
        auto wanted = json(
            "{'cluster':{'clusterArn':'arn:aws:ecs:us-east-1:000000000000:cluster/blue','clusterName':'blue',"
            "'status':'ACTIVE','registeredContainerInstancesCount':0,'runningTasksCount':0,"
            "'pendingTasksCount':0,'activeServicesCount':0,'statistics':[],'tags':[{'key':'team','value':'a'}"
            "],'settings':[{'name':'containerInsights','value':'disabled'}],'configuration':{"
            "'executeCommandConfiguration':{'logging':'NONE'}},'capacityProviders':[],"
            "'defaultCapacityProviderStrategy':[]}}");
        QCOMPARE(q(answer.dump()), q(wanted.dump()));
    }

    void withoutANameItIsTheDefaultOne() {
        QCOMPARE(q(caller->ok("CreateCluster").at("cluster").str("clusterName")), QString("default"));
        QCOMPARE(q(caller->ok("DescribeClusters").at("clusters").at(std::size_t{0}).str("clusterName")),
                 QString("default"));
    }

    void creatingItAgainGivesTheOneThatIs() {
        caller->ok("CreateCluster", "{'clusterName':'blue','tags':[{'key':'team','value':'a'}]}");
        auto rows = caller->world.state.clusters;
        auto again = caller->ok("CreateCluster", "{'clusterName':'blue'}").at("cluster");
        QCOMPARE(again.at("tags").size(), std::size_t{1});
        QVERIFY(caller->world.state.clusters == rows);
    }

    void describeTellsMoreOnInclude() {
        caller->ok("CreateCluster",
                   "{'clusterName':'blue','tags':[{'key':'team','value':'a'}],'settings':[{'name':"
                   "'containerInsights','value':'enhanced'}],'configuration':{'managedStorageConfiguration':"
                   "{'kmsKeyId':'k'}},'serviceConnectDefaults':{'namespace':'inside'}}");
        auto plain = cluster("blue");
        QCOMPARE(plain.at("tags").size(), std::size_t{0});
        QCOMPARE(plain.at("settings").size(), std::size_t{0});
        QVERIFY(!plain.has("configuration"));
        QCOMPARE(q(plain.at("serviceConnectDefaults").str("namespace")), QString("inside"));
        auto full = cluster("blue", "['TAGS','SETTINGS','CONFIGURATIONS']");
        QCOMPARE(q(full.pointer("/tags/0/value")->asString()), QString("a"));
        QCOMPARE(q(full.pointer("/settings/0/value")->asString()), QString("enhanced"));
        QCOMPARE(q(full.pointer("/configuration/managedStorageConfiguration/kmsKeyId")->asString()),
                 QString("k"));
    }

    void countsAndStatistics() {
        caller->world.instances(2);
        caller->define("web");
        caller->define("hold", "{'containerDefinitions':[{'name':'app','image':'hold','memory':4}]}");
        caller->ok("CreateService", "{'serviceName':'web','taskDefinition':'web','desiredCount':2}");
        caller->ok("RunTask", "{'taskDefinition':'hold'}");
        caller->world.settle();
        auto row = cluster("default", "['STATISTICS']");
        QCOMPARE(row.integer("registeredContainerInstancesCount"), 2);
        QCOMPARE(row.integer("runningTasksCount"), 2);
        QCOMPARE(row.integer("pendingTasksCount"), 1);
        QCOMPARE(row.integer("activeServicesCount"), 1);
        std::map<std::string, std::string> statistics;
        for (auto& item : row.at("statistics").items())
            statistics[item.str("name")] = item.str("value");
        QCOMPARE(statistics.size(), std::size_t{8});
        QCOMPARE(q(statistics["runningEC2TasksCount"]), QString("2"));
        QCOMPARE(q(statistics["pendingEC2TasksCount"]), QString("1"));
        QCOMPARE(q(statistics["runningFargateTasksCount"]), QString("0"));
        QCOMPARE(q(statistics["activeEC2ServiceCount"]), QString("1"));
        QCOMPARE(q(statistics["drainingEC2ServiceCount"]), QString("0"));
    }

    void whatIsUnknownIsMissing() {
        auto answer = caller->ok("DescribeClusters",
                                 "{'clusters':['default','no','arn:aws:ecs:eu-west-1:1:cluster/default']}");
        QCOMPARE(answer.at("clusters").size(), std::size_t{1});
        auto wanted = json("[{'arn':'arn:aws:ecs:us-east-1:000000000000:cluster/no','reason':'MISSING'},"
                           "{'arn':'arn:aws:ecs:eu-west-1:1:cluster/default','reason':'MISSING'}]");
        QCOMPARE(q(answer.at("failures").dump()), q(wanted.dump()));
    }

    void pagesOfTheList() {
        for (auto* name : {"a", "b", "c", "d"})
            caller->ok("CreateCluster", Json::object({{"clusterName", name}}));
        caller->ok("DeleteCluster", "{'cluster':'c'}");
        auto arns = caller->all("ListClusters", "clusterArns", Json::object());
        QCOMPARE(arns.size(), std::size_t{4});
        QCOMPARE(q(arns[0]), QString("arn:aws:ecs:us-east-1:000000000000:cluster/a"));
        QCOMPARE(q(arns[2]), QString("arn:aws:ecs:us-east-1:000000000000:cluster/d"));
    }

    void deleted() {
        caller->ok("CreateCluster", "{'clusterName':'blue'}");
        auto gone = caller->ok("DeleteCluster", "{'cluster':'blue'}").at("cluster");
        QCOMPARE(q(gone.str("status")), QString("INACTIVE"));
        QCOMPARE(q(cluster("blue").str("status")), QString("INACTIVE"));
        QCOMPARE(q(caller->refusal("ListTasks", "{'cluster':'blue'}")),
                 QString("ClusterNotFoundException: Cluster not found."));
        QCOMPARE(q(caller->refusal("DeleteCluster", "{'cluster':'blue'}")),
                 QString("ClusterNotFoundException: Cluster not found."));
        auto back = caller->ok("CreateCluster", "{'clusterName':'blue'}").at("cluster");
        QCOMPARE(q(back.str("status")), QString("ACTIVE"));
    }

    void whatIsInUseIsNotDeleted() {
        caller->define("web");
        caller->ok("CreateService", "{'serviceName':'web','taskDefinition':'web','desiredCount':0}");
        QCOMPARE(q(caller->refusal("DeleteCluster", "{'cluster':'default'}")),
                 QString("ClusterContainsServicesException: The Cluster cannot be deleted while Services are "
                         "active."));
        caller->ok("DeleteService", "{'service':'web'}");
        caller->world.instances(1);
        QCOMPARE(q(caller->refusal("DeleteCluster", "{'cluster':'default'}")),
                 QString("ClusterContainsContainerInstancesException: The Cluster cannot be deleted while "
                         "Container Instances are active or draining."));
        caller->define("far", "{'networkMode':'awsvpc','cpu':'256','memory':'512'}");
        caller->ok("CreateCluster", "{'clusterName':'blue'}");
        caller->ok("RunTask", "{'cluster':'blue','taskDefinition':'far','launchType':'FARGATE',"
                              "'networkConfiguration':{'awsvpcConfiguration':{'subnets':['s']}}}");
        QCOMPARE(
            q(caller->refusal("DeleteCluster", "{'cluster':'blue'}")),
            QString("ClusterContainsTasksException: The Cluster cannot be deleted while Tasks are active."));
    }

    void refused_data() {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("error");
        QTest::newRow("name") << "{'clusterName':'a b'}"
                              << "InvalidParameterException: Invalid clusterName: it should only contain up "
                                 "to 255 letters, numbers, hyphens, and underscores.";
        QTest::newRow("reserved tag")
            << "{'tags':[{'key':'aws:x','value':''}]}"
            << "InvalidParameterException: Tag keys that begin with aws: are reserved: tags, key aws:x.";
        QTest::newRow("repeated tag") << "{'tags':[{'key':'x'},{'key':'x'}]}"
                                      << "InvalidParameterException: Duplicate tag keys found: tags, key x.";
        QTest::newRow("capacity providers")
            << "{'capacityProviders':['FARGATE']}"
            << "InvalidParameterException: This control plane does not support /capacityProviders.";
    }
    void refused() {
        QFETCH(QString, input);
        QFETCH(QString, error);
        QCOMPARE(q(caller->refusal("CreateCluster", input.toStdString())), error);
    }
};

static pilothouse::tests::Registered<OperationsClustersTest> registered("operations_clusters");
#include "operations_clusters_test.moc"
