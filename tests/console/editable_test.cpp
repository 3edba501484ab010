// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of a task definition's document, what is pasted into it, and where its revisions run.
#include "core/console/editable.h"
#include "core/console/uses.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;

namespace {

Json parse(const char* text) {
    return Json::parse(text).value();
}

using Variables = std::vector<std::pair<std::string, std::string>>;

} // namespace

class EditableTest : public QObject {
    Q_OBJECT

private slots:
    void whatDescribeAddsIsLeftOut() {
        const Json made = editable(parse(
            R"({"taskDefinitionArn": "a", "later": {"x": [1]}, "family": "web", "revision": 3, "status": "ACTIVE",
                "requiresAttributes": [], "compatibilities": ["EC2"], "cpu": "256", "registeredAt": 1.5,
                "registeredBy": "b", "tags": [{"key": "k"}]})"));
        QCOMPARE(made.dump(),
                 std::string(R"({"later":{"x":[1]},"family":"web","cpu":"256","tags":[{"key":"k"}]})"));
    }

    void editsKeepUnknownMembersAndOrder() {
        Json document = parse(
            R"({"z": 1, "containerDefinitions": [{"later": true, "name": "app", "image": "a"}], "a": 2})");
        setAt(document, "/containerDefinitions/0/image", "b");
        setAt(document, "/containerDefinitions/0/healthCheck/interval", 10);
        setAt(document, "/containerDefinitions/0/environment/0/name", "A~/");
        setAt(document, "/z", {});
        QCOMPARE(document.dump(),
                 std::string(R"({"containerDefinitions":[{"later":true,"name":"app","image":"b",)"
                             R"("healthCheck":{"interval":10},"environment":[{"name":"A~/"}]}],"a":2})"));
        eraseAt(document, "/containerDefinitions/0/environment/0");
        eraseAt(document, "/containerDefinitions/7/image");
        eraseAt(document, "/nothing/here");
        QCOMPARE(document.pointer("/containerDefinitions/0/environment")->size(), std::size_t(0));
        setAt(document, "/containerDefinitions/9/image", "far"); // not next to the last: no holes
        QCOMPARE(document.at("containerDefinitions").size(), std::size_t(1));
        setAt(document, "/od~1d", 1);
        QVERIFY(document.has("od/d"));
    }

    void containersAreReordered() {
        Json list = Json::array({1, 2, 3, 4});
        moveItem(list, 0, 2);
        QCOMPARE(list.dump(), std::string("[2,3,1,4]"));
        moveItem(list, 3, 1);
        QCOMPARE(list.dump(), std::string("[2,4,3,1]"));
        moveItem(list, 4, 0);
        insertAt(list, 99, 5);
        QCOMPARE(list.dump(), std::string("[2,4,3,1,5]"));
    }

    void dotEnvFiles() {
        const auto read =
            readDotEnv("# comment\n\nexport A=1\r\nB = two words \nC=\"x\\ny\"\nD='a # b'\nE=a # b\nF=\n");
        QVERIFY(read);
        QCOMPARE(*read,
                 (Variables{
                     {"A", "1"}, {"B", "two words"}, {"C", "x\ny"}, {"D", "a # b"}, {"E", "a"}, {"F", ""}}));
        QVERIFY(!readDotEnv("just words"));
        QVERIFY(!readDotEnv("A=1\n{\"b\": 2}"));
        Json list = parse(R"([{"name": "B", "value": "0", "later": 1}, {"name": "X", "value": "x"}])");
        mergeVariables(list, {{"A", "1"}, {"B", "2"}});
        QCOMPARE(
            list.dump(),
            std::string(
                R"([{"name":"B","value":"2","later":1},{"name":"X","value":"x"},{"name":"A","value":"1"}])"));
    }

    void commandLines() {
        QCOMPARE(splitWords("  sh -c \"echo 'hi there'\" a\\ b '' "),
                 (std::vector<std::string>{"sh", "-c", "echo 'hi there'", "a b", ""}));
        for (const auto& words : std::vector<std::vector<std::string>>{
                 {}, {"a"}, {"sh", "-c", "exit 1; echo \"$X\" \\"}, {"", " ", "'"}, {"tab\there"}})
            QCOMPARE(splitWords(joinWords(words)), words);
    }

    void whereRevisionsRun() {
        Snapshot snapshot;
        auto service = std::make_shared<Service>();
        service->name = "web";
        service->status = "ACTIVE";
        service->taskDefinition = "arn:aws:ecs:r:1:task-definition/web:3";
        service->deployments = {
            {.status = "PRIMARY", .taskDefinition = service->taskDefinition},
            {.status = "ACTIVE", .taskDefinition = "arn:aws:ecs:r:1:task-definition/web:2", .running = 1},
            {.status = "ACTIVE", .taskDefinition = "arn:aws:ecs:r:1:task-definition/web:1"}};
        snapshot.services.rows = {service};
        auto task = std::make_shared<Task>();
        task->taskDefinition = "arn:aws:ecs:r:1:task-definition/web:3";
        task->lastStatus = ecs::TaskStatus::running;
        auto kept = std::make_shared<Task>(*task), over = std::make_shared<Task>(*task);
        kept->service = "web";
        over->lastStatus = ecs::TaskStatus::stopped;
        snapshot.tasks.rows = {task, kept, over};
        const auto uses = usesOf(snapshot).at("web");
        QCOMPARE(uses.at(3), (DefinitionUse{{"web"}, 2, 1}));
        QCOMPARE(uses.at(2), (DefinitionUse{{"web"}, 0, 0}));
        QVERIFY(!uses.contains(1));
    }
};

static Registered<EditableTest> registered("editable");
#include "editable_test.moc"
