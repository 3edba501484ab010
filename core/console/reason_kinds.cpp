// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/reasons.h"

namespace pilothouse::console {

const std::vector<ReasonKind>& reasonKinds() {
    static const std::vector<ReasonKind> kinds = {
        // One service.
        {"service.steady", {"running"}},
        {"service.nothing", {}},
        {"service.starting", {"running", "desired"}},
        {"service.deploying", {"from", "to", "done", "desired"}}, // definitions; new tasks that run, wanted
        {"service.redeploying", {"to", "done", "desired"}},       // the same definition once more
        {"service.scalingOut", {"running", "desired"}},
        {"service.scalingIn", {"running", "desired"}},
        {"service.replacing", {"running", "desired"}}, // fewer run than wanted, others start
        // Room is short: what the closest instance lacks; "room" where that was not said.
        {"service.waitsFor.cpu", {"running", "desired"}},
        {"service.waitsFor.memory", {"running", "desired"}},
        {"service.waitsFor.ports", {"running", "desired"}},
        {"service.waitsFor.agent", {"running", "desired"}},
        {"service.waitsFor.attribute", {"running", "desired"}},
        {"service.waitsFor.room", {"running", "desired"}},
        {"service.noInstances", {"running", "desired"}},
        {"service.failingStarts", {"running", "desired", "failed", "definition"}},
        {"service.endingTasks", {"running", "desired", "failed"}},
        {"service.boundsPrevent", {"running", "desired", "lower", "upper"}},
        {"service.unhealthy", {"unhealthy", "running"}},
        {"service.rollingBack", {"from", "to"}},
        {"service.deploymentFailed", {"definition"}},
        {"service.draining", {"running"}},
        {"service.inactive", {}},
        // Why an instance takes no such task.
        {"fit.notActive", {}},
        {"fit.agent", {}},
        {"fit.cpu", {"needs", "has"}},
        {"fit.memory", {"needs", "has"}},
        {"fit.ports", {"ports"}},
        {"fit.launchType", {}},
        {"fit.distinct", {}},
        // One task, from its start to its end.
        {"task.waitsForRoom", {}},
        {"task.provisioning", {}},
        {"task.pulling", {"percent"}},
        {"task.preparing", {}},  // PENDING, no figure of a pull
        {"task.activating", {}}, // runs soon: dependencies, targets
        {"task.running", {}},    // no health check
        {"task.healthy", {}},
        {"task.unhealthy", {}},
        {"task.checkPending", {}}, // its check has not spoken yet
        {"task.stopping", {}},
        {"task.stopped.cannotPull", {"image", "words"}},
        {"task.stopped.cannotStart", {"container", "words"}},
        {"task.stopped.cannotCreate", {"container", "words"}},
        {"task.stopped.resources", {"words"}}, // ResourceInitializationError
        {"task.stopped.exited", {"container", "exitCode"}},
        {"task.stopped.exitedUnknown", {}},    // an essential container ended, no exit code said
        {"task.stopped.ended", {"container"}}, // exit code 0
        {"task.stopped.outOfMemory", {"container"}},
        {"task.stopped.healthCheck", {}},
        {"task.stopped.targetCheck", {"words"}},
        {"task.stopped.vanished", {"container"}},
        {"task.stopped.user", {"words"}},
        {"task.stopped.userNoReason", {}},
        {"task.stopped.scheduler", {}}, // scaling or a new deployment
        {"task.stopped.spot", {}},
        {"task.stopped.host", {"words"}},
        {"task.stopped.failedToStart", {"words"}},
        {"task.stopped.other", {"words"}},
        {"task.stopped.unsaid", {}},
        {"task.unknown", {}},
        // What a service's event says.
        {"event.steady", {}},
        {"event.started", {"count"}},
        {"event.stopped", {"count"}},
        {"event.draining", {"count"}},
        {"event.registered", {"count"}},
        {"event.deregistered", {"count"}},
        {"event.deploymentCompleted", {}},
        {"event.deploymentFailed", {}},
        {"event.rollingBack", {}},
        {"event.noRoom.cpu", {}},
        {"event.noRoom.memory", {}},
        {"event.noRoom.ports", {}},
        {"event.noRoom.agent", {}},
        {"event.noRoom.attribute", {}},
        {"event.noRoom.room", {}},
        {"event.noInstances", {}},
        {"event.failingStarts", {}},
        {"event.boundsPrevent", {}},
        {"event.throttled", {}},
        {"event.other", {"words"}},
        // What follows by itself in a service's deployment (rollout.h).
        {"rollout.gone", {}},
        {"rollout.draining", {"count"}},
        {"rollout.failed", {}},
        {"rollout.triesOn", {}},
        {"rollout.failsAfter", {"left"}},
        {"rollout.rollsBackAfter", {"left"}},
        {"rollout.replaces", {"starting", "from", "lower"}},
        {"rollout.stopsOld", {"old", "from"}},
        {"rollout.scalesIn", {"count"}},
        {"rollout.starting", {"starting"}},
        {"rollout.startsMore", {"more", "to"}},
        {"rollout.zero", {}},
        {"rollout.settled", {"running", "to"}},
        // On top of the services page.
        {"services.none", {}},
        {"services.allWell", {"total"}},
        {"services.wellOf", {"well", "total"}},
        {"services.noneWell", {"total"}},
        {"services.trouble", {"names"}},
        {"services.atRisk", {"names"}},
        {"services.changing", {"names"}},
        {"services.starting", {"names"}},
        {"services.leaving", {"names"}},
        // On top of the tasks page.
        {"tasks.none", {}},
        {"tasks.running", {"running"}},
        {"tasks.starting", {"count"}},
        {"tasks.waiting", {"count"}},
        {"tasks.unhealthy", {"count"}},
        {"tasks.stopping", {"count"}},
        {"tasks.failed", {"count"}},              // ended badly, for different reasons
        {"tasks.failedSame", {"count", "names"}}, // all of these definitions, for one reason
        // Problems of the overview: titles and what follows them are clauses, the rest sentences.
        {"problem.down", {"service", "desired"}},
        {"problem.part", {"service", "running", "desired"}},
        {"problem.full", {"service", "definition"}}, // the older tasks serve, the newest do not start
        {"problem.deploymentFailed", {"service", "definition"}},
        {"problem.unhealthy", {"service", "unhealthy", "running"}},
        {"problem.waits", {"service", "missing"}},
        {"problem.noInstances", {"service", "missing"}},
        {"problem.bounds", {"service"}},
        {"problem.replacing", {"service", "missing"}},
        {"problem.moving", {"service", "from", "to"}}, // revisions of one family
        {"problem.movingTo", {"service", "from", "to"}},
        {"problem.redeploying", {"service", "to"}},
        {"problem.rollingBack", {"service", "to"}},
        {"problem.starting", {"service"}},
        {"problem.growing", {"service"}},
        {"problem.shrinking", {"service"}},
        {"problem.deleting", {"service"}},
        {"problem.instanceLost", {"instance"}},
        {"problem.draining", {"instance"}},
        {"problem.tasksFailed", {"definition", "count"}},
        {"problem.cause.cannotPull", {}},
        {"problem.cause.cannotStart", {}},
        {"problem.cause.cannotCreate", {}},
        {"problem.cause.resources", {}},
        {"problem.cause.outOfMemory", {}},
        {"problem.cause.healthCheck", {}},
        {"problem.cause.targetCheck", {}},
        {"problem.cause.vanished", {}},
        {"problem.cause.host", {}},
        {"problem.cause.exited", {"exitCode"}},
        {"problem.why.old", {"running", "desired", "definition"}},
        {"problem.why.failed", {"failed", "definition", "since"}},
        {"problem.why.pull", {"image", "words"}},
        {"problem.why.last", {}}, // before the reason of the newest failure
        {"problem.why.needs", {"needs", "free"}},
        {"problem.why.rolled", {"done", "desired"}},
        {"problem.why.tasksOn", {"count"}},
        {"problem.next.retries", {}},
        {"problem.next.noBreaker", {}},
        {"problem.next.breaker", {"failed", "threshold"}},
        {"problem.next.breakerRollback", {"failed", "threshold"}},
        {"problem.next.replaced", {}},
        {"problem.next.placed", {}},
        {"problem.next.stays", {}},
        {"problem.next.lost", {}},
        {"problem.next.drains", {}},
        {"problem.next.alone", {}}, // no service replaces it
        {"problem.many.failing", {"count"}},
        {"problem.many.deploymentFailed", {"count"}},
        {"problem.many.unhealthy", {"count"}},
        {"problem.many.waits", {"count"}},
        {"problem.many.noInstances", {"count"}},
        {"problem.many.bounds", {"count"}},
        {"problem.many.replacing", {"count"}},
        {"problem.many.deploying", {"count"}},
        {"problem.many.rollingBack", {"count"}},
        {"problem.many.starting", {"count"}},
        {"problem.many.scaling", {"count"}},
        {"problem.many.deleting", {"count"}},
        {"problem.many.instanceLost", {"count"}},
        {"problem.many.draining", {"count"}},
        {"problem.many.tasksFailed", {"count"}},
        {"problem.many.names", {"names"}},
        {"problem.many.namesMore", {"names", "others"}},
        // What changed, as clauses.
        {"change.started", {"service", "from", "to"}},
        {"change.startedAgain", {"service", "to"}},
        {"change.completed", {"service", "from", "to", "took"}},
        {"change.completedAgain", {"service", "to", "took"}},
        {"change.failed", {"service", "from", "to"}},
        {"change.failedAgain", {"service", "to"}},
        {"change.scaled", {"service", "from", "to"}},
    };
    return kinds;
}

} // namespace pilothouse::console
