// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/harness/model.h"

#include <algorithm>

namespace pilothouse::simulation {

namespace {

constexpr Millis stayed = 10'000; ///< who ran so long did start

bool endedByItself(const TaskRow& was, const TaskRow& is) {
    bool own = is.stopCode == ecs::StopCode::taskFailedToStart ||
               is.stopCode == ecs::StopCode::essentialContainerExited;
    return own && was.desiredStatus == ecs::DesiredStatus::running &&
           is.desiredStatus == ecs::DesiredStatus::stopped;
}

bool replacedUnhealthy(const TaskRow& was, const TaskRow& is) {
    return was.desiredStatus == ecs::DesiredStatus::running &&
           is.stopCode == ecs::StopCode::serviceSchedulerInitiated &&
           is.stoppedReason == "Task failed container health checks";
}

ClusterKey serviceOf(const TaskRow& task) {
    return {task.key.cluster, task.service};
}

} // namespace

Millis Model::nextTry(const ClusterKey& service) const {
    auto it = m_delays.find(service);
    return it == m_delays.end() ? 0 : it->second.nextTry;
}

Millis Model::jumpedSince(Millis then) const {
    Millis sum = 0;
    for (auto& [when, by] : m_jumps)
        if (when > then) sum += by;
    return sum;
}

void Model::takeJump(const Transition& t) {
    auto* jump = std::get_if<TimeJumped>(&t.event);
    if (!jump) return;
    m_jumps.emplace_back(t.now, jump->by);
    for (auto& [service, delay] : m_delays)
        if (delay.nextTry != 0) delay.nextTry += jump->by;
}

void Model::follow(const Transition& t, const Oracle& oracle) {
    takeJump(t);
    takeCommand(t);
    t.each<TaskRow>([&](auto& was, auto& is) {
        if (was && is && !is->service.empty()) takeTask(t, *was, *is);
    });
    // Several deadlines in one step: the order of what they did to one counter cannot be told from outside.
    if (std::holds_alternative<Tick>(t.event)) agree(t);
    takeDeployments(t, oracle);
    checkStarts(t);
    checkBreakers(t);
    forget(t);
}

void Model::takeCommand(const Transition& t) {
    auto* command = std::get_if<Command>(&t.event);
    bool changes = command && t.reply && *t.reply &&
                   (command->operation == "UpdateService" || command->operation == "CreateService" ||
                    command->operation == "DeleteService");
    if (!changes) return;
    auto text = command->input.str(command->operation == "CreateService" ? "serviceName" : "service");
    m_delays.erase({command->input.str("cluster"), text});
}

void Model::takeTask(const Transition& t, const TaskRow& was, const TaskRow& is) {
    auto& count = m_counts[is.deployment];
    if (was.startedAt == 0 && is.startedAt != 0) count.everRan = true;
    auto service = t.current<ServiceRow>(serviceOf(is));
    if (!was.healthyCounted && is.healthyCounted && service && service->breakerResets) count.failures = 0;
    if (endedByItself(was, is)) takeFailure(t, was, is);
    if (replacedUnhealthy(was, is)) ++count.failures;
}

void Model::takeFailure(const Transition& t, const TaskRow& was, const TaskRow& is) {
    auto& count = m_counts[is.deployment];
    if (is.startedAt == 0 && !count.everRan) ++count.failures;
    auto service = t.earlier<ServiceRow>(serviceOf(is));
    if (service && service->primary == is.deployment) countDelay(t, was);
}

void Model::countDelay(const Transition& t, const TaskRow& failed) {
    if (failed.startedAt != 0 && t.now - failed.startedAt >= stayed) return;
    auto& delay = m_delays[serviceOf(failed)];
    auto service = t.earlier<ServiceRow>(serviceOf(failed));
    delay.failures = somethingRunsWell(t, *service, delay, failed) ? 1 : delay.failures + 1;
    delay.lastFailureAt = t.now;
    delay.nextTry = t.now + waitAfter(delay.failures);
}

/// A task of the deployment started after the last failure and stayed: failures in a row begin anew.
bool Model::somethingRunsWell(const Transition& t, const ServiceRow& service, const Delay& delay,
                              const TaskRow& failed) const {
    auto well = [&](const TaskRow& task) {
        return isWanted(task) && task.service == service.key.name &&
               task.key.cluster == service.key.cluster && task.deployment == service.primary &&
               task.startedAt > delay.lastFailureAt && t.now - task.startedAt >= stayed;
    };
    return std::any_of(t.state.tasks.begin(), t.state.tasks.end(), [&](auto& item) {
        auto row = t.earlier<TaskRow>(item.first);
        return row && row->key != failed.key && well(*row);
    });
}

void Model::takeDeployments(const Transition& t, const Oracle& oracle) {
    t.each<DeploymentRow>([&](auto& was, auto& is) {
        if (!is) return;
        auto before = was ? was->rollout : ecs::RolloutState::inProgress;
        if (before != ecs::RolloutState::failed && is->rollout == ecs::RolloutState::failed) {
            auto* command = std::get_if<Command>(&t.event);
            if (command && command->operation == "StopServiceDeployment")
                takeStop(t, *command, *is);
            else
                takeBreaker(t, was ? *was : *is, *is);
        }
        bool completed =
            before != ecs::RolloutState::completed && is->rollout == ecs::RolloutState::completed;
        if (!completed) return;
        m_counts[is->digits].completed = true;
        for (auto& sight : oracle.services()) {
            if (sight.service->key != is->service) continue;
            int desired = sight.service->desiredCount;
            if (sight.healthyFresh != desired || static_cast<int>(sight.live.size()) != desired)
                throw Violation("a deployment completes though not exactly its desired tasks run: " +
                                is->digits);
        }
    });
    t.each<ServiceRow>([&](auto& was, auto& is) {
        if (!was || !is || was->primary == is->primary) return;
        m_delays.erase(is->key);
        if (t.earlier<DeploymentRow>(is->primary)) takeRollback(t, *was, *is);
    });
}

Ptr<DeploymentRow> Model::rollbackTarget(const Transition& t, const ClusterKey& service,
                                         const std::string& failed) const {
    Ptr<DeploymentRow> newest;
    for (auto& [digits, row] : t.state.deployments) {
        auto count = m_counts.find(digits);
        bool may =
            row->service == service && digits != failed && count != m_counts.end() && count->second.completed;
        if (may && (!newest || row->sequence > newest->sequence)) newest = row;
    }
    return newest;
}

void Model::takeBreaker(const Transition& t, const DeploymentRow& was, const DeploymentRow& is) {
    auto service = t.current<ServiceRow>(is.service);
    if (!service || !service->breakerEnabled)
        throw Violation("a deployment fails without a circuit breaker: " + is.digits);
    if (m_counts[is.digits].failures < thresholdOf(*service))
        throw Violation("the circuit breaker opens under its threshold: " + is.digits + " with " +
                        std::to_string(m_counts[is.digits].failures) + " failures counted, " +
                        std::to_string(is.breakerFailures) + " in its row");
    bool back = service->breakerRollback && was.rollbackOf.empty();
    auto target = back ? rollbackTarget(t, is.service, is.digits) : nullptr;
    auto expected = target ? target->digits : is.digits;
    if (service->primary != expected)
        throw Violation("after deployment " + is.digits + " failed the service runs " + service->primary +
                        " instead of " + expected);
}

/// Somebody stopped it: the one asked for and no other, and it goes where it was to go.
void Model::takeStop(const Transition& t, const Command& command, const DeploymentRow& is) {
    if (!command.input.str("serviceDeploymentArn").ends_with("/" + is.deploymentId))
        throw Violation("another deployment is stopped than the one asked for: " + is.digits);
    auto service = t.current<ServiceRow>(is.service);
    bool abort = command.input.str("stopType") == "ABORT";
    auto target = abort ? nullptr : rollbackTarget(t, is.service, is.digits);
    if (!abort && !target) throw Violation("a deployment is rolled back to nothing: " + is.digits);
    auto expected = abort ? is.digits : target->digits;
    if (!service || service->primary != expected)
        throw Violation("after deployment " + is.digits + " was stopped the service does not run " +
                        expected);
    auto status =
        abort ? ecs::ServiceDeploymentStatus::stopped : ecs::ServiceDeploymentStatus::rollbackInProgress;
    if (is.status != status && is.status != ecs::ServiceDeploymentStatus::rollbackSuccessful)
        throw Violation("a deployment that was stopped is " + std::string(ecs::text(is.status)));
}

void Model::takeRollback(const Transition& t, const ServiceRow& was, const ServiceRow& is) {
    auto failed = t.current<DeploymentRow>(was.primary);
    if (!failed || failed->rollout != ecs::RolloutState::failed)
        throw Violation("a service changes its deployment though the earlier one did not fail: " +
                        is.key.name);
    auto& count = m_counts[is.primary];
    count.failures = 0;
    count.completed = t.current<DeploymentRow>(is.primary)->rollout == ecs::RolloutState::completed;
    count.everRan = std::any_of(t.state.tasks.begin(), t.state.tasks.end(), [&](auto& item) {
        auto earlier = t.earlier<TaskRow>(item.first); // the roll back may stop it in the same step
        return earlier && earlier->deployment == is.primary && isWanted(*earlier) &&
               item.second->startedAt != 0;
    });
}

void Model::checkStarts(const Transition& t) const {
    t.each<TaskRow>([&](auto& was, auto& is) {
        if (was || !is || is->service.empty()) return;
        if (nextTry(serviceOf(*is)) > t.now)
            throw Violation("service " + is->service + " starts a task before its delay is over");
    });
}

void Model::checkBreakers(const Transition& t) const {
    for (auto& [key, service] : t.state.services) {
        auto primary = t.current<DeploymentRow>(service->primary);
        auto count = m_counts.find(service->primary);
        bool open = service->status == ecs::ServiceStatus::active && service->breakerEnabled && primary &&
                    primary->rollout == ecs::RolloutState::inProgress && count != m_counts.end() &&
                    count->second.failures >= thresholdOf(*service);
        if (open)
            throw Violation("the circuit breaker of " + key.name + " stays closed over its threshold: " +
                            std::to_string(count->second.failures) + " failures counted, " +
                            std::to_string(primary->breakerFailures) + " in " + service->primary);
    }
}

void Model::forget(const Transition& t) {
    t.each<DeploymentRow>([&](auto&, auto& is) {
        if (is) return;
        std::erase_if(m_counts, [&](auto& item) { return !t.current<DeploymentRow>(item.first); });
    });
    t.each<ServiceRow>([&](auto& was, auto& is) {
        if (!is) m_delays.erase(was->key);
    });
}

void Model::agree(const Transition& t) {
    int touched = 0;
    t.each<TaskRow>([&](auto& was, auto& is) {
        if (!was || !is || is->service.empty()) return;
        touched += endedByItself(*was, *is) || replacedUnhealthy(*was, *is) ||
                   was->healthyCounted != is->healthyCounted;
    });
    if (touched < 2) return;
    t.each<DeploymentRow>([&](auto&, auto& is) {
        if (is) m_counts[is->digits].failures = is->breakerFailures;
    });
    t.each<ServiceRow>([&](auto&, auto& is) {
        if (is) m_delays[is->key] = {is->consecutiveFailures, is->lastFailureAt, is->nextTry};
    });
}

} // namespace pilothouse::simulation
