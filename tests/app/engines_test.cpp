// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothoused/engines.h"

#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using docker::Candidate;
using docker::Finding;

namespace {

Candidate place(const char* address, const char* source, Finding finding = Finding::notThere) {
    Candidate one;
    one.address = *docker::addressOf(address);
    one.source = source;
    one.finding = finding;
    return one;
}

const Candidate ours = place("unix:///var/run/docker.sock", "socket", Finding::refused);
const Candidate podman = place("unix:///run/podman/podman.sock", "podman", Finding::answers);

} // namespace

class EnginesTest : public QObject {
    Q_OBJECT

    static std::string chosen(const std::string& remembered, const std::vector<Candidate>& places) {
        return app::chooseEngine(remembered, places, [&] { return places; }).text;
    }

private slots:
    void aNewPlaneTakesTheFirstThatAnswers() {
        QCOMPARE(chosen("", {ours, podman}), std::string("unix:///run/podman/podman.sock"));
    }

    void anEngineOutOfReachIsWaitedFor() {
        QCOMPARE(chosen("unix:///var/run/docker.sock", {ours, podman}),
                 std::string("unix:///var/run/docker.sock"));
    }

    void dockerHostSaysOtherwise() {
        auto host = place("tcp://10.0.0.2:2375", "DOCKER_HOST", Finding::refused);
        QCOMPARE(chosen("unix:///var/run/docker.sock", {host, ours, podman}),
                 std::string("tcp://10.0.0.2:2375"));
        QCOMPARE(chosen("", {host, ours, podman}), std::string("tcp://10.0.0.2:2375"));
    }

    void aRememberedOneThatIsNoUsualPlace() {
        QCOMPARE(chosen("tcp://10.0.0.9:2375", {ours, podman}), std::string("tcp://10.0.0.9:2375"));
    }

    void certificatesComeFromWhereItIsKnown() {
        auto context = place("tcp://10.0.0.2:2376", "context far");
        context.address = *docker::addressOf("tcp://10.0.0.2:2376", "/certificates");
        auto address = app::chooseEngine("tcp://10.0.0.2:2376", {context, ours},
                                         [] { return std::vector<Candidate>{}; });
        QCOMPARE(address.certFile, context.address.certFile);
        QVERIFY(!address.certFile.empty());
    }

    void withNoneAnywhereItIsTheUsualSocket() {
        QCOMPARE(chosen("", {}), std::string("unix:///var/run/docker.sock"));
        QCOMPARE(chosen("", {ours}), std::string("unix:///var/run/docker.sock"));
    }
};

static pilothouse::tests::Registered<EnginesTest> registered("engines");

#include "engines_test.moc"
