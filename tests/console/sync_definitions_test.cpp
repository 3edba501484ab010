// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/merge.h"
#include "core/console/read.h"
#include "tests/console/rows.h"
#include "tests/console/sync_bench.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;

namespace {

constexpr double noLimit = 1'000;
constexpr Millis hour = 3'600'000;

/// Nothing of a cluster.
Interest onlyDefinitions(std::set<std::string> wanted = {}, bool families = true) {
    Interest interest;
    interest.services = interest.tasks = interest.stoppedTasks = interest.instances = false;
    interest.families = families;
    interest.definitions = std::move(wanted);
    return interest;
}

std::size_t revisionsOf(const Snapshot& snapshot) {
    std::size_t count = 0;
    for (const auto& family : snapshot.families.rows)
        count += family->active.size() + family->inactive.size();
    return count;
}

} // namespace

class SyncDefinitionsTest : public QObject {
    Q_OBJECT

private slots:
    void listsOfEverySize_data() {
        QTest::addColumn<int>("size");
        for (int size : {0, 1, 10, 11, 100, 101, 1001})
            QTest::addRow("%d", size) << size;
    }

    void listsOfEverySize() {
        QFETCH(int, size);
        Bench bench;
        bench.cluster.setDefinitions(size);
        std::set<std::string> all;
        for (int i = 0; i < size; ++i)
            all.insert(bench.cluster.definitionArn(i));
        bench.start(hour, onlyDefinitions(all), noLimit);
        QTRY_VERIFY_WITH_TIMEOUT(bench.now()->families.state == PartState::ok &&
                                     bench.now()->definitions.rows.size() == std::size_t(size),
                                 60'000);
        QCOMPARE(revisionsOf(*bench.now()), std::size_t(size));
        QCOMPARE(bench.now()->families.rows.size(), std::size_t(ceilDiv(size, 10)));
        auto& endpoint = bench.cluster.endpoint;
        QCOMPARE(endpoint.count("ListTaskDefinitions"), std::max(1, ceilDiv(size, 100)) + 1); // + inactive
        QCOMPARE(endpoint.count("DescribeTaskDefinition"), size);
        QCOMPARE(endpoint.count("ListServices"), 0);
    }

    void whatNoPageWantsIsNotAskedFor() {
        Bench bench;
        bench.cluster.setDefinitions(3);
        bench.start();
        QTRY_VERIFY(isWhole(*bench.now()));
        QVERIFY(bench.now()->families.state == PartState::loading);
        QVERIFY(bench.now()->definitions.state == PartState::loading);
        QCOMPARE(bench.cluster.endpoint.count("ListTaskDefinitions"), 0);
        QCOMPARE(bench.cluster.endpoint.count("ListServiceDeployments"), 0);
    }

    void familiesTellTheirRevisionsNewestFirst() {
        const std::string start = arnStart + "task-definition/";
        const auto rows = readFamilies({start + "web:2", start + "web:11", start + "a-b:1", "nonsense"},
                                       {start + "web:1", start + "web:12", start + "old:3", start + "old:2"});
        QCOMPARE(rows.size(), std::size_t{3});
        QCOMPARE(rows[2].name, std::string("web"));
        QCOMPARE(rows[2].active, (std::vector<int>{11, 2}));
        QCOMPARE(rows[2].inactive, (std::vector<int>{12, 1}));
        QCOMPARE(rows[2].newestArn, start + "web:11");
        QCOMPARE(rows[1].newestArn, start + "old:3");
        QVERIFY(rows[1].active.empty());
    }

    void definitionsAreReadOnceWithTheirTagsAndKept() {
        Bench bench;
        bench.cluster.setDefinitions(3);
        const std::string first = bench.cluster.definitionArn(0), second = bench.cluster.definitionArn(1);
        bench.cluster.with([&] {
            bench.cluster.definitionTags[first] =
                Json::array({Json::object({{"key", "team"}, {"value", "shop"}})});
        });
        bench.start(20, onlyDefinitions({first}));
        QTRY_VERIFY(findRow(bench.now()->definitions.rows, first));
        const auto row = findRow(bench.now()->definitions.rows, first);
        QCOMPARE(row->raw.at("tags").at(0).str("value"), std::string("shop"));
        QCOMPARE(row->family, std::string("f0000"));
        QCOMPARE(row->revision, 1);
        bench.sync->setInterest(onlyDefinitions({second}));
        QTRY_VERIFY(findRow(bench.now()->definitions.rows, second));
        QVERIFY(findRow(bench.now()->definitions.rows, first) == row); // the pointer
        bench.sync->setInterest(onlyDefinitions({first, second}));
        const int lists = bench.cluster.endpoint.count("ListTaskDefinitions");
        QTRY_VERIFY(bench.cluster.endpoint.count("ListTaskDefinitions") >= lists + 2);
        QCOMPARE(bench.cluster.endpoint.count("DescribeTaskDefinition"), 2);
    }

    void aStatusThatChangedOnTheListsIsReadAgain() {
        Bench bench;
        bench.cluster.setDefinitions(2);
        const std::string arn = bench.cluster.definitionArn(0), other = bench.cluster.definitionArn(1);
        bench.start(20, onlyDefinitions({arn, other}));
        QTRY_VERIFY(findRow(bench.now()->definitions.rows, arn) &&
                    findRow(bench.now()->definitions.rows, other));
        const auto kept = findRow(bench.now()->definitions.rows, other);
        bench.cluster.with([&] { bench.cluster.definitions[arn].set("status", "INACTIVE"); });
        QTRY_COMPARE(findRow(bench.now()->definitions.rows, arn)->status, std::string("INACTIVE"));
        QCOMPARE(bench.now()->families.rows[0]->inactive, (std::vector<int>{1})); // listed at once
        QVERIFY(findRow(bench.now()->definitions.rows, other) == kept);
        QCOMPARE(bench.cluster.endpoint.count("DescribeTaskDefinition"), 3);
    }

    void anActOnADefinitionReadsItAgain() {
        Bench bench;
        bench.cluster.setDefinitions(1);
        const std::string arn = bench.cluster.definitionArn(0);
        bench.start(hour, onlyDefinitions({arn}, false));
        QTRY_COMPARE(bench.now()->definitions.rows.size(), std::size_t{1});
        bench.cluster.with([&] { bench.cluster.definitions[arn].set("status", "INACTIVE"); });
        bench.sync->act({"DeregisterTaskDefinition", Json::object({{"taskDefinition", arn}}), {}}, {});
        QTRY_COMPARE(bench.now()->definitions.rows[0]->status, std::string("INACTIVE"));
    }

    void aNameThatIsNoneIsSaidAndAskedOnce() {
        Bench bench;
        bench.cluster.setDefinitions(1);
        const std::string arn = bench.cluster.definitionArn(0), none = bench.cluster.definitionArn(5);
        bench.start(20, onlyDefinitions({arn, none}));
        QTRY_VERIFY(bench.now()->absentDefinitions.contains(none));
        QTRY_VERIFY(findRow(bench.now()->definitions.rows, arn));
        QVERIFY(bench.now()->definitions.state == PartState::ok);
        QTRY_VERIFY(bench.cluster.endpoint.count("ListTaskDefinitions") >= 4);
        QCOMPARE(bench.cluster.endpoint.count("DescribeTaskDefinition"), 2);
        bench.cluster.setDefinitions(6);
        bench.sync->refresh(); // a person asks
        QTRY_VERIFY(findRow(bench.now()->definitions.rows, none));
        QVERIFY(bench.now()->absentDefinitions.empty());
    }

    void deniedForItselfAndOthersGoOn() {
        Bench bench;
        bench.cluster.setServices(1);
        bench.cluster.setDefinitions(2);
        const auto no = FakeEndpoint::error("AccessDeniedException", "not authorized to perform", 400);
        bench.cluster.setAnswer("ListTaskDefinitions", no);
        bench.cluster.setAnswer("DescribeTaskDefinition", no);
        Interest interest;
        interest.families = true;
        interest.definitions = {bench.cluster.definitionArn(0)};
        bench.start(20, interest);
        QTRY_VERIFY(bench.now()->families.state == PartState::denied &&
                    bench.now()->definitions.state == PartState::denied && isWhole(*bench.now()));
        // Not asked again at once, and the rest keeps its pace.
        QTRY_VERIFY(bench.cluster.endpoint.count("ListServices") >= 6);
        QCOMPARE(bench.cluster.endpoint.count("ListTaskDefinitions"), 1);
        QCOMPARE(bench.cluster.endpoint.count("DescribeTaskDefinition"), 1);
        bench.cluster.setAnswer("ListTaskDefinitions", std::nullopt);
        bench.cluster.setAnswer("DescribeTaskDefinition", std::nullopt);
        bench.sync->refresh();
        QTRY_VERIFY(bench.now()->families.state == PartState::ok &&
                    bench.now()->definitions.state == PartState::ok);
    }

    void goneMeansStaleAndNeverReadMeansFailed() {
        Bench bench;
        bench.cluster.setDefinitions(1);
        bench.start(20, onlyDefinitions({}));
        QTRY_VERIFY(bench.now()->families.state == PartState::ok);
        bench.cluster.endpoint.setOpen(false);
        bench.sync->setInterest(onlyDefinitions({bench.cluster.definitionArn(0)}));
        QTRY_VERIFY_WITH_TIMEOUT(bench.now()->families.state == PartState::stale &&
                                     bench.now()->definitions.state == PartState::failed,
                                 30'000);
        QCOMPARE(bench.now()->families.rows.size(), std::size_t{1});
        bench.cluster.endpoint.setOpen(true);
        bench.sync->reconnect();
        QTRY_VERIFY_WITH_TIMEOUT(bench.now()->families.state == PartState::ok &&
                                     bench.now()->definitions.rows.size() == 1,
                                 30'000);
    }

    void nothingChangedWakesNobody() {
        Bench bench;
        bench.cluster.setDefinitions(12);
        bench.start(hour, onlyDefinitions({bench.cluster.definitionArn(3)}));
        QTRY_VERIFY(bench.now()->families.state == PartState::ok &&
                    bench.now()->definitions.rows.size() == 1);
        Millis before = bench.now()->families.asOf;
        bench.sync->refresh();
        QTRY_VERIFY(bench.now()->families.asOf > before);
        const auto kept = bench.now();
        const int wakes = bench.wakes;
        bench.sync->refresh();
        QTRY_VERIFY(bench.now()->families.asOf > kept->families.asOf &&
                    bench.now()->definitions.asOf > kept->definitions.asOf);
        QVERIFY(bench.now()->families.rows == kept->families.rows);
        QVERIFY(bench.now()->definitions.rows == kept->definitions.rows);
        QCOMPARE(bench.wakes.load(), wakes);
    }

    void everyMemberIsOptional() {
        for (const char* text : {"{}", "null", "[]", "7", R"({"taskDefinition": 4})",
                                 R"({"taskDefinition": {"taskDefinitionArn": 1}, "tags": "no"})"}) {
            auto json = Json::parse(text);
            QVERIFY(readDefinition(json ? *json : Json()).arn.empty());
        }
        const auto bare = readDefinition(Json::object(
            {{"taskDefinition", Json::object({{"taskDefinitionArn", definitionArn("web:7")}})}}));
        QCOMPARE(bare.family, std::string("web"));
        QCOMPARE(bare.revision, 7);
        QVERIFY(bare.status.empty() && !bare.raw.has("tags"));
    }

    void malformedRepliesAreErrorsOfTheirPartAlone() {
        Bench bench;
        bench.cluster.setServices(1);
        bench.cluster.setAnswer("ListTaskDefinitions", FakeEndpoint::Answer{200, "{}"});
        Interest interest;
        interest.families = true;
        bench.start(hour, interest);
        QTRY_VERIFY(bench.now()->families.state == PartState::failed && isWhole(*bench.now()));
        QCOMPARE(bench.now()->families.error->code, std::string("console.badReply"));
    }
};

static Registered<SyncDefinitionsTest> registered("sync_definitions");
#include "sync_definitions_test.moc"
