// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/world/scene/overlays.h"

#include "tests/world/scene/stage.h"
#include "ui/acts/act.h"
#include "ui/frame/connection.h"
#include "ui/frame/connections.h"
#include "ui/palette/palette.h"
#include "ui/widgets/sheet.h"

#include <QAction>

namespace pilothouse::tests {

using namespace ui;
using Kind = Targets::Kind;

namespace {

const QString sheetPrefix = QStringLiteral("sheet-");

QString sheetName(const ActKind& act) {
    return sheetPrefix + QString::fromLatin1(act.id).replace('.', '-');
}

template <typename Row>
void add(Targets& targets, const console::Part<Row>& part, const std::function<bool(const Row&)>& wanted,
         std::size_t most = 1) {
    for (const auto& row : part.rows)
        if (targets.arns.size() < most && wanted(*row)) targets.arns.push_back(row->arn);
}

/// What a person would ask it of in the fixed world.
Targets targetsFor(const ActKind& act, const console::Snapshot& snapshot) {
    const std::string_view id = act.id;
    Targets targets{act.on, {}};
    switch (act.on) {
    case Kind::cluster:
        add<console::Cluster>(targets, snapshot.clusters,
                              [](const auto& c) { return c.name == "data-batch"; });
        break;
    case Kind::service: {
        const std::string name = id == "service.rollback" ? "payments"
                                 : id == "service.delete" ? "admin"
                                                          : "web";
        add<console::Service>(targets, snapshot.services, [&](const auto& s) { return s.name == name; });
        break;
    }
    case Kind::task:
        add<console::Task>(
            targets, snapshot.tasks,
            [](const auto& t) { return t.service == "web" && t.lastStatus == ecs::TaskStatus::running; },
            act.several ? 2 : 1);
        break;
    case Kind::instance: {
        const std::string status = id == "instance.activate" ? "DRAINING" : "ACTIVE";
        add<console::Instance>(targets, snapshot.instances,
                               [&](const auto& i) { return i.status == status; });
        break;
    }
    case Kind::definition:
        targets.arns = {"arn:aws:ecs:ap-northeast-1:123456789012:task-definition/" +
                        std::string(id == "definition.deregister" ? "admin:11" : "web:43")};
        break;
    case Kind::deployment:
        add<console::ServiceDeployment>(targets, snapshot.serviceDeployments,
                                        [](const auto& d) { return d.status == "IN_PROGRESS"; });
        break;
    case Kind::none:
    case Kind::connection:
        break;
    }
    return targets;
}

bool openPalette(Stage& stage, const QString& text) {
    for (auto* action : stage.window.findChildren<QAction*>())
        if (action->shortcuts().contains(QKeySequence(QStringLiteral("Ctrl+K")))) action->trigger();
    auto* palette = stage.window.findChild<Palette*>();
    stage.error = "the palette";
    if (palette) palette->setText(text);
    return palette;
}

/// The deployments of a service are read where a page shows them; here there may be none such.
bool readDeployments(Stage& stage) {
    Session& session = stage.window.session();
    console::Interest interest;
    for (const auto& service : session.snapshot()->services.rows)
        if (service->name == "web") interest.service = service->arn;
    interest.cluster = session.snapshot()->cluster;
    session.setInterest(interest);
    return stage.wait([&] { return !session.snapshot()->serviceDeployments.rows.empty(); },
                      "the deployments of web");
}

bool openSheet(Stage& stage, const ActKind& act) {
    if (act.on == Kind::deployment && !readDeployments(stage)) return false;
    const Asking asking{
        stage.window.session().snapshot(), targetsFor(act, *stage.window.session().snapshot()), {}};
    // The one act that is nowhere possible in that world: its question says why.
    if (std::string_view(act.id) != "cluster.delete") stage.error = obstacleTo(act, asking);
    if (!stage.error.isEmpty()) return false;
    act.open(&stage.window, &stage.window.connections().current()->runner, asking);
    stage.error = "its question";
    return stage.window.findChild<Sheet*>();
}

} // namespace

QStringList overlays() {
    QStringList all{"palette", "palette-scale"};
    for (const ActKind& act : allActs())
        if (act.on != Kind::connection) all << sheetName(act);
    return all;
}

bool openOverlay(Stage& stage, const QString& name) {
    // The page of a service brings its deployments, which some acts are about.
    const bool ofDefinition = name.startsWith(sheetPrefix + QStringLiteral("definition"));
    if (!stage.show(ofDefinition ? "definitions" : name.startsWith(sheetPrefix) ? "service/web" : "services"))
        return false;
    if (name == "palette") return openPalette(stage, "pay");
    if (name == "palette-scale") return openPalette(stage, "scale web 16");
    for (const ActKind& act : allActs())
        if (sheetName(act) == name) return openSheet(stage, act);
    stage.error = "an act of that name";
    return false;
}

} // namespace pilothouse::tests
