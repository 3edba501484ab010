// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Questions that end something: what is in the way, what has to be typed, what is sent exactly.
#include "tests/support/test_registry.h"
#include "tests/ui/stage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choice.h"
#include "ui/words/language.h"

#include <QApplication>
#include <QRadioButton>
#include <QSignalSpy>

using namespace pilothouse;
using namespace pilothouse::ui;
using namespace pilothouse::ui::tests;

class RemovalSheetsTest : public QObject {
    Q_OBJECT

    static Targets onTasks(const console::Rows<console::Task>& tasks) {
        Targets targets{Targets::Kind::task, {}};
        for (const auto& task : tasks)
            targets.arns.push_back(task->arn);
        return targets;
    }
    static console::Rows<console::Task> tasks(int count) {
        console::Rows<console::Task> rows;
        for (int i = 1; i <= count; ++i)
            rows.push_back(shared(taskOf(i, i % 2 ? "web" : "worker")));
        return rows;
    }
    static std::shared_ptr<const console::Instance> instance(int number, const char* status, int running) {
        console::Instance one;
        one.id = std::string(31, 'a') + char('0' + number);
        one.arn = ArnMaker{}.containerInstance("default", one.id);
        one.ec2InstanceId = std::string("i-0") + char('0' + number);
        one.status = status;
        one.running = running;
        return std::make_shared<const console::Instance>(one);
    }
    static console::Cluster cluster(const char* name) {
        console::Cluster one;
        one.arn = ArnMaker{}.cluster(name);
        one.name = name;
        one.status = "ACTIVE";
        return one;
    }
    static Targets onCluster(const char* name) {
        return {Targets::Kind::cluster, {ArnMaker{}.cluster(name)}};
    }

private slots:
    void initTestCase() { Theme::instance().install(ThemeChoice::light); }
    void cleanup() { Languages::instance().set(Language::en); }

    void stopNamesItsTasksAndActsOnThemAlone() {
        Stage stage;
        const auto two = tasks(2);
        stage.now->tasks.rows = two;
        auto* sheet = stage.ask("task.stop", onTasks(two));
        const QString said = Stage::said(sheet);
        for (const auto& task : two)
            QVERIFY(said.contains(QString::fromStdString(task->id).left(8)));
        QVERIFY(said.contains(QStringLiteral("web and worker will start replacements.")));
        auto* reason = Stage::field<QLineEdit>(sheet, "stopReason");
        QCOMPARE(QApplication::focusWidget(), reason);
        QTest::keyClicks(reason, QStringLiteral("rebalance"));
        QTest::keyClick(reason, Qt::Key_Return);
        QCOMPARE(int(stage.endpoint.asked.size()), 2);
        for (std::size_t i = 0; i < 2; ++i) {
            const auto& act = stage.endpoint.asked[i];
            QCOMPARE(act.operation, std::string("StopTask"));
            QCOMPARE(act.input,
                     Json::object({{"cluster", "default"}, {"task", two[i]->arn}, {"reason", "rebalance"}}));
            QCOMPARE(act.pending.front(), (console::Pending{two[i]->arn, "stop", ""}));
        }
        stage.endpoint.answer("StopTask", Json::object());
        stage.endpoint.answer("StopTask", fail("aws.ThrottlingException", "", "Rate exceeded"));
        QTRY_VERIFY(Stage::said(sheet).contains(QStringLiteral("1 of 2 tasks could not be stopped.")));
        QCOMPARE(reason->text(), QStringLiteral("rebalance"));
        QVERIFY(Stage::primary(sheet)->text().contains(QStringLiteral("1 task"))); // the other is done
        QPointer<Sheet> alive(sheet);
        stage.endpoint.answer("StopTask", Json::object());
        Stage::press(sheet);
        QCOMPARE(stage.endpoint.asked.back().input.str("task"), two[1]->arn);
        QTRY_VERIFY(!alive);
    }

    void manyTasksWantTheirNumber() {
        Stage stage;
        const auto many = tasks(12);
        stage.now->tasks.rows = many;
        auto* sheet = stage.ask("task.stop", onTasks(many));
        QVERIFY(!Stage::primary(sheet)->isEnabled());
        auto* confirm = Stage::field<QLineEdit>(sheet, "confirm");
        confirm->setText(QStringLiteral("11"));
        QVERIFY(!Stage::primary(sheet)->isEnabled());
        confirm->setText(QStringLiteral("12"));
        QVERIFY(Stage::primary(sheet)->isEnabled());
        Stage::press(sheet);
        QCOMPARE(int(stage.endpoint.asked.size()), 8); // some at a time
        for (int i = 0; i < 12; ++i)
            stage.endpoint.answer("StopTask", Json::object());
        QTRY_COMPARE(int(stage.endpoint.asked.size()), 12);
    }

    void tasksThatEndedMeanwhileAreLeftOut() {
        Stage stage;
        const auto two = tasks(2);
        stage.now->tasks.rows = two;
        auto* sheet = stage.ask("task.stop", onTasks(two));
        stage.next([](auto& s) { s.tasks.rows[0] = shared(taskOf(1, "web", ecs::TaskStatus::stopped)); });
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("1 of them runs no more and is left out.")));
        Stage::press(sheet);
        QCOMPARE(int(stage.endpoint.asked.size()), 1);
        QCOMPARE(stage.sent(std::size_t{0}).str("task"), two[1]->arn);
        QVERIFY(!stage.obstacle("task.stop", onTasks({two[0]})).isEmpty());
    }

    void aServiceWithTasksIsDeletedByNameAndAsItIsTold() {
        Stage stage;
        stage.put(serviceOfName("web", 3));
        auto* sheet = stage.ask("service.delete", onService("web"));
        QVERIFY(Stage::will(sheet).contains(QStringLiteral("web and its 3 tasks will leave default.")));
        QVERIFY(!Stage::primary(sheet)->isEnabled());
        Stage::field<QLineEdit>(sheet, "confirm")->setText(QStringLiteral("web"));
        Stage::press(sheet);
        // One after the other: first to 0, then it goes.
        QCOMPARE(int(stage.endpoint.asked.size()), 1);
        QCOMPARE(stage.sent(std::size_t{0}),
                 Json::object({{"cluster", "default"}, {"service", "web"}, {"desiredCount", 0}}));
        stage.endpoint.answer("UpdateService", Json::object());
        QTRY_COMPARE(int(stage.endpoint.asked.size()), 2);
        QCOMPARE(stage.endpoint.asked[1].operation, std::string("DeleteService"));
        QCOMPARE(stage.sent(std::size_t{1}), Json::object({{"cluster", "default"}, {"service", "web"}}));
        QCOMPARE(stage.endpoint.asked[1].pending.front(),
                 (console::Pending{serviceOfName("web").arn, "delete", ""}));
    }

    void forceIsSentOnlyWhenToldSo() {
        Stage stage;
        stage.put(serviceOfName("web", 3));
        auto* sheet = stage.ask("service.delete", onService("web"));
        sheet->findChild<Choice*>()->choose(1);
        Stage::field<QLineEdit>(sheet, "confirm")->setText(QStringLiteral("web"));
        Stage::press(sheet);
        QCOMPARE(int(stage.endpoint.asked.size()), 1);
        QCOMPARE(stage.sent(std::size_t{0}),
                 Json::object({{"cluster", "default"}, {"service", "web"}, {"force", true}}));
    }

    void aServiceAtZeroGoesWithOnePress() {
        Stage stage;
        stage.put(serviceOfName("web", 0));
        auto* sheet = stage.ask("service.delete", onService("web"));
        QVERIFY(!sheet->findChild<Choice*>()->isVisible());
        Stage::press(sheet);
        QCOMPARE(stage.sent(std::size_t{0}), Json::object({{"cluster", "default"}, {"service", "web"}}));
        console::Service leaving = serviceOfName("web", 0);
        leaving.status = "DRAINING";
        stage.put(leaving);
        QVERIFY(!stage.obstacle("service.delete", onService("web")).isEmpty());
    }

    void aDeploymentIsRolledBackOrLeftWhereItIs() {
        Stage stage;
        console::ServiceDeployment deployment;
        deployment.arn = ArnMaker{}.serviceDeployment("default", "web", "abc");
        deployment.status = "IN_PROGRESS";
        deployment.requested = 4;
        deployment.running = 1;
        const Targets on{Targets::Kind::deployment, {deployment.arn}};
        stage.now->serviceDeployments.state = console::PartState::ok;
        stage.now->serviceDeployments.rows = {std::make_shared<console::ServiceDeployment>(deployment)};
        auto* sheet = stage.ask("deployment.stop", on);
        QVERIFY(Stage::will(sheet).contains(QStringLiteral("web will end this deployment and go back")));
        sheet->findChild<Choice*>()->choose(1);
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("1 of 4 new tasks run")));
        Stage::press(sheet);
        QCOMPARE(stage.sent("StopServiceDeployment"),
                 Json::object({{"serviceDeploymentArn", deployment.arn}, {"stopType", "ABORT"}}));
        stage.endpoint.answer("StopServiceDeployment", fail("aws.ConflictException", "", "Too late."));
        QTRY_VERIFY(Stage::said(sheet).contains(QStringLiteral("could not be stopped.")));
        QCOMPARE(sheet->findChild<Choice*>()->chosen(), 1);
        deployment.status = "SUCCESSFUL";
        stage.next([&](auto& s) {
            s.serviceDeployments.rows = {std::make_shared<console::ServiceDeployment>(deployment)};
        });
        QVERIFY(!Stage::primary(sheet)->isEnabled());
        QVERIFY(!stage.obstacle("deployment.stop", on).isEmpty());
    }

    void drainSaysHowManyTasksMove() {
        Stage stage;
        stage.now->instances.rows = {instance(1, "ACTIVE", 2), instance(2, "ACTIVE", 1),
                                     instance(3, "DRAINING", 4)};
        Targets all{Targets::Kind::instance, {}};
        for (const auto& row : stage.now->instances.rows)
            all.arns.push_back(row->arn);
        auto* sheet = stage.ask("instance.drain", all);
        QVERIFY(Stage::will(sheet).contains(QStringLiteral("the 3 tasks on them")));
        Stage::press(sheet);
        QCOMPARE(stage.sent("UpdateContainerInstancesState"),
                 Json::object({{"cluster", "default"},
                               {"containerInstances", Json::array({all.arns[0], all.arns[1]})},
                               {"status", "DRAINING"}}));
        sheet->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        sheet = stage.ask("instance.activate", all);
        Stage::press(sheet);
        QCOMPARE(stage.endpoint.asked.back().input.str("status"), std::string("ACTIVE"));
        QCOMPARE(stage.endpoint.asked.back().input.at("containerInstances").size(), std::size_t{1});
    }

    void drainSaysWhetherTheTasksFitElsewhere() {
        Stage stage;
        console::Instance from = *instance(1, "ACTIVE", 2), to = *instance(2, "ACTIVE", 0);
        from.connected = to.connected = true;
        to.cpuFree = 1'000;
        to.memoryFree = 1'500;
        stage.now->instances.rows = {std::make_shared<console::Instance>(from),
                                     std::make_shared<console::Instance>(to)};
        const auto on = [&](int number, const char* memory) {
            console::Task task = taskOf(number);
            task.instanceArn = from.arn;
            task.cpu = "100";
            task.memory = memory;
            return shared(task);
        };
        stage.now->tasks.rows = {on(1, "512"), on(2, "900")};
        const Targets first{Targets::Kind::instance, {from.arn}};
        auto* sheet = stage.ask("instance.drain", first);
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("There is room for all of them elsewhere.")));
        stage.next([&](auto& s) { s.tasks.rows[0] = on(1, "700"); });
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("no room for 1 of the 2 tasks")));
        stage.next([&](auto& s) { s.tasks.rows[0] = on(1, ""); });
        QVERIFY(!Stage::said(sheet).contains(QStringLiteral("room for")));
    }

    void instancesGoTenInACall() {
        Stage stage;
        Targets all{Targets::Kind::instance, {}};
        console::Rows<console::Instance> rows;
        for (int i = 0; i < 11; ++i) {
            console::Instance one = *instance(i % 10, "ACTIVE", 1);
            one.arn += std::to_string(i);
            all.arns.push_back(one.arn);
            rows.push_back(std::make_shared<console::Instance>(one));
        }
        std::sort(rows.begin(), rows.end(), [](auto& a, auto& b) { return a->arn < b->arn; });
        stage.now->instances.rows = rows;
        auto* sheet = stage.ask("instance.drain", all);
        Stage::field<QLineEdit>(sheet, "confirm")->setText(QStringLiteral("11"));
        Stage::press(sheet);
        QCOMPARE(int(stage.endpoint.asked.size()), 2);
        QCOMPARE(stage.sent(std::size_t{0}).at("containerInstances").size(), std::size_t{10});
        QCOMPARE(stage.sent(std::size_t{1}).at("containerInstances").size(), std::size_t{1});
        const Json refused =
            Json::object({{"failures", Json::array({Json::object({{"reason", "MISSING"}})})}});
        stage.endpoint.answer("UpdateContainerInstancesState", Json::object());
        stage.endpoint.answer("UpdateContainerInstancesState", refused);
        QTRY_VERIFY(Stage::said(sheet).contains(QStringLiteral("could not be drained.")));
    }

    void aClustersNameIsCheckedWhileItIsTyped() {
        Stage stage;
        stage.now->clusters.rows = {std::make_shared<console::Cluster>(cluster("default"))};
        auto* sheet = stage.ask("cluster.create");
        auto* name = Stage::field<QLineEdit>(sheet, "clusterName");
        QVERIFY(!Stage::primary(sheet)->isEnabled());
        name->setText(QStringLiteral("a b"));
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("Up to 255 letters")));
        name->setText(QStringLiteral("default"));
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("default is there already.")));
        QVERIFY(!Stage::primary(sheet)->isEnabled());
        name->setText(QStringLiteral("staging"));
        Stage::press(sheet);
        QCOMPARE(stage.sent("CreateCluster"), Json::object({{"clusterName", "staging"}}));
    }

    void whatStandsInTheWayOfDeletingAClusterIsNamed() {
        Stage stage;
        console::Cluster full = cluster("full");
        full.activeServices = 2;
        stage.now->clusters.rows = {std::make_shared<console::Cluster>(cluster("empty")),
                                    std::make_shared<console::Cluster>(full)};
        QCOMPARE(stage.obstacle("cluster.delete", onCluster("full")),
                 QStringLiteral("2 services still stand in full. Delete them first."));
        auto* sheet = stage.ask("cluster.delete", onCluster("empty"));
        QCOMPARE(QApplication::focusWidget(), Stage::field<QLineEdit>(sheet, "confirm"));
        QVERIFY(!Stage::primary(sheet)->isEnabled());
        Stage::field<QLineEdit>(sheet, "confirm")->setText(QStringLiteral("empty"));
        Stage::press(sheet);
        QCOMPARE(stage.sent("DeleteCluster"), Json::object({{"cluster", "empty"}}));
    }

    void aRevisionInUseIsNamedAndDeregistered() {
        Stage stage;
        stage.put(serviceOfName("web"));
        const std::string used = ArnMaker{}.taskDefinition("web", 43),
                          old = ArnMaker{}.taskDefinition("web", 2);
        console::Family family;
        family.arn = family.name = "web";
        family.active = {43};
        family.inactive = {2};
        stage.now->families.rows = {std::make_shared<console::Family>(family)};
        auto* sheet = stage.ask("definition.deregister", {Targets::Kind::definition, {used, old}});
        QVERIFY(Stage::will(sheet).contains(QStringLiteral("web goes on with what it has.")));
        Stage::press(sheet);
        QCOMPARE(int(stage.endpoint.asked.size()), 1);
        QCOMPARE(stage.sent(std::size_t{0}), Json::object({{"taskDefinition", used}}));
        QVERIFY(!stage.obstacle("definition.deregister", {Targets::Kind::definition, {old}}).isEmpty());
    }
};

static pilothouse::tests::Registered<RemovalSheetsTest> registered("removal_sheets");
#include "removal_sheets_test.moc"
