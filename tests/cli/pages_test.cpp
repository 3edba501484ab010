// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Lists longer than a page through Debian's aws command line: its own paging, --page-size, --max-items.
#include "tests/cli/plane_process.h"
#include "tests/support/test_registry.h"

#include <QtTest>
#include <set>

using namespace pilothouse;
using namespace pilothouse::tests;

class PagesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PlaneProcess> m_plane;
    std::unique_ptr<AwsCli> m_aws;
    std::unique_ptr<aws::EcsClient> m_client;

    void must(const std::string& operation, Json input) {
        auto result = m_client->wait(operation, std::move(input));
        QVERIFY2(result.has_value(), result ? "" : describe(result.error()).c_str());
    }
    Json ask(const QStringList& arguments) {
        auto reply = m_aws->ecs(arguments);
        if (reply.exit != 0) QTest::qFail(qPrintable(reply.all()), __FILE__, __LINE__);
        return reply.json();
    }
    static std::size_t different(const Json& list) {
        std::set<std::string> all;
        for (auto& item : list.items())
            all.insert(item.asString());
        return all.size();
    }

private slots:
    void initTestCase() {
        m_plane = std::make_unique<PlaneProcess>();
        QVERIFY2(m_plane->ready(), qPrintable(m_plane->words()));
        m_aws = std::make_unique<AwsCli>(*m_plane);
        m_client = m_plane->client();
        for (int i = 1; i <= 101; ++i) // with "default" 102
            must("CreateCluster", Json::object({{"clusterName", "c" + std::to_string(i)}}));
        auto container = Json::object({{"name", "app"}, {"image", "sim/app"}, {"memory", 4}});
        for (int i = 0; i < 100; ++i) // just a page
            must("RegisterTaskDefinition",
                 Json::object({{"family", "app"}, {"containerDefinitions", Json::array({container})}}));
        for (int i = 0; i < 21; ++i)
            must("CreateService", Json::object({{"serviceName", "s" + std::to_string(i)},
                                                {"taskDefinition", "app"},
                                                {"desiredCount", 0}}));
    }
    void cleanupTestCase() {
        m_client.reset();
        QCOMPARE(m_plane->stop(), 0);
    }

    void allByItself() {
        QCOMPARE(different(ask({"list-clusters"}).at("clusterArns")), std::size_t{102});
        QCOMPARE(different(ask({"list-services"}).at("serviceArns")), std::size_t{21});
        QCOMPARE(different(ask({"list-task-definitions"}).at("taskDefinitionArns")), std::size_t{100});
    }
    void onePageOnly() {
        auto services = ask({"list-services", "--no-paginate"});
        QCOMPARE(services.at("serviceArns").size(), std::size_t{10});
        QVERIFY(!services.str("nextToken").empty());
        auto exactly = ask({"list-task-definitions", "--no-paginate"});
        QCOMPARE(exactly.at("taskDefinitionArns").size(), std::size_t{100});
        QVERIFY(!exactly.has("nextToken"));
    }
    void pageSizes() {
        QCOMPARE(different(ask({"list-services", "--page-size", "7"}).at("serviceArns")), std::size_t{21});
        QCOMPARE(different(ask({"list-services", "--page-size", "100"}).at("serviceArns")), std::size_t{21});
    }
    void itemsAndToken() {
        auto first = ask({"list-services", "--max-items", "5"});
        QCOMPARE(first.at("serviceArns").size(), std::size_t{5});
        auto rest =
            ask({"list-services", "--starting-token", QString::fromStdString(first.str("NextToken"))});
        QCOMPARE(rest.at("serviceArns").size(), std::size_t{16});
        QVERIFY(rest.at("serviceArns").at(0).asString() != first.at("serviceArns").at(4).asString());
    }
    void wrongToken() {
        auto reply = m_aws->ecs({"list-services", "--no-paginate", "--next-token", "nonsense"});
        QCOMPARE(reply.exit, 254);
        QVERIFY2(reply.err.contains("(InvalidParameterException)"), reply.err);
    }
    void wrongSize() {
        auto reply = m_aws->ecs({"list-services", "--no-paginate", "--max-results", "101"});
        QCOMPARE(reply.exit, 254);
        QVERIFY2(reply.err.contains("(InvalidParameterException)"), reply.err);
    }
};

static pilothouse::tests::Registered<PagesTest> registered("pages");
#include "pages_test.moc"
