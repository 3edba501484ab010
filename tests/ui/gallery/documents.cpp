// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/gallery/sheets.h"
#include "ui/widgets/diff_view.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/json_text.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/panel.h"

#include <QApplication>
#include <QHBoxLayout>

namespace pilothouse::ui::gallery {

namespace {

Json variable(const char* name, const char* value) {
    return Json::object({{"name", name}, {"value", value}});
}

Json definition() {
    Json app = Json::object({{"name", "app"}, {"image", "web:3.11.4"}, {"essential", true}, {"cpu", 320}});
    app.set("memory", 640);
    app.set("memoryReservation", 512);
    app.set("portMappings", Json::array({Json::object({{"containerPort", 3000}, {"protocol", "tcp"}})}));
    app.set("environment", Json::array({variable("NODE_ENV", "production"), variable("LOG_LEVEL", "info"),
                                        variable("GREETING", "こんにちは")}));
    app.set("healthCheck", Json::object({{"command", Json::array({"CMD-SHELL", "curl -f localhost/healthz"})},
                                         {"interval", 10},
                                         {"timeout", 5},
                                         {"retries", 3},
                                         {"startPeriod", 30}}));
    Json nginx = Json::object({{"name", "nginx"}, {"image", "nginx:1.27"}, {"essential", true}});
    nginx.set("dependsOn", Json::array({Json::object({{"containerName", "app"}, {"condition", "START"}})}));
    Json all = Json::object({{"family", "web"}, {"networkMode", "awsvpc"}, {"cpu", "512"}});
    all.set("memory", "1024");
    all.set("containerDefinitions", Json::array({app, nginx}));
    return all;
}

Json changed() {
    Json all = definition();
    auto& containers = all.find("containerDefinitions")->mutableItems();
    containers[0].set("image", "web:latest");
    containers[0].set("memoryReservation", 768);
    auto& variables = containers[0].find("environment")->mutableItems();
    variables.insert(variables.begin() + 1, variable("DB_PASSWORD", "secret"));
    containers[1].find("dependsOn")->mutableItems()[0].set("condition", "HEALTHY");
    return all;
}

} // namespace

QPixmap documentsSheet() {
    Surface window(Ground::page);
    window.resize(1600, 620);
    auto* row = new QHBoxLayout(&window);
    auto* view = new JsonView;
    view->set(definition());
    view->text()->setMarks({{6, {Shape::atRisk, {}}}, {10, {Shape::trouble, {}}}});
    view->findBar()->find(QStringLiteral("name"));
    auto* wide = new DiffView;
    wide->set(definition(), QStringLiteral("web:43"), changed(), QStringLiteral("web:44"));
    auto* narrow = new DiffView;
    narrow->set(definition(), QStringLiteral("web:43"), changed(), QStringLiteral("web:44"));
    view->setFixedWidth(400);
    narrow->setFixedWidth(400);
    row->addWidget(view);
    row->addWidget(wide, 1);
    row->addWidget(narrow);
    window.show();
    for (int i = 0; i < 4; ++i)
        QCoreApplication::sendPostedEvents(), QApplication::processEvents();
    wide->step(1);
    return window.grab();
}

} // namespace pilothouse::ui::gallery
