// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/gallery/sheets.h"
#include "tests/ui/gallery/world.h"
#include "ui/dialogs/act_runner.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QItemSelectionModel>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace pilothouse::ui::gallery {

namespace {

/// A page in a window of its own, answered by `send`.
struct Stage {
    Surface window{Ground::page};
    ActRunner runner;
    TasksPage* page;

    explicit Stage(QSize size, std::shared_ptr<const console::Snapshot> snapshot = worldSnapshot()) {
        runner.setSend([](console::Act act, ActRunner::Done done) {
            if (act.operation == "ListTaskDefinitions")
                done(Json::object(
                    {{"taskDefinitionArns",
                      Json::array({"arn:aws:ecs:ap-northeast-1:123456789012:task-definition/batch-report:8",
                                   "arn:aws:ecs:ap-northeast-1:123456789012:task-definition/web:43"})}}));
            else if (act.operation == "UpdateService")
                done(pilothouse::fail("aws.ThrottlingException", "", "Rate exceeded"));
        });
        window.resize(size);
        auto* column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        page = new TasksPage(&runner);
        column->addWidget(page);
        window.show();
        page->setSnapshot(std::move(snapshot));
        page->tick(worldNow());
        settle();
    }
    void mark(int rows) {
        auto* table = page->findChild<DataTable*>();
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        for (int r = 0; r < rows; ++r)
            table->selectionModel()->select(table->model()->index(r, 0),
                                            QItemSelectionModel::Select | QItemSelectionModel::Rows);
        settle();
    }
    static void settle() {
        for (int i = 0; i < 4; ++i)
            QCoreApplication::sendPostedEvents(), QApplication::processEvents();
    }
    QPixmap grab() {
        settle();
        return window.grab();
    }
};

std::shared_ptr<const console::Snapshot> inState(console::PartState state, std::optional<Error> error,
                                                 bool rows) {
    auto snapshot = std::make_shared<console::Snapshot>(*worldSnapshot());
    snapshot->tasks.state = state;
    snapshot->tasks.error = std::move(error);
    if (!rows) snapshot->tasks.rows.clear();
    if (state == console::PartState::loading) snapshot->tasks.asOf = 0;
    if (state == console::PartState::stale) snapshot->tasks.asOf -= 40'000;
    return snapshot;
}

} // namespace

QPixmap tasksSheet() {
    Stage stage({1224, 836});
    stage.mark(4);
    return stage.grab();
}

QPixmap tasksRunningSheet() {
    Stage stage({1224, 836});
    stage.page->showTask(QStringLiteral("22f828764a0b91c7d35e68f2a0b91c7d"));
    return stage.grab();
}

QPixmap tasksNarrowSheet() {
    Stage stage({852, 760});
    stage.mark(1);
    return stage.grab();
}

QPixmap statesSheet() {
    using console::PartState;
    const Error denied{
        "aws.AccessDeniedException", "",
        "User: arn:aws:iam::123456789012:user/reader is not authorized to perform: ecs:ListTasks"};
    const Error refused{"net.refused", "http://127.0.0.1:7717/", "Failed to connect to 127.0.0.1 port 7717"};
    const std::shared_ptr<const console::Snapshot> worlds[] = {
        inState(PartState::loading, {}, false), inState(PartState::ok, {}, false),
        inState(PartState::stale, refused, true), inState(PartState::denied, denied, false),
        inState(PartState::failed, refused, false)};
    QPixmap all(1240, 1000);
    all.fill(Qt::darkGray);
    QPainter painter(&all);
    for (int i = 0; i < 5; ++i) {
        Stage stage({610, 320}, worlds[i]);
        painter.drawPixmap((i % 2) * 620, (i / 2) * 330, stage.grab());
    }
    Stage stage({610, 320});
    stage.page->setFilterText(QStringLiteral("service:nothing"));
    painter.drawPixmap(620, 660, stage.grab());
    return all;
}

} // namespace pilothouse::ui::gallery
