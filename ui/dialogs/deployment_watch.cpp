// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/deployment_watch.h"

#include "core/base/arn.h"
#include "core/console/merge.h"
#include "ui/words/sentence.h"

#include <algorithm>

namespace pilothouse::ui {

void DeploymentWatch::start(ActRunner* runner, const Json& reply) {
    const Json& service = reply.at("service");
    const auto now = runner->newest();
    if (now && !service.str("serviceArn").empty() && service.at("deployments").size() > 0)
        new DeploymentWatch(runner, service, std::string(lastPart(service.str("clusterArn", now->cluster))));
}

DeploymentWatch::DeploymentWatch(ActRunner* runner, const Json& service, const std::string& cluster)
    : QObject(runner), m_runner(runner), m_cluster(cluster), m_connection(runner->newest()->connection),
      m_service(service.str("serviceArn")), m_name(service.str("serviceName")) {
    for (const Json& deployment : service.at("deployments").items()) {
        if (deployment.str("status") != "PRIMARY") continue;
        m_deployment = deployment.str("id");
        m_definition = deployment.str("taskDefinition");
    }
    connect(runner, &ActRunner::changed, this, &DeploymentWatch::look);
}

void DeploymentWatch::look() {
    const auto now = m_runner->newest();
    if (!now || now->connection != m_connection) return deleteLater();
    if (now->cluster != m_cluster || now->services.state != console::PartState::ok) return;
    const auto service = console::findRow(now->services.rows, m_service);
    const auto* deployments = service ? &service->deployments : nullptr;
    const auto it = deployments ? std::find_if(deployments->begin(), deployments->end(),
                                               [&](const auto& d) { return d.id == m_deployment; })
                                : decltype(deployments->begin()){};
    if (!service || it == deployments->end()) {
        if (m_seen) deleteLater(); // overtaken, or deleted
        return;
    }
    m_seen = true;
    if (it->rolloutState == "COMPLETED")
        end(true, "follow.done", {});
    else if (it->rolloutState == "FAILED")
        end(false, "follow.failed", QString::fromStdString(it->rolloutReason));
}

void DeploymentWatch::end(bool ok, const char* code, const QString& detail) {
    disconnect(m_runner, nullptr, this, nullptr);
    emit m_runner->told(
        ok,
        sayPlain(code, {{"service", Arg::plain(m_name)}, {"definition", Arg::plain(lastPart(m_definition))}}),
        detail, QStringLiteral("service/") + QString::fromStdString(m_name));
    deleteLater();
}

} // namespace pilothouse::ui
