// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/sample_acts.h"

#include "ui/frame/session.h"

#include <QFile>
#include <algorithm>

namespace pilothouse::ui {

namespace {

constexpr const char* tag = "pilothouse:sample";

/// A request of resources/sample. They are part of the program: one that cannot be read is null, and the
/// endpoint says what it lacks.
Json request(const char* name) {
    QFile file(QStringLiteral(":/sample/%1.json").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly)) return {};
    return Json::parse(file.readAll().toStdString()).value_or(Json());
}

} // namespace

SampleActs::SampleActs(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    connect(&m_session, &Session::changed, this, &SampleActs::look);
}

bool SampleActs::isSample(const console::Service& service) {
    return service.tags.contains(tag);
}

bool SampleActs::isThere(const console::Snapshot& snapshot) {
    return std::any_of(snapshot.services.rows.begin(), snapshot.services.rows.end(),
                       [](const auto& row) { return isSample(*row) && row->status == "ACTIVE"; });
}

bool SampleActs::isOnItsWay() const {
    if (m_busy) return true;
    const auto& rows = m_session.snapshot()->services.rows;
    return m_started && std::any_of(rows.begin(), rows.end(), [](const auto& row) {
               return isSample(*row) && (row->running < row->desired || row->deployments.empty() ||
                                         row->deployments.front().rolloutState == "IN_PROGRESS");
           });
}

void SampleActs::start() {
    if (m_busy || !m_possible) return;
    m_starting = m_started = true;
    std::deque<console::Act> acts;
    const std::string cluster = m_session.snapshot()->cluster;
    if (cluster.empty()) acts.push_back({"CreateCluster", Json::object({{"clusterName", "default"}}), {}});
    for (const char* name : {"web", "worker"})
        acts.push_back(
            {"RegisterTaskDefinition", request((std::string(name) + ".task-definition").c_str()), {}});
    for (const char* name : {"web", "worker"}) {
        Json input = request((std::string(name) + ".service").c_str());
        input.set("cluster", cluster.empty() ? "default" : cluster);
        acts.push_back({"CreateService", std::move(input), {}});
    }
    run(std::move(acts));
}

/// The services go, with their tasks; once they are gone, so do their definitions.
void SampleActs::remove() {
    if (m_busy) return;
    m_starting = m_started = false;
    const auto& snapshot = *m_session.snapshot();
    std::deque<console::Act> acts;
    for (const auto& service : snapshot.services.rows) {
        if (!isSample(*service)) continue;
        m_definitions.insert(service->taskDefinition);
        for (const auto& deployment : service->deployments)
            m_definitions.insert(deployment.taskDefinition);
        if (service->status != "ACTIVE") continue;
        acts.push_back(
            {"DeleteService",
             Json::object({{"cluster", snapshot.cluster}, {"service", service->arn}, {"force", true}}),
             {{service->arn, "delete", ""}}});
    }
    run(std::move(acts));
}

void SampleActs::run(std::deque<console::Act> acts) {
    m_acts = std::move(acts);
    m_busy = true;
    emit changed();
    next();
}

void SampleActs::next() {
    if (m_acts.empty()) {
        m_waiting = true; // look() sees when it is done
        m_session.refresh();
        return;
    }
    console::Act act = std::move(m_acts.front());
    m_acts.pop_front();
    m_session.act(act, [this](const Result<Json>& answer) { answered(answer); });
}

void SampleActs::answered(const Result<Json>& answer) {
    if (!m_busy) return;
    if (!answer) {
        emit failed(answer.error());
        return end();
    }
    next();
}

/// A new snapshot: is what was asked for on screen?
void SampleActs::look() {
    if (!m_session.isOpen() && m_busy) return end();
    if (!m_waiting) return;
    const auto& rows = m_session.snapshot()->services.rows;
    const auto samples =
        std::count_if(rows.begin(), rows.end(), [](const auto& row) { return isSample(*row); });
    if (m_starting && samples >= 2) return end();
    if (m_starting || samples > 0) return;
    m_waiting = false;
    std::deque<console::Act> acts;
    for (const std::string& definition : std::exchange(m_definitions, {}))
        acts.push_back({"DeregisterTaskDefinition", Json::object({{"taskDefinition", definition}}), {}});
    if (acts.empty()) return end();
    m_acts = std::move(acts);
    next();
}

void SampleActs::end() {
    m_busy = m_waiting = false;
    m_acts.clear();
    m_definitions.clear();
    emit changed();
}

} // namespace pilothouse::ui
