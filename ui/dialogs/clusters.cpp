// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acts/find.h"
#include "ui/acts/kinds.h"
#include "ui/dialogs/act_runner.h"
#include "ui/dialogs/act_sheet.h"
#include "ui/dialogs/names.h"
#include "ui/theme/style.h"
#include "ui/widgets/finding.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

const console::Cluster* namedCluster(const console::Snapshot& snapshot, const std::string& name) {
    for (const auto& row : snapshot.clusters.rows)
        if (row->name == name && row->status == "ACTIVE") return row.get();
    return nullptr;
}

class CreateClusterSheet : public ActSheet {
public:
    CreateClusterSheet(QWidget* host, ActRunner* runner, const Asking& asking)
        : ActSheet(host, runner, asking, "createCluster"), m_name(new QLineEdit(asking.argument.trimmed())),
          m_finding(new Finding) {
        m_name->setMaxLength(mostOfAName);
        fields()->addWidget(labelled(QStringLiteral("clusterName"), m_name));
        fields()->addWidget(m_finding);
        connect(m_name, &QLineEdit::textChanged, this, &CreateClusterSheet::check);
        start();
    }

private:
    void labels() override {
        setLabel(m_name, sayPlain("sheet.name"));
        check();
    }
    QWidget* firstField() const override { return m_name; }
    std::string name() const { return m_name->text().trimmed().toStdString(); }
    bool isTaken() const {
        const auto now = runner()->newest();
        return namedCluster(now ? *now : snapshot(), name());
    }
    void check() {
        const Sentence wrong = name().empty()    ? Sentence()
                               : !isName(name()) ? say("sheet.nameRule")
                               : isTaken()       ? say("createCluster.taken", args())
                                                 : Sentence();
        m_finding->say(Shape::trouble, wrong);
        setInvalid(m_name, !wrong.isEmpty());
        tell();
    }
    Args args() const override { return {{"cluster", Arg::name(name())}}; }
    Sentence will() const override {
        return say(name().empty() ? "createCluster.choose" : "createCluster.will", args());
    }
    std::vector<Call> calls() const override {
        if (!isName(name()) || isTaken()) return {};
        return {{{"CreateCluster", Json::object({{"clusterName", name()}}), {}}, name()}};
    }
    Danger danger() const override { return Danger::none; }
    QString link() const override { return QStringLiteral("clusters"); }

    QLineEdit* m_name;
    Finding* m_finding;
};

std::shared_ptr<const console::Cluster> clusterOf(const Asking& asking) {
    if (asking.targets.kind != Targets::Kind::cluster || asking.targets.arns.empty()) return nullptr;
    return console::findRow(asking.snapshot->clusters.rows, asking.targets.arns.front());
}

Args clusterArgs(const console::Cluster& cluster) {
    return {{"cluster", Arg::name(cluster.name)},
            {"services", Arg::number(cluster.activeServices)},
            {"tasks", Arg::number(cluster.runningTasks + cluster.pendingTasks)},
            {"instances", Arg::number(cluster.instances)}};
}

/// What ECS would refuse it for; nullptr if nothing stands in the way.
const char* inTheWay(const console::Cluster& cluster) {
    if (cluster.activeServices > 0) return "deleteCluster.services";
    if (cluster.runningTasks + cluster.pendingTasks > 0) return "deleteCluster.tasks";
    // Instances that stay registered are refused by AWS, and belong to the cluster of a local plane.
    return cluster.instances > 0 ? "deleteCluster.instances" : nullptr;
}

class DeleteClusterSheet : public ActSheet {
public:
    DeleteClusterSheet(QWidget* host, ActRunner* runner, const Asking& asking,
                       std::shared_ptr<const console::Cluster> cluster)
        : ActSheet(host, runner, asking, "deleteCluster"), m_cluster(std::move(cluster)) {
        start();
    }

private:
    Args args() const override { return clusterArgs(*m_cluster); }
    Sentence will() const override {
        const char* obstacle = inTheWay(*m_cluster);
        return say(obstacle ? obstacle : "deleteCluster.will", args());
    }
    std::vector<Change> changes() const override {
        if (inTheWay(*m_cluster)) return {};
        return {{sayPlain("sheet.cluster"), QString::fromStdString(m_cluster->name), {}}};
    }
    std::vector<Call> calls() const override {
        if (inTheWay(*m_cluster)) return {};
        return {{{"DeleteCluster", Json::object({{"cluster", m_cluster->name}}), {}}, m_cluster->arn}};
    }
    Danger danger() const override { return Danger::grave; }
    QString word() const override { return QString::fromStdString(m_cluster->name); }
    Sentence look(const console::Snapshot& now) override {
        if (now.clusters.state == console::PartState::ok) {
            const auto row = console::findRow(now.clusters.rows, m_cluster->arn);
            m_gone = !row || row->status != "ACTIVE";
            if (row) m_cluster = row;
        }
        return m_gone ? say("deleteCluster.gone", args()) : Sentence();
    }
    bool goneWhole() const override { return m_gone; }

    std::shared_ptr<const console::Cluster> m_cluster;
    bool m_gone = false;
};

} // namespace

Sentence createClusterEffect(const Asking& asking) {
    const std::string name = asking.argument.trimmed().toStdString();
    if (name.empty()) return {};
    if (!isName(name)) return say("sheet.nameRule");
    const Args args{{"cluster", Arg::name(name)}};
    return say(namedCluster(*asking.snapshot, name) ? "createCluster.taken" : "createCluster.will", args);
}

std::optional<console::Act> createClusterRequest(const Asking& asking) {
    const std::string name = asking.argument.trimmed().toStdString();
    if (!isName(name) || namedCluster(*asking.snapshot, name)) return std::nullopt;
    return console::Act{"CreateCluster", Json::object({{"clusterName", name}}), {}};
}

void openCreateCluster(QWidget* host, ActRunner* runner, const Asking& asking) {
    new CreateClusterSheet(host, runner, asking);
}

QString deleteClusterObstacle(const Asking& asking) {
    const auto cluster = clusterOf(asking);
    if (!cluster) return {};
    if (cluster->status != "ACTIVE") return sayPlain("deleteCluster.gone", clusterArgs(*cluster));
    const char* obstacle = inTheWay(*cluster);
    return obstacle ? sayPlain(obstacle, clusterArgs(*cluster)) : QString();
}

Sentence deleteClusterEffect(const Asking& asking) {
    const auto cluster = clusterOf(asking);
    return cluster ? say("deleteCluster.will", clusterArgs(*cluster)) : Sentence();
}

std::optional<console::Act> deleteClusterRequest(const Asking& asking) {
    const auto cluster = clusterOf(asking);
    if (!cluster || inTheWay(*cluster)) return std::nullopt;
    return console::Act{"DeleteCluster", Json::object({{"cluster", cluster->name}}), {}};
}

void openDeleteCluster(QWidget* host, ActRunner* runner, const Asking& asking) {
    if (const auto cluster = clusterOf(asking)) new DeleteClusterSheet(host, runner, asking, cluster);
}

} // namespace pilothouse::ui
