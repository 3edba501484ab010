// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The limit of a slice as the kernel keeps it: measured by the kernel's own account of CPU time.
#include "core/runtime/docker_names.h"
#include "core/runtime/docker_slices.h"
#include "tests/runtime/docker_fixture.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::control;
using namespace pilothouse::tests;

namespace {

const char* const spins = "while :; do :; done";

QString readFile(const std::string& path) {
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

bool isFirstVersion() {
    return QFile::exists("/sys/fs/cgroup/cpu");
}

/// The kernel's account of a cgroup and all below it.
struct Account {
    double used = -1;             ///< CPU time in nanoseconds; negative: there is no such cgroup
    qint64 periods = 0, held = 0; ///< of its quota; those in which it was used up
};

Account accountOf(const std::string& cgroup) {
    Account account;
    auto stat =
        readFile("/sys/fs/cgroup" + std::string(isFirstVersion() ? "/cpu" : "") + cgroup + "/cpu.stat");
    for (auto& line : stat.split('\n')) {
        auto value = line.section(' ', 1).toLongLong();
        if (line.startsWith("nr_periods ")) account.periods = value;
        if (line.startsWith("nr_throttled ")) account.held = value;
        if (line.startsWith("usage_usec ")) account.used = static_cast<double>(value) * 1000;
    }
    if (isFirstVersion()) {
        auto used = readFile("/sys/fs/cgroup/cpuacct" + cgroup + "/cpuacct.usage");
        account.used = used.isEmpty() ? -1 : used.toDouble();
    }
    return account;
}

constexpr double period = 1e8; // nanoseconds

/// While it lives, the kernel gives all planes' tasks the processors before others: a busy computer cannot
/// keep them under their limit.
class Favoured {
public:
    Favoured() : m_before(readFile(m_path)) { write(isFirstVersion() ? "262144" : "10000"); }
    ~Favoured() { write(m_before.toUtf8()); }
    Favoured(const Favoured&) = delete;
    Favoured& operator=(const Favoured&) = delete;

private:
    void write(const QByteArray& weight) {
        QFile file(QString::fromStdString(m_path));
        if (file.open(QIODevice::WriteOnly)) file.write(weight);
    }
    const std::string m_path = isFirstVersion() ? "/sys/fs/cgroup/cpu/pilothouse/cpu.shares"
                               : QFile::exists("/sys/fs/cgroup/pilothouse.slice")
                                   ? "/sys/fs/cgroup/pilothouse.slice/cpu.weight"
                                   : "/sys/fs/cgroup/pilothouse/cpu.weight";
    QString m_before;
};

} // namespace

class DockerSlicesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TestEngine> engine;
    docker::About about;

    TaskGoal onHalfACore(TestPlane& plane, const std::string& script, int memory = 64) {
        auto goal = plane.task(definitionOf({busyboxRuns(*engine, "one", script)}));
        auto plan = std::make_shared<TaskPlan>(*goal.plan);
        plan->instanceCpu = 512;
        plan->instanceMemory = memory;
        goal.plan = plan;
        return goal;
    }

    std::string sliceOf(const TaskGoal& goal) {
        auto parent =
            engine
                ->inspect("ph-" + goal.plan->planeId.substr(0, 6) + "-" + goal.taskId.substr(0, 12) + "-one")
                .at("HostConfig")
                .str("CgroupParent");
        if (about.cgroupDriver != "systemd") return parent;
        // "a-b-c.slice" lives in a.slice/a-b.slice.
        std::string path, name = parent.substr(0, parent.size() - 6);
        for (auto dash = name.find('-'); dash != std::string::npos; dash = name.find('-', dash + 1))
            path += "/" + name.substr(0, dash) + ".slice";
        return path + "/" + parent;
    }

private slots:
    void init() {
        engine = std::make_unique<TestEngine>();
        auto asked = (*engine)->connect();
        QVERIFY2(asked.has_value(), "no Docker engine answers");
        about = *asked;
        runtime::Slices slices(std::string(32, 'f'));
        slices.adopt(about);
        QVERIFY2(slices.kernel(), "limits of slices need root and an engine of this computer");
        slices.tidy();
    }

    void cleanup() { engine.reset(); }

    void twoSpinningTasksShareHalfACore() {
        TestPlane plane(*engine);
        plane.start();
        auto one = onHalfACore(plane, spins), two = onHalfACore(plane, spins);
        for (auto& goal : {one, two})
            plane.want(goal);
        for (auto& goal : {one, two})
            QVERIFY(plane.await(goal, allRun).has_value());
        auto slice = sliceOf(one);
        QCOMPARE(sliceOf(two), slice);
        Favoured favoured;
        int counted = 0;
        for (int window = 0; window < 25 && counted < 2; ++window) {
            auto before = accountOf(slice), after = before;
            QVERIFY2(before.used >= 0, slice.c_str());
            QTRY_VERIFY_WITH_TIMEOUT((after = accountOf(slice)).periods - before.periods >= 20, 60'000);
            auto periods = after.periods - before.periods;
            double cores = (after.used - before.used) / (static_cast<double>(periods) * period);
            QVERIFY2(cores <= 0.55, std::to_string(cores).c_str());
            // Where the quota was not used up in some period, others had the processors: that says nothing.
            if (after.held - before.held < periods) continue;
            QVERIFY2(cores >= 0.45, std::to_string(cores).c_str());
            ++counted;
        }
        QVERIFY2(counted == 2, "this computer is too busy: the tasks never got what they may use");
        plane.want(plane.removed(one));
        QVERIFY(plane.await(one, isGone).has_value());
        QVERIFY(accountOf(slice).used >= 0); // the other still runs in it
        plane.want(plane.removed(two));
        QVERIFY(plane.await(two, isGone).has_value());
        plane.stop();
        QVERIFY(about.cgroupDriver == "systemd" ||
                accountOf(slice).used < 0); // taken away when nothing is left
    }

    void theSlicesMemoryBoundsItsTasksTogether() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = onHalfACore(plane, "x=0123456789abcdef; while :; do x=$x$x; done", 32);
        plane.want(goal);
        auto seen = plane.await(goal, isIn(0, ObservedContainer::exited));
        QVERIFY(seen.has_value());
        QCOMPARE(seen->containers[0].reason,
                 std::string("OutOfMemoryError: Container killed due to memory usage"));
    }

    void aTasksOwnSizeBoundsIt() {
        TestPlane plane(*engine);
        plane.start();
        auto definition = definitionOf({busyboxRuns(*engine, "one", spins)}, ecs::NetworkMode::awsvpc);
        definition.cpu = 256;
        definition.memory = 512;
        auto goal = plane.task(definition);
        auto plan = std::make_shared<TaskPlan>(*goal.plan);
        plan->launchType = ecs::LaunchType::fargate;
        plan->instance.clear();
        plan->ec2InstanceId.clear();
        goal.plan = plan;
        plane.want(goal);
        QVERIFY(plane.await(goal, allRun).has_value());
        auto slice = sliceOf(goal);
        if (isFirstVersion()) {
            QCOMPARE(readFile("/sys/fs/cgroup/cpu" + slice + "/cpu.cfs_quota_us"), QString("25000"));
            QCOMPARE(readFile("/sys/fs/cgroup/memory" + slice + "/memory.limit_in_bytes"),
                     QString("536870912"));
        } else {
            QCOMPARE(readFile("/sys/fs/cgroup" + slice + "/cpu.max"), QString("25000 100000"));
            QCOMPARE(readFile("/sys/fs/cgroup" + slice + "/memory.max"), QString("536870912"));
        }
        plane.want(plane.removed(goal));
        QVERIFY(plane.await(goal, isGone).has_value());
        QVERIFY(about.cgroupDriver == "systemd" || accountOf(slice).used < 0);
    }
};

static pilothouse::tests::Registered<DockerSlicesTest> registered("docker_slices");

#include "docker_slices_test.moc"
