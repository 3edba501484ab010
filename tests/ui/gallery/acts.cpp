// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every question of the catalogue over a window.
#include "core/base/arn.h"
#include "core/console/merge.h"
#include "tests/ui/gallery/sheets.h"
#include "tests/ui/gallery/world.h"
#include "ui/acts/act.h"
#include "ui/dialogs/act_runner.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/sheet.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

namespace pilothouse::ui::gallery {

namespace {

const ArnMaker maker{"ap-northeast-1", "123456789012"};

std::string definition(const char* family, int revision) {
    return maker.taskDefinition(family, revision);
}

Json document(const std::string& arn) {
    const bool newer = arn.ends_with("44");
    return Json::object(
        {{"family", "web"},
         {"taskDefinitionArn", arn},
         {"networkMode", arn.find("pay") == std::string::npos ? "bridge" : "awsvpc"},
         {"cpu", "512"},
         {"memory", newer ? "1024" : "768"},
         {"containerDefinitions",
          Json::array(
              {Json::object(
                   {{"name", "app"},
                    {"image", newer ? "registry.example/web:3.12.0" : "registry.example/web:3.11.4"},
                    {"cpu", 320},
                    {"memory", 640},
                    {"environment", Json::array({Json::object(
                                        {{"name", "LOG_LEVEL"}, {"value", newer ? "info" : "debug"}})})}}),
               Json::object({{"name", "nginx"}, {"image", "nginx:1.27"}, {"memory", 96}})})}});
}

Result<Json> reply(const console::Act& act) {
    const std::string& operation = act.operation;
    if (operation == "ListTaskDefinitions")
        return Json::object(
            {{"taskDefinitionArns", Json::array({definition("web", 44), definition("web", 43),
                                                 definition("web", 42), definition("batch-report", 8)})}});
    if (operation == "DescribeTaskDefinition")
        return Json::object({{"taskDefinition", document(act.input.str("taskDefinition"))}});
    if (operation == "ListServiceDeployments") {
        Json all = Json::array();
        for (int i = 0; i < 3; ++i)
            all.push(Json::object(
                {{"serviceDeploymentArn", maker.serviceDeployment("production", "web", std::to_string(i))},
                 {"targetServiceRevisionArn",
                  maker.serviceRevision("production", "web", std::to_string(42 - i))},
                 {"finishedAt", Json::seconds(worldNow() - (i + 1) * 93'000'000)},
                 {"status", "SUCCESSFUL"}}));
        return Json::object({{"serviceDeployments", all}});
    }
    if (operation == "DescribeServiceRevisions") {
        Json all = Json::array();
        for (const Json& arn : act.input.at("serviceRevisionArns").items()) {
            const std::string digits(lastPart(arn.asString()));
            all.push(Json::object(
                {{"serviceRevisionArn", arn}, {"taskDefinition", definition("web", std::stoi(digits))}}));
        }
        return Json::object({{"serviceRevisions", all}});
    }
    return fail("aws.ThrottlingException", "", "Rate exceeded");
}

std::shared_ptr<console::Snapshot> world() {
    auto all = std::make_shared<console::Snapshot>(*worldSnapshot());
    all->endpointUrl = "https://ecs.ap-northeast-1.amazonaws.com";
    all->clusters.state = all->services.state = all->families.state = all->serviceDeployments.state =
        all->serviceRevisions.state = console::PartState::ok;
    console::Service web = worldService();
    web.running = web.desired;
    all->services.rows = console::mergeRows<console::Service>({}, {web});
    std::vector<console::Instance> instances;
    for (const auto& row : all->instances.rows) {
        instances.push_back(*row);
        instances.back().running = 3;
    }
    all->instances.rows = console::mergeRows<console::Instance>({}, instances);
    console::Cluster empty;
    empty.name = "staging";
    empty.arn = maker.cluster("staging");
    empty.status = "ACTIVE";
    console::Cluster open = empty;
    open.name = "production";
    open.arn = maker.cluster("production");
    open.activeServices = 14;
    all->clusters.rows = console::mergeRows<console::Cluster>({}, {open, empty});
    console::ServiceDeployment rolling;
    rolling.arn = maker.serviceDeployment("production", "web", "GrqgtNOb2pRlGgAjq");
    rolling.status = "IN_PROGRESS";
    rolling.requested = 12;
    rolling.running = 5;
    rolling.targetRevision = maker.serviceRevision("production", "web", "43");
    rolling.sourceRevisions = {maker.serviceRevision("production", "web", "42")};
    console::ServiceRevision to, from;
    to.arn = rolling.targetRevision;
    to.taskDefinition = definition("web", 43);
    from.arn = rolling.sourceRevisions.front();
    from.taskDefinition = definition("web", 42);
    all->serviceDeployments.rows = {std::make_shared<console::ServiceDeployment>(rolling)};
    all->serviceRevisions.rows = console::mergeRows<console::ServiceRevision>({}, {to, from});
    return all;
}

struct Picture {
    const char* name;
    const char* act;
    Targets targets;
    QString argument;
    std::function<void(ui::Sheet*)> then = {};
    QSize size{900, 700};
};

QPixmap draw(const Picture& picture) {
    const auto snapshot = world();
    Surface window(Ground::page);
    ActRunner runner;
    runner.setSend([](console::Act act, ActRunner::Done done) { done(reply(act)); });
    runner.setNewest([snapshot] { return snapshot; });
    window.resize(picture.size);
    window.show();
    auto settle = [] {
        for (int i = 0; i < 6; ++i)
            QCoreApplication::sendPostedEvents(), QApplication::processEvents();
    };
    settle();
    actKind(picture.act)->open(&window, &runner, {snapshot, picture.targets, picture.argument});
    settle();
    if (auto* sheet = window.findChild<ui::Sheet*>(); sheet && picture.then) picture.then(sheet);
    settle();
    return window.grab();
}

void openRequest(ui::Sheet* sheet) {
    if (auto* button = sheet->findChild<QToolButton*>(QStringLiteral("request"))) button->setChecked(true);
}

void press(ui::Sheet* sheet) {
    for (auto* button : sheet->findChildren<QPushButton*>())
        if (button->isDefault()) button->click();
}

void type(ui::Sheet* sheet, const char* field, const QString& text) {
    QWidget* widget = sheet->findChild<QWidget*>(QString::fromLatin1(field));
    if (auto* line = qobject_cast<QLineEdit*>(widget)) line->setText(text);
    if (auto* box = qobject_cast<QComboBox*>(widget)) box->setEditText(text);
}

Targets tasksOfWorld(bool stopped) {
    Targets targets{Targets::Kind::task, {}};
    const auto all = worldSnapshot();
    for (const auto& task : all->tasks.rows)
        if ((task->lastStatus == ecs::TaskStatus::stopped) == stopped) targets.arns.push_back(task->arn);
    return targets;
}

std::vector<Picture> pictures() {
    const Targets web{Targets::Kind::service, {worldService().arn}};
    Targets instances{Targets::Kind::instance, {}};
    const auto all = world();
    for (const auto& row : all->instances.rows)
        if (instances.arns.size() < 2) instances.arns.push_back(row->arn);
    return {
        {"scale", "service.scale", web, QStringLiteral("16"), openRequest},
        {"scale-failed", "service.scale", web, QStringLiteral("16"), press},
        {"force", "service.force", web, {}},
        {"deploy", "service.deploy", web, QStringLiteral("44")},
        {"deploy-request", "service.deploy", web, QStringLiteral("44"), openRequest, {900, 520}},
        {"rollback", "service.rollback", web, {}},
        {"create", "service.create", {}, QStringLiteral("checkout")},
        {"create-more",
         "service.create",
         {},
         {},
         [](ui::Sheet* sheet) {
             type(sheet, "serviceName", QStringLiteral("web"));
             type(sheet, "definition", QStringLiteral("payments:3"));
             type(sheet, "tags", QStringLiteral("team"));
             sheet->findChild<QToolButton*>(QStringLiteral("more"))->setChecked(true);
         }},
        {"run", "task.run", {}, QStringLiteral("web:44 3")},
        {"run-more",
         "task.run",
         {},
         QStringLiteral("web:44 3"),
         [](ui::Sheet* sheet) {
             sheet->findChild<QToolButton*>(QStringLiteral("more"))->setChecked(true);
             openRequest(sheet);
         }},
        {"again", "task.again", tasksOfWorld(true), {}},
        {"delete", "service.delete", web, {}},
        {"stop-deployment",
         "deployment.stop",
         {Targets::Kind::deployment, {all->serviceDeployments.rows[0]->arn}},
         {}},
        {"stop", "task.stop", tasksOfWorld(false), {}},
        {"drain", "instance.drain", instances, {}},
        {"cluster-create", "cluster.create", {}, QStringLiteral("produc tion")},
        {"cluster-delete", "cluster.delete", {Targets::Kind::cluster, {maker.cluster("staging")}}, {}},
        {"deregister",
         "definition.deregister",
         {Targets::Kind::definition, {worldService().taskDefinition, definition("web", 41)}},
         {}},
    };
}

} // namespace

std::vector<Sheet> actSheets() {
    std::vector<Sheet> all;
    for (const Picture& picture : pictures())
        all.push_back({QStringLiteral("act-") + QString::fromLatin1(picture.name),
                       [picture] { return draw(picture); }});
    return all;
}

} // namespace pilothouse::ui::gallery
