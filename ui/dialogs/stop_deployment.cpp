// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "ui/acts/find.h"
#include "ui/acts/kinds.h"
#include "ui/dialogs/act_sheet.h"
#include "ui/widgets/choice.h"

#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

bool canStop(const console::ServiceDeployment& deployment) {
    return deployment.status == "PENDING" || deployment.status == "IN_PROGRESS";
}

std::string revisionOf(const console::Snapshot& snapshot, const std::string& serviceRevision) {
    const auto row = console::findRow(snapshot.serviceRevisions.rows, serviceRevision);
    return row ? std::string(lastPart(row->taskDefinition)) : std::string();
}

/// What the service goes back to; "" if nobody says.
std::string earlierOf(const console::Snapshot& snapshot, const console::ServiceDeployment& deployment) {
    if (const auto named = revisionOf(snapshot, deployment.rollbackRevision); !named.empty()) return named;
    for (const std::string& source : deployment.sourceRevisions)
        if (const auto named = revisionOf(snapshot, source); !named.empty()) return named;
    return {};
}

/// service-deployment/CLUSTER/SERVICE/ID
std::string serviceNameOf(const console::ServiceDeployment& deployment) {
    const auto arn = parseArn(deployment.arn);
    return arn ? std::string(lastPart(arn->path.substr(0, arn->path.rfind('/')))) : std::string();
}

/// Ends a deployment that is under way: back to what ran before, or where it stands.
class StopDeploymentSheet : public ActSheet {
public:
    StopDeploymentSheet(QWidget* host, ActRunner* runner, const Asking& asking,
                        std::shared_ptr<const console::ServiceDeployment> deployment)
        : ActSheet(host, runner, asking, "stopDeployment"), m_deployment(std::move(deployment)),
          m_name(serviceNameOf(*m_deployment)), m_way(new Choice(2)) {
        m_way->setObjectName(QStringLiteral("stopWay"));
        fields()->addWidget(m_way);
        connect(m_way, &Choice::changed, this, &StopDeploymentSheet::tell);
        start();
    }

private:
    void labels() override {
        m_way->setWay(0, sayPlain("stopDeployment.rollback"),
                      sayPlain(args().contains("earlier") ? "stopDeployment.rollback.what"
                                                          : "stopDeployment.rollback.plain",
                               args()));
        m_way->setWay(1, sayPlain("stopDeployment.abort"), sayPlain("stopDeployment.abort.what", args()));
    }
    QWidget* firstField() const override { return m_way; }
    bool back() const { return m_way->chosen() == 0; }

    Args args() const override {
        Args all{{"service", Arg::name(m_name)},
                 {"definition", Arg::name(revisionOf(snapshot(), m_deployment->targetRevision))},
                 {"running", Arg::number(m_deployment->running)},
                 {"requested", Arg::number(m_deployment->requested)}};
        if (const auto earlier = earlierOf(snapshot(), *m_deployment); !earlier.empty())
            all["earlier"] = Arg::name(earlier);
        return all;
    }
    Sentence will() const override {
        return say(back() ? "stopDeployment.willRollBack" : "stopDeployment.willAbort", args());
    }
    std::vector<Call> calls() const override {
        const Json input = Json::object(
            {{"serviceDeploymentArn", m_deployment->arn}, {"stopType", back() ? "ROLLBACK" : "ABORT"}});
        return {{{"StopServiceDeployment", input, {}}, m_deployment->arn}};
    }
    Danger danger() const override { return Danger::change; }
    QString word() const override { return QString::fromStdString(m_name); }
    QString link() const override { return QStringLiteral("service/") + QString::fromStdString(m_name); }

    Sentence look(const console::Snapshot& now) override {
        if (now.serviceDeployments.state == console::PartState::ok && now.service == snapshot().service) {
            const auto row = console::findRow(now.serviceDeployments.rows, m_deployment->arn);
            m_gone = !row || !canStop(*row);
            if (row) m_deployment = row;
        }
        return m_gone ? say("stopDeployment.over", args()) : Sentence();
    }
    bool goneWhole() const override { return m_gone; }

    std::shared_ptr<const console::ServiceDeployment> m_deployment;
    std::string m_name;
    bool m_gone = false;
    Choice* m_way;
};

} // namespace

QString stopDeploymentObstacle(const Asking& asking) {
    const auto deployment = deploymentOf(asking);
    if (!deployment) return sayPlain("act.gone");
    return canStop(*deployment) ? QString() : sayPlain("act.deployment.stop.over");
}

Sentence stopDeploymentEffect(const Asking& asking) {
    const auto deployment = deploymentOf(asking);
    if (!deployment) return {};
    return say("stopDeployment.willRollBack", {{"service", Arg::name(serviceNameOf(*deployment))}});
}

std::optional<console::Act> stopDeploymentRequest(const Asking& asking) {
    const auto deployment = deploymentOf(asking);
    if (!deployment) return std::nullopt;
    return console::Act{"StopServiceDeployment",
                        Json::object({{"serviceDeploymentArn", deployment->arn}, {"stopType", "ROLLBACK"}}),
                        {}};
}

void openStopDeployment(QWidget* host, ActRunner* runner, const Asking& asking) {
    if (const auto deployment = deploymentOf(asking))
        new StopDeploymentSheet(host, runner, asking, deployment);
}

} // namespace pilothouse::ui
