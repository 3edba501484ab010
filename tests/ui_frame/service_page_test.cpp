// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/latin.h"
#include "tests/ui_frame/desk.h"
#include "ui/acts/act_button.h"
#include "ui/dialogs/act_runner.h"
#include "ui/frame/connections.h"
#include "ui/frame/sample_acts.h"
#include "ui/pages/service_configuration.h"
#include "ui/pages/service_definition_tab.h"
#include "ui/pages/service_page.h"
#include "ui/pages/service_rollout.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/list_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/pill.h"

#include <QSignalSpy>
#include <QTabBar>

using namespace pilothouse;
using namespace pilothouse::tests;
using namespace pilothouse::ui;

namespace {

/// The page by itself over hand-made snapshots; nothing is connected.
struct Bench {
    Session session;
    ActRunner runner;
    SampleActs sample{session};
    Preferences preferences;
    Connections connections;
    ServicePage page{PageContext{session, runner, sample, preferences, connections}};
    console::Snapshot world;

    explicit Bench(QSize size = {1200, 800}) {
        console::Service row = service("web", 4, 5);
        row.deployments = {deployment("PRIMARY", "web:2", 4, 2, "IN_PROGRESS"),
                           deployment("ACTIVE", "web:1", 3, 3, "COMPLETED")};
        row.taskDefinition = definitionArn("web:2");
        row.raw = Json::object({{"serviceArn", row.arn},
                                {"serviceName", "web"},
                                {"taskDefinition", row.taskDefinition},
                                {"launchType", "EC2"},
                                {"surprise", Json::object({{"deep", Json::array({1, 2})}})}});
        addEvent(row, "has started 2 tasks: (task aa11) (task bb22).", 1'500'000);
        put(row);
        world.services.state = world.tasks.state = console::PartState::ok;
        world.services.asOf = world.tasks.asOf = world.takenAt = 2'000'000;
        for (int i = 0; i < 6; ++i) {
            console::Task made = task("t" + std::to_string(i), "web",
                                      i == 5 ? ecs::TaskStatus::stopped : ecs::TaskStatus::running);
            made.startedBy = row.deployments[i < 2 ? 0 : 1].id;
            made.taskDefinition = row.deployments[i < 2 ? 0 : 1].taskDefinition;
            world.tasks.rows.push_back(std::make_shared<const console::Task>(made));
        }
        page.resize(size);
        page.show();
        page.go(QStringLiteral("web"));
    }
    void put(const console::Service& row) {
        world.services.rows = {std::make_shared<const console::Service>(row)};
    }
    void show() { page.apply(std::make_shared<const console::Snapshot>(world)); }
    void tab(const char* name) { page.go(QStringLiteral("web/") + QString::fromLatin1(name)); }
    QString sentence() { return page.findChild<PageHeader*>()->sentence().plain(); }
    template <typename Widget>
    QList<Widget*> visible() {
        QList<Widget*> all;
        for (auto* widget : page.findChildren<Widget*>())
            if (widget->isVisible()) all << widget;
        return all;
    }
    QString textOf(int row) {
        auto* model = visible<DataTable>().first()->model();
        return model->index(row, 0).data(Qt::AccessibleTextRole).toString();
    }
};

} // namespace

class ServicePageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { prepareDesks(); }
    void cleanup() { tidyDesks(); }

    void itsStateItsTasksAndItsEvents() {
        Bench bench;
        bench.show();
        QVERIFY2(bench.sentence().contains("web:2"), qPrintable(bench.sentence()));
        const auto tables = bench.visible<DataTable>();
        QCOMPARE(tables.size(), 2);
        QCOMPARE(bench.textOf(0), QString("web:2, primary, 2 healthy"));
        QCOMPARE(bench.textOf(3), QString("web:1, older, 3 healthy"));
        QCOMPARE(tables[0]->model()->rowCount(), 2 + 5 + 1); // the stopped one is folded away
        QCOMPARE(tables[1]->model()->rowCount(), 1);
        QVERIFY(!bench.visible<CountBar>().isEmpty());
    }

    void aGroupIsFoldedAndATaskOpened() {
        Bench bench;
        bench.show();
        QSignalSpy went(&bench.page, &Page::navigate);
        auto* table = bench.visible<DataTable>().first();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(table->model()->rowCount(), 1 + 1 + 3 + 1);
        QTest::keyClick(table, Qt::Key_Return);
        table->setCurrentIndex(table->model()->index(1, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(went.count(), 1);
        QVERIFY(went[0][0].toString().startsWith("task/t"));
    }

    void everyTabShowsItself() {
        Bench bench;
        bench.show();
        for (int i = 0; i < bench.page.tabs()->count(); ++i) {
            bench.page.tabs()->setCurrentIndex(i);
            QVERIFY(!bench.page.tabs()->tabText(i).isEmpty());
            bench.show();
            QVERIFY(!bench.page.grab().isNull());
        }
        bench.tab("json");
        QCOMPARE(bench.visible<JsonView>().size(), 1);
    }

    void eachTabAsksForWhatItNeedsAlone() {
        Bench bench;
        bench.show();
        QCOMPARE(bench.page.interest().service, bench.world.services.rows[0]->arn);
        QVERIFY(bench.page.interest().definitions.empty() && !bench.page.interest().families);
        QSignalSpy asked(&bench.page, &Page::interestChanged);
        bench.tab("definition");
        QVERIFY(asked.count() > 0);
        QVERIFY(bench.page.interest().families);
        QCOMPARE(bench.page.interest().definitions,
                 (std::set<std::string>{definitionArn("web:1"), definitionArn("web:2")}));
    }

    void deletedWhileItIsOpenItKeepsWhatWasKnown() {
        Bench bench;
        bench.show();
        QVERIFY(!bench.visible<ActButton>().isEmpty());
        bench.world.services.rows.clear();
        bench.world.tasks.rows.clear();
        bench.show();
        QVERIFY(bench.page.isGone());
        QVERIFY2(bench.sentence().contains("was deleted"), qPrintable(bench.sentence()));
        QVERIFY(bench.visible<ActButton>().isEmpty());
        QVERIFY(bench.page.targets().arns.empty());
        QCOMPARE(bench.visible<DataTable>().last()->model()->rowCount(), 1); // its event
        bench.tab("json");
        QCOMPARE(bench.visible<JsonView>().first()->document().str("serviceName"), std::string("web"));
    }

    void aListThatCannotBeReadIsNoDeletedService() {
        Bench bench;
        bench.show();
        bench.world.services.state = console::PartState::stale;
        bench.world.services.error = Error{"net.refused", "http://127.0.0.1:1/", "refused"};
        bench.show();
        QVERIFY(!bench.page.isGone());
        QVERIFY(!bench.visible<StaleBanner>().isEmpty());
    }

    void loadingUnknownDeniedAndFailedAreFourFaces() {
        using console::PartState;
        Bench bench;
        auto face = [&] {
            bench.show();
            return bench.visible<ListState>().first()->kind();
        };
        bench.world.services.rows.clear();
        bench.world.services.asOf = 0;
        bench.world.services.state = PartState::loading;
        QCOMPARE(face(), ListState::Kind::loading);
        QVERIFY(!bench.page.missing().isEmpty());
        bench.world.services.state = PartState::ok;
        QCOMPARE(face(), ListState::Kind::empty);
        bench.world.services.state = PartState::denied;
        bench.world.services.error = Error{"aws.AccessDeniedException", "", "no"};
        QCOMPARE(face(), ListState::Kind::denied);
        bench.world.services.state = PartState::failed;
        bench.world.services.error = Error{"net.refused", "http://127.0.0.1:1/", "refused"};
        QCOMPARE(face(), ListState::Kind::failed);
    }

    void anotherServiceBeginsAtItsOverview() {
        Bench bench;
        bench.show();
        bench.tab("json");
        bench.page.go("api");
        QCOMPARE(bench.page.tabs()->currentIndex(), 0);
        QCOMPARE(bench.visible<ListState>().first()->kind(), ListState::Kind::empty);
        bench.page.go("web");
        QVERIFY(bench.sentence().contains("web:2"));
    }

    void noMemberIsLeftOut() {
        const auto parsed = Json::parse(R"({"serviceName":"web","events":[{"message":"x"}],"deployments":[],
            "loadBalancers":[],"tags":[{"key":"team","value":"shop"}],"odd":{"list":[{"a":1},{"b":null}]},
            "placementStrategy":[{"type":"spread","field":"zone"},{"type":"binpack"}],
            "deploymentConfiguration":{"minimumHealthyPercent":50,"newMember":true}})");
        QVERIFY(parsed.has_value());
        QStringList pointers;
        for (const auto& line : configurationOf(*parsed)) {
            QVERIFY2(parsed->pointer(line.pointer), line.pointer.c_str());
            QVERIFY(!line.fact.label.isEmpty() && !line.fact.value.isEmpty());
            pointers << QString::fromStdString(line.pointer);
        }
        pointers.sort();
        QCOMPARE(pointers,
                 QStringList({"/deploymentConfiguration/minimumHealthyPercent",
                              "/deploymentConfiguration/newMember", "/loadBalancers", "/odd/list/0/a",
                              "/odd/list/1/b", "/placementStrategy/0/field", "/placementStrategy/0/type",
                              "/placementStrategy/1/type", "/serviceName", "/tags/0"}));
    }

    void theBarSaysItsSlots() {
        console::Rollout rollout;
        rollout.rolling = true;
        rollout.to = definitionArn("web:2");
        rollout.from = definitionArn("web:1");
        rollout.fresh = 2;
        rollout.old = 3;
        rollout.starting = 1;
        rollout.lower = 4;
        rollout.desired = 4;
        rollout.upper = 8;
        const CountBar::Content bar = barOf(rollout, false);
        QCOMPARE(bar.runs.size(), std::size_t{4});
        QVERIFY(bar.runs[0].slot == Slot::fresh && bar.runs[1].slot == Slot::old);
        QCOMPARE(bar.runs[3].count, 2); // room
        QCOMPARE(bar.upperWords, QString("at most 8 in all"));
        rollout.rolling = false;
        rollout.old = 0;
        QVERIFY(barOf(rollout, false).runs[0].slot == Slot::settled);
    }

    void revisionsAreThoseOfTheFamilyNewestFirst() {
        Bench bench;
        console::Family family;
        family.name = family.arn = "web";
        family.active = {10, 2};
        family.inactive = {1};
        bench.world.families.rows = {std::make_shared<const console::Family>(family)};
        const auto revisions = revisionsOf(*bench.world.services.rows[0], bench.world);
        QCOMPARE(revisions, (std::vector<std::string>{definitionArn("web:10"), definitionArn("web:2"),
                                                      definitionArn("web:1")}));
    }

    void inJapaneseNothingStaysEnglish() {
        Bench bench;
        bench.show();
        Languages::instance().set(Language::ja);
        QTRY_VERIFY2(bench.sentence().contains(QString::fromUtf8("タスク")), qPrintable(bench.sentence()));
        for (int i = 0; i < bench.page.tabs()->count(); ++i) {
            bench.page.tabs()->setCurrentIndex(i);
            QVERIFY2(pilothouse::ui::tests::foreignWord(bench.page.tabs()->tabText(i)).isEmpty(),
                     qPrintable(bench.page.tabs()->tabText(i)));
        }
        Languages::instance().set(Language::en);
        QTRY_VERIFY(bench.sentence().contains("web:2"));
    }

    void theWindowGoesThereAndBack() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.open();
        QTRY_VERIFY(desk.hasRows());
        desk.key(Qt::Key_Return);
        auto* page = qobject_cast<ServicePage*>(desk.page());
        QVERIFY(page);
        QTRY_VERIFY(desk.window.missing().isEmpty());
        QTRY_VERIFY(!desk.calls("ListServiceDeployments").isEmpty());
        desk.key(Qt::Key_Left, Qt::AltModifier);
        QVERIFY(!qobject_cast<ServicePage*>(desk.page()));
        desk.window.go("service/web");
        QTRY_VERIFY(desk.window.missing().isEmpty());
        desk.cluster.with([&] { desk.cluster.services.clear(); });
        desk.window.session().refresh();
        QTRY_VERIFY(page->isGone());
    }
};

static Registered<ServicePageTest> registered("service_page");
#include "service_page_test.moc"
