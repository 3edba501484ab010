// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/counts.h"
#include "core/console/merge.h"
#include "tests/console/rows.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;
using Level = HealthMinute::Level;

namespace {

constexpr Millis t0 = 1'790'000'040'000; // a whole minute

/// A cluster that goes on: each call of at() is one more snapshot.
struct Film {
    Counts counts;
    std::vector<Service> services;
    std::vector<Task> tasks;
    std::vector<Instance> instances;
    PartState state = PartState::ok;
    std::string cluster = "default";
    std::shared_ptr<const Snapshot> last = std::make_shared<Snapshot>();

    void at(Millis time) {
        auto next = std::make_shared<Snapshot>();
        next->cluster = cluster;
        next->takenAt = time;
        next->services = {state, {}, time, mergeRows(last->services.rows, services)};
        next->tasks = {PartState::ok, {}, time, mergeRows(last->tasks.rows, tasks)};
        next->instances = {PartState::ok, {}, time, mergeRows(last->instances.rows, instances)};
        last = next;
        counts.add(next);
    }
    const std::vector<CountPoint>& web() const { return counts.service(service("web", 0, 0).arn); }
};

} // namespace

class CountsTest : public QObject {
    Q_OBJECT

private slots:
    void onlyChangesAreKept() {
        Film film;
        film.services = {service("web", 2, 2)};
        for (int i = 0; i < 1'000; ++i)
            film.at(t0 + i * 1'000);
        QCOMPARE(film.web().size(), std::size_t(1));
        QCOMPARE(film.counts.cluster().size(), std::size_t(1));
        QCOMPARE(film.counts.since(), t0);
        film.services = {service("web", 3, 2)};
        film.at(t0 + 1'000'000);
        QCOMPARE(film.web().size(), std::size_t(2));
        QCOMPARE(film.web().back().at, t0 + 1'000'000);
        QCOMPARE(film.web().back().desired, 3);
        QCOMPARE(film.web().back().running, 2);
    }

    void whatWasNeverWholeIsNothing() {
        Counts counts;
        counts.add(std::make_shared<Snapshot>());
        QCOMPARE(counts.since(), Millis(0));
        QVERIFY(counts.cluster().empty());
        QVERIFY(counts.service("arn").empty());
    }

    void oldDataAreAGap() {
        Film film;
        film.services = {service("web", 2, 2)};
        film.at(t0);
        film.state = PartState::stale;
        film.at(t0 + 60'000);
        QVERIFY(!film.web().back().known);
        QVERIFY(!film.counts.cluster().back().known);
        film.state = PartState::ok;
        film.at(t0 + 120'000);
        QVERIFY(film.web().back().known);
        const auto minutes =
            film.counts.health(film.web().empty() ? "" : film.services[0].arn, t0 + 180'000, 4);
        const std::vector<Level> levels{minutes[0].level, minutes[1].level, minutes[2].level,
                                        minutes[3].level};
        QCOMPARE(levels, (std::vector<Level>{Level::unknown, Level::well, Level::unknown, Level::well}));
    }

    void theWorstOfAMinuteIsSeen() {
        Film film;
        film.services = {service("web", 2, 2)};
        film.at(t0);
        film.services[0].running = 1;
        film.services[0].deployments.front().failed = 5;
        film.at(t0 + 70'000);
        film.services = {service("web", 2, 2)};
        film.at(t0 + 75'000);
        const auto minutes = film.counts.health(film.services[0].arn, t0 + 180'000, 3);
        QCOMPARE(minutes[0].level, Level::well);
        QCOMPARE(minutes[1].level, Level::trouble);
        QCOMPARE(minutes[2].level, Level::well);
    }

    void nothingWantedIsIdle() {
        Film film;
        film.services = {service("web", 0, 0)};
        film.at(t0);
        QCOMPARE(film.counts.health(film.services[0].arn, t0 + 60'000, 1)[0].level, Level::idle);
    }

    void aRollIsMarkedFromItsStartToItsEnd() {
        Film film;
        film.services = {service("web", 2, 2)};
        film.at(t0);
        QVERIFY(film.counts.marks().empty()); // what is long over is no mark
        Service& web = film.services[0];
        web.deployments = {deployment("PRIMARY", "web:2", 2, 0, "IN_PROGRESS"),
                           deployment("ACTIVE", "web:1", 2, 2, "COMPLETED")};
        web.deployments[0].createdAt = web.deployments[0].updatedAt = t0 + 1'000;
        film.at(t0 + 2'000);
        QCOMPARE(film.counts.marks().size(), std::size_t(1));
        QCOMPARE(film.counts.marks()[0].kind, Mark::Kind::started);
        QCOMPARE(film.counts.marks()[0].at, t0 + 1'000);
        QCOMPARE(film.counts.marks()[0].before, definitionArn("web:1"));
        web.deployments.pop_back();
        web.deployments[0].rolloutState = "COMPLETED";
        web.deployments[0].updatedAt = t0 + 31'000;
        film.at(t0 + 32'000);
        QCOMPARE(film.counts.marks().size(), std::size_t(2));
        const Mark& end = film.counts.marks()[1];
        QCOMPARE(end.kind, Mark::Kind::completed);
        QCOMPARE(end.took, Millis(30'000));
        QCOMPARE(end.before, definitionArn("web:1"));
        QVERIFY(film.counts.health(web.arn, t0 + 60'000, 1)[0].changing);
        QVERIFY(!film.counts.health(web.arn, t0 + 120'000, 1)[0].changing);
    }

    void oneThatFailsAndIsRolledBackIsMarked() {
        Film film;
        film.services = {service("web", 2, 2)};
        Service& web = film.services[0];
        web.deployments = {deployment("PRIMARY", "web:2", 2, 0, "IN_PROGRESS"),
                           deployment("ACTIVE", "web:1", 2, 2, "COMPLETED")};
        web.deployments[0].createdAt = t0 - 5'000;
        film.at(t0); // already under way when it is first seen
        QCOMPARE(film.counts.marks().size(), std::size_t(1));
        Deployment back = deployment("PRIMARY", "web:1", 2, 2, "IN_PROGRESS");
        back.id = "ecs-svc/3";
        back.createdAt = t0 + 9'000;
        web.deployments[0].status = "ACTIVE";
        web.deployments[0].rolloutState = "FAILED";
        web.deployments[0].updatedAt = t0 + 8'000;
        web.deployments.insert(web.deployments.begin(), back);
        film.at(t0 + 10'000);
        QCOMPARE(film.counts.marks().size(), std::size_t(3));
        QCOMPARE(film.counts.marks()[1].kind, Mark::Kind::failed);
        QCOMPARE(film.counts.marks()[2].kind, Mark::Kind::started);
        QCOMPARE(film.counts.marks()[2].definition, definitionArn("web:1"));
    }

    void scalingIsMarked() {
        Film film;
        film.services = {service("web", 2, 2)};
        film.at(t0);
        film.services[0].desired = 5;
        film.at(t0 + 3'000);
        QCOMPARE(film.counts.marks().size(), std::size_t(1));
        QCOMPARE(film.counts.marks()[0].kind, Mark::Kind::scaled);
        QCOMPARE(film.counts.marks()[0].from, 2);
        QCOMPARE(film.counts.marks()[0].to, 5);
    }

    void theClusterCountsItsReservedShares() {
        Film film;
        film.services = {service("web", 3, 2)};
        film.tasks = {task("alone", "", ecs::TaskStatus::running), task("old", "", ecs::TaskStatus::stopped),
                      task("mine", "web", ecs::TaskStatus::running)};
        Instance instance;
        instance.arn = arnStart + "container-instance/default/1";
        instance.status = "ACTIVE";
        instance.cpu = 2'048;
        instance.cpuFree = 512;
        instance.memory = 4'000;
        instance.memoryFree = 1'000;
        Instance leaving = instance;
        leaving.arn += "2";
        leaving.status = "DRAINING";
        film.instances = {instance, leaving};
        film.at(t0);
        const ClusterPoint& point = film.counts.cluster().back();
        QCOMPARE(point.desired, 4);
        QCOMPARE(point.running, 3);
        QCOMPARE(point.cpu, 2'048);
        QCOMPARE(point.cpuReserved, 1'536);
        QCOMPARE(point.memoryReserved, 3'000);
    }

    void aServiceThatGoesEndsItsSeries() {
        Film film;
        film.services = {service("web", 2, 2)};
        film.at(t0);
        film.services.clear();
        film.at(t0 + 60'000);
        QVERIFY(!film.web().back().known);
        QCOMPARE(film.counts.health(service("web", 0, 0).arn, t0 + 120'000, 1)[0].level, Level::unknown);
    }

    void anotherClusterForgetsAll() {
        Film film;
        film.services = {service("web", 2, 2)};
        film.at(t0);
        film.cluster = "other";
        film.services.clear();
        film.at(t0 + 1'000);
        QVERIFY(film.web().empty());
        QCOMPARE(film.counts.since(), t0 + 1'000);
    }

    void memoryIsBounded() {
        Film film;
        film.services = {service("web", 2, 2)};
        for (int i = 0; i < 30'000; ++i) { // eight hours in which every second differs
            film.services[0].running = i % 2;
            film.at(t0 + i * 1'000);
        }
        QVERIFY2(film.web().size() < 6'000, qPrintable(QString::number(film.web().size())));
        QCOMPARE(film.counts.points(), film.web().size());
        QVERIFY(film.web().front().at < t0 + 2 * 60'000); // all of it is there, only coarser
        QVERIFY(std::is_sorted(film.web().begin(), film.web().end(),
                               [](const auto& a, const auto& b) { return a.at < b.at; }));
    }
};

static Registered<CountsTest> registered("counts");
#include "counts_test.moc"
