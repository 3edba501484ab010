// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Questions that bring something: what they show before, and what they send exactly.
#include "tests/support/test_registry.h"
#include "tests/ui/stage.h"
#include "ui/dialogs/overrides_box.h"
#include "ui/theme/theme.h"
#include "ui/widgets/difference_list.h"
#include "ui/words/language.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

using namespace pilothouse;
using namespace pilothouse::ui;
using namespace pilothouse::ui::tests;

class StartSheetsTest : public QObject {
    Q_OBJECT

    static std::string arn(const char* family, int revision) {
        return ArnMaker{}.taskDefinition(family, revision);
    }
    static Json list(std::initializer_list<std::string> arns, const char* next = "") {
        Json all = Json::array();
        for (const auto& one : arns)
            all.push(one);
        Json reply = Json::object({{"taskDefinitionArns", all}});
        if (*next) reply.set("nextToken", next);
        return reply;
    }
    static Json document(const std::string& definition, const char* image, const char* network = "bridge") {
        const std::string name(lastPart(definition));
        return Json::object(
            {{"taskDefinition",
              Json::object(
                  {{"taskDefinitionArn", definition},
                   {"family", name.substr(0, name.rfind(':'))},
                   {"status", "ACTIVE"},
                   {"networkMode", network},
                   {"containerDefinitions",
                    Json::array({Json::object({{"name", "app"}, {"image", image}, {"memory", 64}}),
                                 Json::object({{"name", "side"}, {"image", "b"}, {"memory", 32}})})}})}});
    }
    /// The documents of two revisions of web, in the order in which they are asked for.
    static void know(Stage& stage, const std::string& definition, const char* image,
                     const char* network = "bridge") {
        console::Definition one;
        one.arn = definition;
        one.raw = document(definition, image, network).at("taskDefinition");
        stage.now->definitions.rows =
            console::mergeRows(stage.now->definitions.rows, {one}, stage.now->definitions.rows);
    }
    static QString differences(Sheet* sheet) { return sheet->findChild<DifferenceList*>()->accessibleName(); }

private slots:
    void initTestCase() { Theme::instance().install(ThemeChoice::light); }
    void cleanup() { Languages::instance().set(Language::en); }

    void deployShowsWhatChangesAndSendsTheRevisionAlone() {
        Stage stage;
        stage.put(serviceOfName("web"));
        stage.endpoint.answer("ListTaskDefinitions",
                              list({arn("web", 44), arn("web", 43), arn("webhook", 9)}));
        stage.endpoint.answer("DescribeTaskDefinition", document(arn("web", 43), "web:1"));
        stage.endpoint.answer("DescribeTaskDefinition", document(arn("web", 44), "web:2"));
        auto* sheet = stage.ask("service.deploy", onService("web"));
        auto* field = Stage::field<QComboBox>(sheet, "deployDefinition");
        QTRY_COMPARE(field->count(), 2); // of its own family alone
        QCOMPARE(stage.sent("ListTaskDefinitions").str("familyPrefix"), std::string("web"));
        QCOMPARE(field->currentText(), QStringLiteral("web:44"));
        QTRY_VERIFY(differences(sheet).contains(QStringLiteral("app image web:1 → web:2")));
        QVERIFY(Stage::will(sheet).contains(QStringLiteral("12 tasks of web:43 by tasks of web:44")));
        Stage::press(sheet);
        QCOMPARE(stage.sent("UpdateService"),
                 Json::object({{"cluster", "default"}, {"service", "web"}, {"taskDefinition", "web:44"}}));
    }

    void theRevisionThatRunsIsNotDeployedAgain() {
        Stage stage;
        stage.put(serviceOfName("web"));
        auto* sheet = stage.ask("service.deploy", onService("web"), QStringLiteral("43"));
        QVERIFY(Stage::will(sheet).contains(QStringLiteral("web runs web:43 already")));
        QVERIFY(!Stage::primary(sheet)->isEnabled());
    }

    void aRevisionThatIsNotThereIsSaidBeforeAnythingIsSent() {
        Stage stage;
        stage.put(serviceOfName("web"));
        know(stage, arn("web", 43), "web:1");
        stage.endpoint.answer("ListTaskDefinitions", list({arn("web", 43)}));
        stage.endpoint.answer("DescribeTaskDefinition",
                              fail("aws.ClientException", "", "Unable to describe task definition."));
        auto* sheet = stage.ask("service.deploy", onService("web"), QStringLiteral("batch:7"));
        QTRY_VERIFY(Stage::said(sheet).contains(QStringLiteral("Unable to describe task definition.")));
        QVERIFY(!Stage::primary(sheet)->isEnabled());
    }

    void rollBackOffersWhatWasDeployedOnce() {
        Stage stage;
        stage.put(serviceOfName("web"));
        know(stage, arn("web", 43), "web:3");
        know(stage, arn("web", 41), "web:1");
        const auto revision = [](const char* digits) {
            return ArnMaker{}.serviceRevision("default", "web", digits);
        };
        Json deployments = Json::array();
        for (const char* digits : {"3", "2", "1"})
            deployments.push(Json::object({{"targetServiceRevisionArn", revision(digits)},
                                           {"status", "SUCCESSFUL"},
                                           {"finishedAt", 1000.0 + digits[0]}}));
        stage.endpoint.answer("ListServiceDeployments", Json::object({{"serviceDeployments", deployments}}));
        const auto row = [&](const char* digits, int number) {
            return Json::object(
                {{"serviceRevisionArn", revision(digits)}, {"taskDefinition", arn("web", number)}});
        };
        stage.endpoint.answer(
            "DescribeServiceRevisions",
            Json::object({{"serviceRevisions", Json::array({row("1", 40), row("2", 41), row("3", 43)})}}));
        auto* sheet = stage.ask("service.rollback", onService("web"));
        auto* choice = Stage::field<QComboBox>(sheet, "earlier");
        QTRY_COMPARE(choice->count(), 2); // 43 is what runs
        QVERIFY(choice->itemText(0).startsWith(QStringLiteral("web:41")));
        QCOMPARE(stage.sent("ListServiceDeployments").at("status"), Json::array({"SUCCESSFUL"}));
        QTRY_VERIFY(differences(sheet).contains(QStringLiteral("app image web:3 → web:1")));
        choice->setCurrentIndex(1);
        QVERIFY(Stage::will(sheet).contains(QStringLiteral("web:40")));
        Stage::press(sheet);
        QCOMPARE(
            stage.sent("UpdateService"),
            Json::object({{"cluster", "default"}, {"service", "web"}, {"taskDefinition", arn("web", 40)}}));
    }

    void whereNoDeploymentIsKeptEarlierRevisionsAreOffered() {
        Stage stage;
        stage.put(serviceOfName("web"));
        stage.endpoint.answer("ListServiceDeployments", fail("aws.UnsupportedFeatureException", "", "No."));
        stage.endpoint.answer("ListTaskDefinitions", list({arn("web", 44), arn("web", 43), arn("web", 42)}));
        auto* sheet = stage.ask("service.rollback", onService("web"));
        auto* choice = Stage::field<QComboBox>(sheet, "earlier");
        QTRY_COMPARE(choice->count(), 1);
        QCOMPARE(choice->itemText(0), QStringLiteral("web:42"));
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("whether they ran is not known")));
    }

    void aServiceIsCreatedWithWhatWasSaidAlone() {
        Stage stage;
        stage.put(serviceOfName("web"));
        know(stage, arn("batch", 8), "batch:1");
        stage.endpoint.answer("ListTaskDefinitions",
                              list({arn("batch", 8), arn("batch", 7), arn("web", 43)}));
        auto* sheet = stage.ask("service.create");
        auto* definition = Stage::field<QComboBox>(sheet, "definition");
        QTRY_COMPARE(definition->count(), 2); // the newest of each family
        auto* name = Stage::field<QLineEdit>(sheet, "serviceName");
        name->setText(QStringLiteral("web"));
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("web is there already")));
        QVERIFY(!Stage::primary(sheet)->isEnabled());
        name->setText(QStringLiteral("nightly"));
        definition->setEditText(QStringLiteral("batch:8"));
        Stage::field<QSpinBox>(sheet, "desired")->setValue(2);
        Stage::field<QComboBox>(sheet, "placement")->setCurrentIndex(2);
        Stage::field<QSpinBox>(sheet, "lower")->setValue(50);
        Stage::field<QLineEdit>(sheet, "tags")->setText(QStringLiteral("team=web, stage = dev"));
        QVERIFY(Stage::will(sheet).contains(QStringLiteral("start 2 tasks of batch:8 in default")));
        QVERIFY(Stage::primary(sheet)->isEnabled());
        Stage::press(sheet);
        const auto tag = [](const char* key, const char* value) {
            return Json::object({{"key", key}, {"value", value}});
        };
        QCOMPARE(stage.sent("CreateService"),
                 Json::object({{"cluster", "default"},
                               {"serviceName", "nightly"},
                               {"taskDefinition", "batch:8"},
                               {"desiredCount", 2},
                               {"deploymentConfiguration",
                                Json::object({{"minimumHealthyPercent", 50},
                                              {"deploymentCircuitBreaker",
                                               Json::object({{"enable", true}, {"rollback", true}})}})},
                               {"placementStrategy",
                                Json::array({Json::object({{"type", "binpack"}, {"field", "memory"}})})},
                               {"tags", Json::array({tag("team", "web"), tag("stage", "dev")})}}));
        stage.endpoint.answer("CreateService", fail("aws.InvalidParameterException", "", "No such luck."));
        QTRY_VERIFY(Stage::said(sheet).contains(QStringLiteral("nightly could not be created.")));
        QCOMPARE(name->text(), QStringLiteral("nightly"));
        Stage::field<QSpinBox>(sheet, "lower")->setValue(100);
        Stage::field<QSpinBox>(sheet, "upper")->setValue(100);
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("could never replace one")) ||
                Stage::primary(sheet)->isEnabled()); // it warns, ECS takes it
    }

    void aDefinitionWithItsOwnNetworkWantsSubnets() {
        Stage stage;
        know(stage, arn("pay", 3), "pay:1", "awsvpc");
        stage.endpoint.answer("ListTaskDefinitions", list({arn("pay", 3)}));
        auto* sheet = stage.ask("service.create", {}, QStringLiteral("pay"));
        auto* subnets = Stage::field<QLineEdit>(sheet, "subnets");
        QTRY_VERIFY(subnets->isVisible());
        QVERIFY(!Stage::primary(sheet)->isEnabled());
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("name one subnet at least")));
        subnets->setText(QStringLiteral("subnet-1, subnet-2"));
        Stage::field<QLineEdit>(sheet, "securityGroups")->setText(QStringLiteral("sg-1"));
        QVERIFY(Stage::primary(sheet)->isEnabled());
        Stage::press(sheet);
        QCOMPARE(stage.sent("CreateService").at("networkConfiguration"),
                 Json::object({{"awsvpcConfiguration",
                                Json::object({{"subnets", Json::array({"subnet-1", "subnet-2"})},
                                              {"securityGroups", Json::array({"sg-1"})}})}}));
    }

    void runReadsAllPagesOfDefinitionsAndSendsWhatWasChosen() {
        Stage stage;
        stage.endpoint.answer("ListTaskDefinitions", list({arn("web", 43), arn("web", 42)}, "more"));
        stage.endpoint.answer("ListTaskDefinitions", list({arn("batch", 8)}));
        auto* sheet = stage.ask("task.run");
        auto* definition = Stage::field<QComboBox>(sheet, "definition");
        QTRY_COMPARE(definition->count(), 3);
        QCOMPARE(stage.sent("ListTaskDefinitions").str("nextToken"), std::string("more"));
        definition->setEditText(QStringLiteral("batch:8"));
        Stage::field<QSpinBox>(sheet, "runCount")->setValue(3);
        QVERIFY(Stage::primary(sheet)->text().contains(QStringLiteral("3 tasks")));
        Stage::press(sheet);
        QCOMPARE(stage.sent("RunTask"),
                 Json::object({{"cluster", "default"}, {"taskDefinition", "batch:8"}, {"count", 3}}));
        QVERIFY(!Stage::primary(sheet)->isEnabled());
        QSignalSpy told(&stage.runner, &ActRunner::told);
        QPointer<Sheet> alive(sheet);
        stage.endpoint.answer(
            "RunTask", Json::object({{"tasks", Json::array({Json::object({{"taskArn", taskOf(1).arn}})})}}));
        QTRY_VERIFY(!alive);
        QCOMPARE(told.size(), 1);
        QVERIFY(told[0][0].toBool());
        QCOMPARE(told[0][3].toString(), QStringLiteral("task/") + QString::fromStdString(taskOf(1).id));
    }

    void aPlacementFailureIsToldAndNothingTypedIsLost() {
        Stage stage;
        stage.endpoint.answer("ListTaskDefinitions", list({arn("web", 43)}));
        auto* sheet = stage.ask("task.run");
        auto* count = Stage::field<QSpinBox>(sheet, "runCount");
        QTRY_COMPARE(Stage::field<QComboBox>(sheet, "definition")->count(), 1);
        count->setValue(5);
        stage.endpoint.answer(
            "RunTask",
            Json::object({{"tasks", Json::array()},
                          {"failures", Json::array({Json::object({{"reason", "RESOURCE:MEMORY"}})})}}));
        Stage::press(sheet);
        QTRY_VERIFY(Stage::said(sheet).contains(QStringLiteral("No instance has enough memory left.")));
        QCOMPARE(count->value(), 5);
        QVERIFY(Stage::primary(sheet)->isEnabled());
    }

    void anEmptyEndpointSaysWhatIsMissing() {
        Stage stage;
        stage.endpoint.answer("ListTaskDefinitions", list({}));
        auto* sheet = stage.ask("task.run");
        QTRY_VERIFY(Stage::will(sheet).contains(QStringLiteral("no active task definition")));
        QVERIFY(!Stage::primary(sheet)->isEnabled());
    }

    void overridesOfEachContainerAreSentWhereTheyDiffer() {
        Stage stage;
        know(stage, arn("web", 43), "web:1");
        stage.endpoint.answer("ListTaskDefinitions", list({arn("web", 43)}));
        auto* sheet = stage.ask("task.run", {}, QStringLiteral("web:43"));
        QTRY_VERIFY(Stage::field<QLineEdit>(sheet, "container0Command"));
        Stage::field<QToolButton>(sheet, "more")->click();
        Stage::field<QLineEdit>(sheet, "container0Command")->setText(QStringLiteral("sh -c 'echo 1'"));
        Stage::field<QPlainTextEdit>(sheet, "container0Environment")
            ->setPlainText(QStringLiteral("A=1=2\nB=\n"));
        Stage::field<QLineEdit>(sheet, "container1Memory")->setText(QStringLiteral("128"));
        Stage::field<QLineEdit>(sheet, "taskCpu")->setText(QStringLiteral("256"));
        Stage::field<QLineEdit>(sheet, "startedBy")->setText(QStringLiteral("me"));
        Stage::press(sheet);
        const auto pair = [](const char* name, const char* value) {
            return Json::object({{"name", name}, {"value", value}});
        };
        QCOMPARE(stage.sent("RunTask").at("overrides"),
                 Json::object({{"cpu", "256"},
                               {"containerOverrides",
                                Json::array({Json::object({{"name", "app"},
                                                           {"command", Json::array({"sh", "-c", "echo 1"})},
                                                           {"environment",
                                                            Json::array({pair("A", "1=2"), pair("B", "")})}}),
                                             Json::object({{"name", "side"}, {"memory", 128}})})}}));
        QCOMPARE(stage.sent("RunTask").str("startedBy"), std::string("me"));
    }

    void whatCannotBeTakenIsSaidAndNotSent() {
        Stage stage;
        know(stage, arn("web", 43), "web:1");
        stage.endpoint.answer("ListTaskDefinitions", list({arn("web", 43)}));
        auto* sheet = stage.ask("task.run", {}, QStringLiteral("web:43"));
        QTRY_VERIFY(Stage::field<QLineEdit>(sheet, "container0Command"));
        Stage::field<QToolButton>(sheet, "more")->click();
        Stage::field<QPlainTextEdit>(sheet, "container0Environment")->setPlainText(QStringLiteral("nothing"));
        QVERIFY(!Stage::primary(sheet)->isEnabled());
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("Each line is NAME=value.")));
    }

    void aTaskRunsAgainWithTheSameOverrides() {
        Stage stage;
        console::Task task = taskOf(1, "web", ecs::TaskStatus::stopped);
        task.taskDefinition = arn("web", 42);
        task.launchType = "FARGATE";
        task.group = "service:web";
        const Json overrides = Json::object(
            {{"containerOverrides",
              Json::array({Json::object(
                  {{"name", "app"}, {"command", Json::array({"a b", "c"})}, {"futureMember", 1}})})},
             {"taskRoleArn", "arn:role"}});
        task.raw = Json::object(
            {{"overrides", overrides},
             {"attachments", Json::array({Json::object(
                                 {{"details", Json::array({Json::object(
                                                  {{"name", "subnetId"}, {"value", "subnet-9"}})})}})})}});
        know(stage, arn("web", 42), "web:1", "awsvpc");
        stage.now->tasks.rows = {shared(task)};
        stage.endpoint.answer("ListTaskDefinitions", list({arn("web", 43)}));
        auto* sheet = stage.ask("task.again", {Targets::Kind::task, {task.arn}});
        QTRY_VERIFY(Stage::primary(sheet)->isEnabled() &&
                    Stage::request(sheet).contains(QStringLiteral("subnet-9")));
        QVERIFY(Stage::will(sheet).contains(QStringLiteral("web does not count it")));
        Stage::press(sheet);
        const Json sent = stage.sent("RunTask");
        QCOMPARE(sent.str("taskDefinition"), std::string("web:42"));
        QCOMPARE(sent.str("launchType"), std::string("FARGATE"));
        QVERIFY(!sent.has("group")); // that of a service is ECS's own to give
        QCOMPARE(sent.at("overrides").str("taskRoleArn"), std::string("arn:role"));
        const Json container = sent.at("overrides").at("containerOverrides").at(std::size_t{0});
        QCOMPARE(container.at("command"), Json::array({"a b", "c"}));
        QCOMPARE(container.integer("futureMember"), 1);
    }

    void commandsAreReadAsAShellReadsThem() {
        QCOMPARE(*commandOf(QStringLiteral("a 'b c' \"d\\\"e\" f\\ g ''")),
                 Json::array({"a", "b c", "d\"e", "f g", ""}));
        QCOMPARE(*commandOf(QStringLiteral("[\"x\", \"y z\"]")), Json::array({"x", "y z"}));
        QCOMPARE(commandOf(QString())->size(), std::size_t{0});
        QVERIFY(!commandOf(QStringLiteral("a 'b")));
        QVERIFY(!commandOf(QStringLiteral("[1]")));
        const Json odd = Json::array({"", "a b", "it's", "c\\d", "\"q\"", "[x"});
        QCOMPARE(*commandOf(commandText(odd)), odd);
    }
};

static pilothouse::tests::Registered<StartSheetsTest> registered("start_sheets");
#include "start_sheets_test.moc"
