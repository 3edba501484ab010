// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Failed starts in a row are tried again after a growing delay. Source: ECS developer guide, "Service
// throttle logic"; the steps are this plane's own.
#include "core/control/services.h"
#include "core/control/usage.h"

#include <algorithm>

namespace pilothouse::control {

namespace {

constexpr Millis firstDelay = 10'000, longestDelay = 27 * 60'000;
/// A task that ends by itself so soon after it ran is no start either: nothing on one machine slows a crash
/// loop down, as a cloud's own pace does.
constexpr Millis crashWindow = 10'000;
constexpr int sayAfter = 3;

/// A task started and stayed since the last failure: the row of failures is broken.
bool startedWell(const Draft& draft, const ServiceRow& service) {
    auto tasks = draft.liveTasksOfService(service.key);
    return std::any_of(tasks.begin(), tasks.end(), [&](auto& task) {
        return isWanted(*task) && task->deployment == service.primary &&
               task->startedAt > service.lastFailureAt && draft.now() - task->startedAt >= crashWindow;
    });
}

} // namespace

Millis delayAfter(int failures) {
    if (failures <= 2) return 0;
    Millis delay = firstDelay;
    for (int i = 3; i < failures && delay < longestDelay; ++i)
        delay *= 2;
    return std::min(delay, longestDelay);
}

void noteDelay(Draft& draft, const TaskRow& failed) {
    ClusterKey key{failed.key.cluster, failed.service};
    auto service = draft.get<ServiceRow>(key);
    if (!service || service->primary != failed.deployment) return;
    bool stayed = failed.startedAt != 0 && draft.now() - failed.startedAt >= crashWindow;
    if (stayed) return;
    int failures = startedWell(draft, *service) ? 1 : service->consecutiveFailures + 1;
    draft.edit<ServiceRow>(key, [&](ServiceRow& row) {
        row.consecutiveFailures = failures;
        row.lastFailureAt = draft.now();
        row.nextTry = draft.now() + delayAfter(failures);
    });
    if (failures >= sayAfter) sayFailingStarts(draft, key);
}

void resetDelay(Draft& draft, const ClusterKey& key) {
    auto service = draft.get<ServiceRow>(key);
    if (!service || (service->consecutiveFailures == 0 && service->nextTry == 0)) return;
    draft.edit<ServiceRow>(key, [](ServiceRow& row) {
        row.consecutiveFailures = 0;
        row.nextTry = 0;
    });
    draft.noDeadline(DeadlineKind::serviceRetry, key);
}

} // namespace pilothouse::control
