// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/candidates.h"

#include "core/base/arn.h"
#include "ui/frame/connection.h"
#include "ui/frame/connections.h"
#include "ui/frame/page_table.h"
#include "ui/words/reason.h"

#include <algorithm>

namespace pilothouse::ui {

namespace {

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

QString detailOf(const console::Service& service) {
    return sayPlain("palette.service",
                    {{"running", Arg::number(service.running)}, {"desired", Arg::number(service.desired)}});
}

QString detailOf(const console::Task& task) {
    return sayPlain("palette.task", {{"owner", Arg::plain(task.service.empty() ? task.family : task.service)},
                                     {"status", Arg::plain(ecs::text(task.lastStatus))}});
}

QString detailOf(const console::Instance& instance) {
    return sayPlain("palette.instance",
                    {{"zone", Arg::plain(instance.zone)}, {"running", Arg::number(instance.running)}});
}

QString nameOf(const console::Instance& instance) {
    return text(instance.ec2InstanceId.empty() ? instance.id : instance.ec2InstanceId);
}

QString describe(const PaletteWorld& world, const char* operation, const char* member,
                 const std::string& name) {
    Json input;
    if (!world.snapshot->cluster.empty()) input.set("cluster", world.snapshot->cluster);
    input.set(member, Json::array({Json(name)}));
    return awsCommand({operation, input, {}}, *world.snapshot);
}

PaletteItem place(const QString& title, const QString& detail, const char* icon, const QString& path) {
    PaletteItem item;
    item.title = title;
    item.detail = detail;
    item.icon = QString::fromLatin1(icon);
    item.path = path;
    return item;
}

void addPages(std::vector<PaletteItem>& places) {
    for (const PageKind& kind : pageKinds()) {
        if (!kind.inSidebar) continue;
        places.push_back(place(sayPlain(kind.words), {}, kind.icon, QString::fromLatin1(kind.name)));
        places.back().keys = QKeySequence(Qt::Key_G, Qt::Key(kind.key)).toString(QKeySequence::NativeText);
    }
}

/// Somebody who knows a task's id types its beginning; the others nobody can name.
bool isMeant(const console::Task& task, const QStringList& words) {
    return std::any_of(words.begin(), words.end(), [&](const QString& word) {
        return word.size() > 1 && text(task.id).startsWith(word, Qt::CaseInsensitive);
    });
}

void addServices(const PaletteWorld& world, std::vector<PaletteItem>& places) {
    for (const auto& service : world.snapshot->services.rows) {
        places.push_back(place(text(service->name), detailOf(*service), "services",
                               QStringLiteral("service/") + text(service->name)));
        const auto* summary = world.summaries ? console::summaryOf(*world.summaries, *service) : nullptr;
        places.back().shape = shapeOf(console::explain(*service, summary).status);
        places.back().command = describe(world, "DescribeServices", "services", service->name);
    }
}

void addTasks(const PaletteWorld& world, const QStringList& words, std::vector<PaletteItem>& places) {
    for (const auto& task : world.snapshot->tasks.rows) {
        if (!isMeant(*task, words)) continue;
        places.push_back(
            place(text(task->id), detailOf(*task), "tasks", QStringLiteral("task/") + text(task->id)));
        places.back().shape = shapeOf(console::explain(*task).status);
        places.back().command = describe(world, "DescribeTasks", "tasks", task->id);
    }
}

void addInstances(const PaletteWorld& world, std::vector<PaletteItem>& places) {
    if (!pageKind(QStringLiteral("instances"))) return;
    for (const auto& instance : world.snapshot->instances.rows) {
        places.push_back(place(nameOf(*instance), detailOf(*instance), "instances",
                               QStringLiteral("instance/") + text(instance->id)));
        places.back().command =
            describe(world, "DescribeContainerInstances", "containerInstances", instance->id);
    }
}

void addDefinitions(const PaletteWorld& world, std::vector<PaletteItem>& places) {
    if (!pageKind(QStringLiteral("definitions"))) return;
    for (const auto& family : world.snapshot->families.rows) {
        places.push_back(place(text(family->name), sayPlain("palette.family"), "taskdef",
                               QStringLiteral("definition/") + text(family->name)));
        places.back().command =
            awsCommand({"DescribeTaskDefinition", Json::object({{"taskDefinition", family->name}}), {}},
                       *world.snapshot);
    }
}

void addClusters(const PaletteWorld& world, std::vector<PaletteItem>& places) {
    if (!world.connections) return;
    for (Connection* connection : world.connections->all()) {
        const bool here = connection == world.connections->current();
        if (!here) {
            places.push_back(place(connection->name(), sayPlain("palette.connection"), "cloud", {}));
            places.back().connection = connection->key();
        }
        for (const auto& cluster : connection->session.snapshot()->clusters.rows) {
            if (here && cluster->name == world.snapshot->cluster) continue;
            places.push_back(
                place(text(cluster->name),
                      sayPlain("palette.cluster", {{"connection", Arg::plain(connection->name())}}),
                      "instances", {}));
            places.back().connection = connection->key();
            places.back().cluster = text(cluster->name);
        }
    }
}

bool isChosen(const PaletteWorld& world, const std::string& arn) {
    const auto& arns = world.chosen.arns;
    return std::find(arns.begin(), arns.end(), arn) != arns.end();
}

} // namespace

std::vector<Candidate> candidatesOf(const PaletteWorld& world, Targets::Kind kind, const QStringList& words) {
    const console::Snapshot& now = *world.snapshot;
    std::vector<Candidate> all;
    switch (kind) {
    case Targets::Kind::service:
        for (const auto& row : now.services.rows)
            all.push_back({row->arn, text(row->name), detailOf(*row)});
        break;
    case Targets::Kind::task:
        for (const auto& row : now.tasks.rows)
            if (isMeant(*row, words) || isChosen(world, row->arn))
                all.push_back({row->arn, text(row->id), detailOf(*row)});
        break;
    case Targets::Kind::instance:
        for (const auto& row : now.instances.rows)
            all.push_back({row->arn, nameOf(*row), detailOf(*row)});
        break;
    case Targets::Kind::cluster:
        for (const auto& row : now.clusters.rows)
            all.push_back({row->arn, text(row->name), {}});
        break;
    case Targets::Kind::definition:
        for (const auto& row : now.families.rows)
            if (!row->active.empty())
                all.push_back({row->newestArn, text(std::string(lastPart(row->newestArn))),
                               sayPlain("palette.family")});
        break;
    case Targets::Kind::deployment:
        for (const auto& row : now.serviceDeployments.rows)
            all.push_back({row->arn, text(row->id), text(row->status)});
        break;
    case Targets::Kind::none:
    case Targets::Kind::connection:
        break;
    }
    return all;
}

std::vector<PaletteItem> placesOf(const PaletteWorld& world, const QStringList& words) {
    std::vector<PaletteItem> places;
    addPages(places);
    addServices(world, places);
    addInstances(world, places);
    addDefinitions(world, places);
    addClusters(world, places);
    addTasks(world, words, places);
    return places;
}

} // namespace pilothouse::ui
