// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/endpoint.h"
#include "tests/ui/latin.h"
#include "tests/ui/world.h"
#include "ui/models/task_table_model.h"
#include "ui/pages/tasks_detail.h"
#include "ui/pages/tasks_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_bar.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/list_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/sheet.h"
#include "ui/words/language.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::ui;
using namespace pilothouse::ui::tests;

class TasksPageTest : public QObject {
    Q_OBJECT

private:
    struct Stage {
        ActRunner runner;
        Endpoint endpoint{runner};
        TasksPage page{&runner};
        DataTable* table = page.findChild<DataTable*>();
        FilterField* filter = page.findChild<FilterField*>();
        TaskDetail* detail = page.findChild<TaskDetail*>();
        ListState* state = page.findChild<ListState*>();
        console::Snapshot world;

        explicit Stage(console::Rows<console::Task> tasks = {
                           shared(taskOf(1, "web")), shared(taskOf(2, "web")), shared(taskOf(3, "worker"))}) {
            world = snapshotOf(std::move(tasks));
            page.resize(1200, 800);
            page.show();
            page.activateWindow();
            static_cast<void>(QTest::qWaitForWindowActive(&page));
            show();
            table->setFocus();
        }
        void show() { page.setSnapshot(std::make_shared<const console::Snapshot>(world)); }
        void press(Qt::Key key, Qt::KeyboardModifiers with = {}) {
            QTest::keyClick(QApplication::focusWidget(), key, with);
        }
        QString current() const {
            return static_cast<TaskTableModel*>(table->model())->arnAt(table->currentIndex().row());
        }
    };

private slots:
    void initTestCase() { Theme::instance().install(ThemeChoice::light); }
    void cleanup() { Languages::instance().set(Language::en); }

    void unknownEmptyOldDeniedAndFailedLookDifferent() {
        using console::PartState;
        Stage stage(console::Rows<console::Task>{});
        QCOMPARE(stage.state->kind(), ListState::Kind::empty);
        stage.world.tasks.asOf = 0;
        stage.world.tasks.state = PartState::loading;
        stage.show();
        QCOMPARE(stage.state->kind(), ListState::Kind::loading);
        QVERIFY(!stage.page.isSettled());
        stage.world.tasks.state = PartState::denied;
        stage.world.tasks.error = Error{"aws.AccessDeniedException", "", "not authorized"};
        stage.show();
        QCOMPARE(stage.state->kind(), ListState::Kind::denied);
        stage.world.tasks.state = PartState::failed;
        stage.world.tasks.error = Error{"net.refused", "http://127.0.0.1:1/", "refused"};
        stage.show();
        QCOMPARE(stage.state->kind(), ListState::Kind::failed);
        stage.world = snapshotOf({shared(taskOf(1))});
        stage.world.tasks.state = PartState::stale;
        stage.show();
        QVERIFY(stage.table->isVisible());
        QVERIFY(stage.page.findChild<StaleBanner*>()->isVisible());
        QVERIFY(stage.page.isSettled());
    }

    void theDetailFollowsTheCursor() {
        Stage stage;
        stage.press(Qt::Key_Home, Qt::ControlModifier);
        const QString first = stage.current();
        QCOMPARE(stage.detail->arn(), first);
        stage.press(Qt::Key_Down);
        QVERIFY(stage.current() != first);
        QCOMPARE(stage.detail->arn(), stage.current());
        stage.press(Qt::Key_K);
        QCOMPARE(stage.detail->arn(), first);
        stage.press(Qt::Key_Escape);
        QVERIFY(!stage.detail->isVisible());
        stage.press(Qt::Key_Space);
        QVERIFY(stage.detail->isVisible());
    }

    void aTaskThatIsNoLongerToldSaysSo() {
        Stage stage;
        stage.page.showTask(QString::fromStdString(taskOf(2).id));
        QCOMPARE(stage.detail->arn(), QString::fromStdString(taskOf(2).arn));
        QVERIFY(stage.page.isSettled());
    }

    void aTaskAskedForEarlyIsShownOnceItIsTold() {
        Stage stage({shared(taskOf(1))});
        stage.page.showTask(QString::fromStdString(taskOf(9).id));
        stage.world = snapshotOf({shared(taskOf(1)), shared(taskOf(9))});
        stage.show();
        QCOMPARE(stage.detail->arn(), QString::fromStdString(taskOf(9).arn));
    }

    void filterByKeyboard() {
        Stage stage;
        stage.press(Qt::Key_Slash);
        QCOMPARE(QApplication::focusWidget(), stage.filter);
        QTest::keyClicks(stage.filter, QStringLiteral("service:worker"));
        QCOMPARE(stage.table->model()->rowCount(), 1);
        QCOMPARE(stage.filter->accessibleDescription(), QStringLiteral("1 of 3"));
        QTest::keyClicks(stage.filter, QStringLiteral("x"));
        QCOMPARE(stage.state->kind(), ListState::Kind::noMatch);
        stage.press(Qt::Key_Escape);
        QCOMPARE(stage.table->model()->rowCount(), 3);
        stage.press(Qt::Key_Escape);
        QCOMPARE(QApplication::focusWidget(), stage.table);
    }

    void marksOpenOneQuestionForThatManyTasks() {
        Stage stage;
        stage.press(Qt::Key_A, Qt::ControlModifier);
        auto* bar = stage.page.findChild<ActionBar*>();
        QVERIFY(bar->isVisible());
        QVERIFY(bar->accessibleName().startsWith(QStringLiteral("3 tasks")));
        stage.press(Qt::Key_Delete);
        auto* sheet = stage.page.findChild<ui::Sheet*>();
        QVERIFY(sheet);
        QVERIFY(stage.endpoint.asked.empty()); // a question first
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(int(stage.endpoint.asked.size()), 3);
    }

    void aMarkIsSetByItsBox() {
        Stage stage;
        const auto at = [&](int row) {
            return stage.table->visualRect(stage.table->model()->index(row, 0)).center();
        };
        QTest::mouseClick(stage.table->viewport(), Qt::LeftButton, {}, at(0));
        QTest::mouseClick(stage.table->viewport(), Qt::LeftButton, {}, at(2));
        QCOMPARE(stage.table->selectionModel()->selectedRows().size(), 2);
        QTest::mouseClick(stage.table->viewport(), Qt::LeftButton, {}, at(0));
        QCOMPARE(stage.table->selectionModel()->selectedRows().size(), 1);
    }

    void marksSurviveARefresh() {
        Stage stage;
        stage.table->selectRow(
            static_cast<TaskTableModel*>(stage.table->model())->rowOf(QString::fromStdString(taskOf(2).arn)));
        stage.world = snapshotOf({shared(taskOf(0, "aaa", ecs::TaskStatus::pending)),
                                  shared(taskOf(2, "web")), shared(taskOf(3, "worker"))});
        stage.show();
        QCOMPARE(stage.current(), QString::fromStdString(taskOf(2).arn));
        QCOMPARE(stage.table->selectionModel()->selectedRows().size(), 1);
    }

    void oldDataIsNotActedOn() {
        Stage stage;
        stage.world.tasks.state = console::PartState::stale;
        stage.show();
        stage.press(Qt::Key_A, Qt::ControlModifier);
        stage.press(Qt::Key_Delete);
        QVERIFY(!stage.page.findChild<ui::Sheet*>());
    }

    void arnsAreCopied() {
        Stage stage;
        stage.press(Qt::Key_A, Qt::ControlModifier);
        stage.press(Qt::Key_C);
        QCOMPARE(QApplication::clipboard()->text().split(u'\n').size(), 3);
        stage.press(Qt::Key_C, Qt::ShiftModifier);
        QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("aws ecs describe-tasks ")));
    }

    void sortByAColumnAndBack() {
        Stage stage;
        auto* header = stage.table->horizontalHeader();
        const auto press = [&](int column) {
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                              QPoint(header->sectionViewportPosition(column) + 12, header->height() / 2));
        };
        auto* model = static_cast<TaskTableModel*>(stage.table->model());
        press(TaskTableModel::Id);
        QCOMPARE(model->sortColumn(), int(TaskTableModel::Id));
        press(TaskTableModel::Id);
        QCOMPARE(model->sortOrder(), Qt::DescendingOrder);
        press(TaskTableModel::Id);
        QCOMPARE(model->sortColumn(), -1); // trouble first again
    }

    void theLanguageIsSwitchedLive() {
        auto failed = taskOf(4, "web", ecs::TaskStatus::stopped);
        failed.stopCode = "TaskFailedToStart";
        failed.stoppedReason = "CannotPullContainerError: manifest unknown";
        Stage stage({shared(failed)});
        stage.press(Qt::Key_Home, Qt::ControlModifier);
        Languages::instance().set(Language::ja);
        QCoreApplication::processEvents();
        const auto* header = stage.page.findChild<PageHeader*>();
        QVERIFY(header->sentence().plain().contains(QStringLiteral("タスク")));
        const QString reason = stage.table->model()->index(0, TaskTableModel::Reason).data().toString();
        QCOMPARE(reason, QStringLiteral("イメージの取得失敗"));
        QCOMPARE(stage.table->model()->headerData(TaskTableModel::Service, Qt::Horizontal).toString(),
                 QStringLiteral("サービス"));
        QCOMPARE(stage.detail->accessibleName(),
                 QStringLiteral("タスク %1").arg(QString::fromStdString(failed.id).left(8)));
    }

    void noEnglishIsLeftOnAJapaneseScreen() {
        Stage stage;
        stage.press(Qt::Key_A, Qt::ControlModifier);
        Languages::instance().set(Language::ja);
        QCoreApplication::processEvents();
        static const QRegularExpression data(QStringLiteral("<[^>]*>|web|worker|[0-9a-f]{8,}"));
        for (auto* widget : stage.page.findChildren<QWidget*>()) {
            if (!widget->isVisible()) continue; // told anew when it is shown
            QStringList texts{widget->toolTip(), widget->accessibleName()};
            if (const auto* label = qobject_cast<QLabel*>(widget)) texts << label->text();
            if (const auto* button = qobject_cast<QAbstractButton*>(widget)) texts << button->text();
            if (const auto* field = qobject_cast<QLineEdit*>(widget)) texts << field->placeholderText();
            for (QString& text : texts)
                QVERIFY2(foreignWord(QString(text).remove(data)).isEmpty(), qPrintable(text));
        }
        for (int column = 0; column < TaskTableModel::ColumnCount; ++column)
            QVERIFY(
                foreignWord(stage.table->model()->headerData(column, Qt::Horizontal).toString()).isEmpty());
    }

    void whatWaitsUnderThePointerIsAppliedWhenAsked() {
        Stage stage;
        auto* model = static_cast<TaskTableModel*>(stage.table->model());
        model->setFrozen(true);
        stage.world = snapshotOf({shared(taskOf(1, "web"))});
        stage.show();
        QCOMPARE(model->rowCount(), 3);
        for (auto* sentence : stage.page.findChildren<QLabel*>())
            if (sentence->isVisible() && sentence->text().contains(QStringLiteral("\"apply\"")))
                emit sentence->linkActivated(QStringLiteral("apply"));
        QCOMPARE(model->rowCount(), 1);
        QCOMPARE(model->heldChanges(), 0);
    }

    void everythingThatTakesTheKeyboardHasAName() {
        Stage stage;
        stage.press(Qt::Key_A, Qt::ControlModifier);
        for (auto language : {Language::en, Language::ja}) {
            Languages::instance().set(language);
            QCoreApplication::processEvents();
            for (auto* widget : stage.page.findChildren<QWidget*>()) {
                if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible()) continue;
                const auto* button = qobject_cast<QAbstractButton*>(widget);
                QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                         widget->metaObject()->className());
            }
        }
    }

    void aNarrowPageShowsOneThingAtATime() {
        Stage stage;
        stage.page.resize(700, 700);
        stage.press(Qt::Key_Home, Qt::ControlModifier);
        QVERIFY(stage.detail->isVisible());
        QVERIFY(!stage.table->isVisible());
        emit stage.detail->closed();
        QVERIFY(stage.table->isVisible());
        QVERIFY(!stage.detail->isVisible());
    }
};

static pilothouse::tests::Registered<TasksPageTest> registered("tasks_page");
#include "tasks_page_test.moc"
