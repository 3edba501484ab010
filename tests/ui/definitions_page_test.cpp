// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Families of task definitions and the revisions of one.
#include "tests/support/test_registry.h"
#include "tests/ui/definitions.h"
#include "tests/ui/latin.h"
#include "ui/acts/act_button.h"
#include "ui/dialogs/act_runner.h"
#include "ui/models/revision_table_model.h"
#include "ui/pages/definition_summary.h"
#include "ui/pages/families_view.h"
#include "ui/pages/family_view.h"
#include "ui/pages/revision_compare.h"
#include "ui/theme/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/diff_view.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/list_state.h"
#include "ui/widgets/page_header.h"
#include "ui/words/changes.h"
#include "ui/words/language.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTabBar>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::ui;
using namespace pilothouse::ui::tests;
using console::PartState;

class DefinitionsPageTest : public QObject {
    Q_OBJECT

private:
    static auto shared(const console::Snapshot& snapshot) {
        return std::make_shared<const console::Snapshot>(snapshot);
    }
    template <typename View>
    static void show(View& view) {
        view.resize(1200, 800);
        view.show();
        view.activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(&view));
    }

private slots:
    void initTestCase() { Theme::instance().install(ThemeChoice::light); }
    void cleanup() { Languages::instance().set(Language::en); }

    void familiesWithWhatRuns() {
        FamiliesView view;
        show(view);
        view.apply(shared(definitionWorld()), {"worker"});
        auto* model = view.table()->model();
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("web"));
        QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("3"));
        QCOMPARE(model->index(0, 4).data().toString(), QStringLiteral("web"));
        QCOMPARE(model->index(2, 0).data().toString(), QStringLiteral("old")); // nothing active: last
        QVERIFY(view.header()->sentence().plain().contains(QStringLiteral("1 draft waits")));
        QTest::keyClicks(view.filter(), QStringLiteral("is:draft"));
        QCOMPARE(model->rowCount(), 1);
        QTest::keyClick(view.filter(), Qt::Key_Return);
        QSignalSpy opened(&view, &FamiliesView::opened);
        QTest::keyClick(view.table(), Qt::Key_Return);
        QCOMPARE(opened.value(0).value(0).toString(), QStringLiteral("worker"));
    }

    void unknownEmptyDeniedAndFailedLookDifferent() {
        FamiliesView view;
        show(view);
        auto* state = view.findChild<ListState*>();
        console::Snapshot world;
        view.apply(shared(world), {});
        QCOMPARE(state->kind(), ListState::Kind::loading);
        world.families.state = PartState::ok;
        view.apply(shared(world), {});
        QCOMPARE(state->kind(), ListState::Kind::empty);
        world.families.state = PartState::denied;
        world.families.error = Error{"aws.AccessDeniedException", "", "not authorized"};
        view.apply(shared(world), {});
        QCOMPARE(state->kind(), ListState::Kind::denied);
        world = definitionWorld();
        world.families.state = PartState::stale;
        world.families.error = Error{"net.refused", "", "refused"};
        view.apply(shared(world), {});
        QVERIFY(view.table()->isVisible());
        QVERIFY(view.findChild<StaleBanner*>()->isVisible());
    }

    void aRevisionIsAskedForAndShown() {
        ActRunner runner;
        FamilyView view(runner);
        show(view);
        auto world = definitionWorld();
        const auto whole = world.definitions;
        world.definitions.rows.clear();
        view.apply(shared(world));
        view.open("web", 2);
        QCOMPARE(view.wanted(), std::set<std::string>{definitionArn("web", 2)});
        QVERIFY(!view.isWhole());
        world.definitions = whole;
        view.apply(shared(world));
        QVERIFY(view.isWhole());
        QVERIFY(view.findChild<DefinitionSummary*>()->isVisible());
        view.tabs()->setCurrentIndex(FamilyView::Document);
        QCOMPARE(view.findChild<JsonView*>()->document().integer("revision"), 2);
    }

    void theCursorIsTheQuery() {
        ActRunner runner;
        FamilyView view(runner);
        show(view);
        view.apply(shared(definitionWorld()));
        view.open("web", 0);
        QCOMPARE(view.revision(), 3);
        view.table()->setFocus();
        QTest::keyClick(view.table(), Qt::Key_Down);
        QCOMPARE(view.revision(), 2);
        QVERIFY(view.findChild<PageHeader*>()->sentence().plain().startsWith(QStringLiteral("Revision 2")));
        view.apply(shared(definitionWorld()));
        QCOMPARE(view.revision(), 2); // a refresh moves nothing
    }

    void anyTwoAreCompared() {
        ActRunner runner;
        FamilyView view(runner);
        show(view);
        view.apply(shared(definitionWorld()));
        view.open("web", 3);
        const auto mark = [&](int row) {
            QTest::mouseClick(view.table()->viewport(), Qt::LeftButton, {},
                              view.table()->visualRect(view.table()->model()->index(row, 0)).center());
        };
        mark(2); // revision 1, beside 3
        QCOMPARE(view.tabs()->currentIndex(), int(FamilyView::Difference));
        const auto* compare = view.findChild<RevisionCompare*>();
        QVERIFY(compare->isVisible());
        QCOMPARE(int(compare->view()->changes().size()), 2); // image and a variable, not revision or ARN
        QCOMPARE(sayChange(compare->view()->changes()[0]).plain(),
                 QStringLiteral("app: image web:1 → web:3"));
    }

    void theFirstRevisionHasNothingBefore() {
        ActRunner runner;
        FamilyView view(runner);
        show(view);
        view.apply(shared(definitionWorld()));
        view.open("web", 1);
        view.tabs()->setCurrentIndex(FamilyView::Difference);
        QVERIFY(!view.findChild<DiffView*>()->isVisible());
    }

    void changesInWords() {
        const Json older = Json::parse(R"({"cpu": "256", "containerDefinitions": [{"name": "app", "memory": 5,
            "environment": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]}]})")
                               .value();
        const Json newer = Json::parse(R"({"containerDefinitions": [{"name": "app", "memory": 6,
            "environment": [{"name": "A", "value": "3"}, {"name": "C", "value": "4"}]}, {"name": "log"}]})")
                               .value();
        QStringList words;
        for (const auto& change : console::differences(older, newer))
            words << sayChange(change).plain();
        QCOMPARE(words, (QStringList{"app: memory 5 → 6", "app: variable A 1 → 3",
                                     "app: variable C is new, 4", "Container log is new",
                                     "app: variable B is gone, it was 2", "cpu is gone, it was 256"}));
    }

    void aFamilyThatIsGoneSaysSo() {
        ActRunner runner;
        FamilyView view(runner);
        show(view);
        view.apply(shared(definitionWorld()));
        view.open("nothing", 0);
        QCOMPARE(view.findChild<ListState*>()->kind(), ListState::Kind::empty);
    }

    void readOnlyConnectionsHaveNoActs() {
        ActRunner runner;
        runner.setReadOnly(true);
        FamilyView view(runner);
        show(view);
        view.apply(shared(definitionWorld()));
        view.open("web", 3);
        auto* deregister = view.findChild<ActButton*>(QStringLiteral("definition.deregister"));
        QVERIFY(deregister && !deregister->isVisible());
    }
};

static pilothouse::tests::Registered<DefinitionsPageTest> registered("definitions_page");
#include "definitions_page_test.moc"
