// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/earlier_states.h"

#include "core/base/arn.h"
#include "core/console/merge.h"
#include "ui/dialogs/act_runner.h"

#include <algorithm>

namespace pilothouse::ui {

namespace {

constexpr int mostAtOnce = 20; // DescribeServiceRevisions

} // namespace

EarlierStates::EarlierStates(ActRunner* runner, const console::Snapshot& snapshot,
                             const console::Service& service, QObject* parent)
    : QObject(parent), m_runner(runner), m_cluster(snapshot.cluster), m_service(service.arn),
      m_name(service.name), m_now(service.taskDefinition) {
    take(snapshot);
    if (m_states.empty()) readDeployments();
}

/// What the page at hand has read already.
void EarlierStates::take(const console::Snapshot& snapshot) {
    if (snapshot.service != m_service || snapshot.serviceDeployments.state != console::PartState::ok ||
        snapshot.serviceRevisions.state != console::PartState::ok)
        return;
    for (const auto& row : snapshot.serviceDeployments.rows) {
        const auto revision = console::findRow(snapshot.serviceRevisions.rows, row->targetRevision);
        if (row->status == "SUCCESSFUL" && revision) add(revision->taskDefinition, row->finishedAt);
    }
    if (!m_states.empty()) done();
}

void EarlierStates::add(const std::string& definition, Millis at) {
    if (definition.empty() || definition == m_now) return;
    for (EarlierState& state : m_states)
        if (state.definition == definition) {
            state.at = std::max(state.at, at);
            return;
        }
    m_states.push_back({definition, at});
}

void EarlierStates::done() {
    m_reading = false;
    std::stable_sort(m_states.begin(), m_states.end(),
                     [](const EarlierState& a, const EarlierState& b) { return a.at > b.at; });
    emit arrived();
}

void EarlierStates::readDeployments() {
    const Json input =
        Json::object({{"cluster", m_cluster}, {"service", m_name}, {"status", Json::array({"SUCCESSFUL"})}});
    m_runner->run({"ListServiceDeployments", input, {}}, this, [this](Result<Json> reply) {
        if (reply && reply->at("serviceDeployments").size() > 0)
            readRevisions(reply->at("serviceDeployments"));
        else
            readFamily();
    });
}

void EarlierStates::readRevisions(const Json& deployments) {
    Json arns = Json::array();
    std::map<std::string, Millis> finished;
    for (const Json& row : deployments.items()) {
        const std::string arn = row.str("targetServiceRevisionArn");
        if (arn.empty()) continue;
        const auto [at, fresh] = finished.emplace(arn, row.millis("finishedAt").value_or(0));
        if (fresh && arns.size() < mostAtOnce) arns.push(arn);
    }
    if (arns.size() == 0) return readFamily();
    m_runner->run({"DescribeServiceRevisions", Json::object({{"serviceRevisionArns", arns}}), {}}, this,
                  [this, finished](Result<Json> reply) {
                      if (!reply) return readFamily();
                      for (const Json& row : reply->at("serviceRevisions").items())
                          if (const auto it = finished.find(row.str("serviceRevisionArn"));
                              it != finished.end())
                              add(row.str("taskDefinition"), it->second);
                      if (m_states.empty()) return readFamily();
                      done();
                  });
}

void EarlierStates::readFamily() {
    m_deployed = false;
    const std::string now(lastPart(m_now)), family = now.substr(0, now.rfind(':'));
    const int revision = std::atoi(now.c_str() + std::min(now.size(), family.size() + 1));
    const Json input =
        Json::object({{"familyPrefix", family}, {"status", "ACTIVE"}, {"sort", "DESC"}, {"maxResults", 100}});
    m_runner->run({"ListTaskDefinitions", input, {}}, this, [this, family, revision](Result<Json> reply) {
        if (reply)
            for (const Json& arn : reply->at("taskDefinitionArns").items()) {
                const std::string name(lastPart(arn.asString()));
                if (name.substr(0, name.rfind(':')) == family &&
                    std::atoi(name.c_str() + std::min(name.size(), family.size() + 1)) < revision)
                    add(arn.asString(), 0);
            }
        done();
    });
}

} // namespace pilothouse::ui
