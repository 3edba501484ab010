// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/gallery/world.h"

#include "core/base/arn.h"

#include <QDateTime>
#include <algorithm>

namespace pilothouse::ui::gallery {

namespace {

using ecs::TaskStatus;

const ArnMaker maker{"ap-northeast-1", "123456789012"};
constexpr const char* cluster = "production";

console::Instance instanceOf(int n) {
    static const char* ids[] = {"i-04395f2c1aa90b3d7", "i-01c17b58e2d90f6a4", "i-0a4c1d7730be52f98",
                                "i-0216fe01c9d3a87b5", "i-036b3a5f60c1d928e", "i-0149d62b7fe83a05c"};
    static const char* zones[] = {"ap-northeast-1c", "ap-northeast-1d", "ap-northeast-1a",
                                  "ap-northeast-1a", "ap-northeast-1d", "ap-northeast-1a"};
    console::Instance instance;
    instance.id = std::string(30, '0') + std::to_string(10 + n);
    instance.arn = maker.containerInstance(cluster, instance.id);
    instance.ec2InstanceId = ids[n];
    instance.zone = zones[n];
    instance.status = "ACTIVE";
    instance.connected = true;
    instance.engine = "docker 20.10.24";
    return instance;
}

console::Task taskOf(const std::string& id8, const std::string& service, int revision, TaskStatus status,
                     Millis age) {
    console::Task task;
    task.id = id8 + "4a0b91c7d35e68f2a0b91c7d";
    task.arn = maker.task(cluster, task.id);
    task.family = task.service = service;
    task.group = "service:" + service;
    task.startedBy = "ecs-svc/6120448193307727735";
    task.revision = revision;
    task.taskDefinition = maker.taskDefinition(service, revision);
    task.lastStatus = status;
    task.desiredStatus = status >= TaskStatus::deactivating ? "STOPPED" : "RUNNING";
    task.launchType = "EC2";
    task.cpu = "512";
    task.memory = "1024";
    task.createdAt = worldNow() - age;
    console::Container app;
    app.name = "app";
    app.image = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/" + service + ":2.8.1";
    app.lastStatus = status == TaskStatus::running   ? "RUNNING"
                     : status == TaskStatus::stopped ? "STOPPED"
                                                     : "PENDING";
    task.containers.push_back(app);
    return task;
}

void fail(console::Task& task) {
    task.launchType = "FARGATE";
    task.zone = "ap-northeast-1a";
    task.stopCode = "TaskFailedToStart";
    task.stoppedReason = "CannotPullContainerError: failed to resolve ref "
                         "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/payments:2.8.1: manifest unknown";
    task.containers[0].reason = task.stoppedReason;
    task.stoppedAt = task.createdAt;
    task.createdAt -= 48'000;
    task.pullStartedAt = task.createdAt + 8'400;
    task.stoppingAt = task.pullStartedAt + 31'200;
    task.executionStoppedAt = task.stoppingAt + 200;
    task.address = "10.0.17.204";
}

void run(console::Task& task, int instance) {
    task.instanceArn = instanceOf(instance).arn;
    task.pullStartedAt = task.createdAt + 900;
    task.pullStoppedAt = task.createdAt + 7'300;
    task.startedAt = task.createdAt + 9'100;
    task.health = "HEALTHY";
    task.checked = true;
    task.containers[0].health = "HEALTHY";
    task.address = "10.0.17.88";
}

} // namespace

Millis worldNow() {
    static const Millis now = QDateTime(QDate::currentDate(), QTime(14, 32, 8)).toMSecsSinceEpoch();
    return now;
}

std::shared_ptr<const console::Snapshot> worldSnapshot() {
    auto snapshot = std::make_shared<console::Snapshot>();
    snapshot->connection = "tokyo-prod";
    snapshot->cluster = cluster;
    snapshot->region = maker.region;
    snapshot->account = maker.account;
    snapshot->takenAt = worldNow();
    snapshot->tasks.state = snapshot->instances.state = console::PartState::ok;
    snapshot->tasks.asOf = snapshot->instances.asOf = worldNow();
    for (int i = 0; i < 6; ++i)
        snapshot->instances.rows.push_back(std::make_shared<const console::Instance>(instanceOf(i)));
    std::vector<console::Task> tasks;
    int n = 0;
    for (const char* id :
         {"5c1f09ab", "a03be71d", "77d0c2f4", "e91b5a60", "eb8450ae", "2a1c5ed5", "571342c3", "967d286c"}) {
        tasks.push_back(
            taskOf(id, "payments", 58, TaskStatus::stopped, ++n < 5 ? 69'000 + n * 700 : 272'000 + n * 300));
        fail(tasks.back());
    }
    tasks.push_back(taskOf("8a160d1c", "worker", 76, TaskStatus::provisioning, 184'000));
    tasks.push_back(taskOf("9eee3692", "web", 43, TaskStatus::pending, 12'000));
    tasks.back().instanceArn = instanceOf(4).arn;
    tasks.back().pullPercent = 64;
    tasks.push_back(taskOf("f1f836f9", "web", 43, TaskStatus::activating, 41'000));
    tasks.back().instanceArn = instanceOf(5).arn;
    n = 0;
    for (const char* id : {"2014b3ce", "107f80e2", "22f82876", "7efc2f91", "624a8940"}) {
        tasks.push_back(taskOf(id, "web", 43, TaskStatus::running, 86'000 + n * 32'000));
        run(tasks.back(), n++ % 4);
    }
    n = 0;
    for (const char* id : {"0366a024", "02f6d2c6", "24511848", "13c751b2"}) {
        auto task = taskOf(id, "web", 42, TaskStatus::stopped, 9'000'000);
        run(task, n % 4);
        task.stopCode = "ServiceSchedulerInitiated";
        task.stoppedReason = "Scaling activity initiated by (deployment ecs-svc/6120448193307727735)";
        task.stoppedAt = worldNow() - (n < 2 ? 70'000 : 140'000);
        task.executionStoppedAt = task.stoppedAt - 400;
        task.stoppingAt = task.stoppedAt - 2'400;
        task.containers[0].exitCode = 0;
        task.containers[0].health.clear();
        tasks.push_back(task);
        ++n;
    }
    for (auto& task : tasks)
        snapshot->tasks.rows.push_back(std::make_shared<const console::Task>(std::move(task)));
    auto byArn = [](const auto& a, const auto& b) { return a->arn < b->arn; };
    std::sort(snapshot->tasks.rows.begin(), snapshot->tasks.rows.end(), byArn);
    std::sort(snapshot->instances.rows.begin(), snapshot->instances.rows.end(), byArn);
    return snapshot;
}

console::Service worldService() {
    console::Service service;
    service.name = "web";
    service.arn = maker.service(cluster, service.name);
    service.status = "ACTIVE";
    service.taskDefinition = maker.taskDefinition("web", 43);
    service.desired = service.running = 12;
    service.minimumHealthyPercent = 75;
    service.maximumPercent = 150;
    return service;
}

} // namespace pilothouse::ui::gallery
