// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothoused/first_start.h"

#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::control;

class FirstStartTest : public QObject {
    Q_OBJECT

    static void cut(store::Store& store, State& state) {
        Changes changes;
        InstanceRow row{.key = {"default", "i"}, .engine = "docker"};
        changes.instances[row.key] = std::make_shared<const InstanceRow>(row);
        QVERIFY(store.commit(changes).has_value());
        apply(state, changes);
    }

private slots:
    void aNewFolderGetsAPlaneOnce() {
        auto store = std::move(*store::Store::open(":memory:"));
        State state;
        auto made = app::makePlane(*store, state, "docker", 5'000);
        QVERIFY(made.has_value() && *made);
        auto id = app::planeIdOf(state);
        QCOMPARE(id.size(), std::size_t{32});
        QVERIFY(state.clusters.at("default")->active);
        auto again = app::makePlane(*store, state, "docker", 6'000);
        QVERIFY(again.has_value() && !*again);
        QCOMPARE(app::planeIdOf(state), id);
        QVERIFY(store->load({})->sameRows(state));
        auto other = app::makePlane(*store, state, "simulated", 7'000);
        QVERIFY(!other.has_value());
        QCOMPARE(other.error().code, std::string("folder.otherEngine"));
    }

    void theEngineIsRememberedOnceInstancesAreCutFromIt() {
        auto store = std::move(*store::Store::open(":memory:"));
        State state;
        QVERIFY(app::makePlane(*store, state, "docker", 5'000).has_value());
        QVERIFY(app::rememberEngine(*store, state, "unix:///nowhere.sock").has_value());
        QCOMPARE(app::engineAddressOf(state), std::string()); // it never answered: the next start looks again
        QVERIFY(app::rememberEngine(*store, state, "unix:///var/run/docker.sock").has_value());
        cut(*store, state);
        QCOMPARE(app::engineAddressOf(state), std::string("unix:///var/run/docker.sock"));
        QVERIFY(app::rememberEngine(*store, state, "unix:///nowhere.sock").has_value());
        QCOMPARE(app::engineAddressOf(state), std::string("unix:///var/run/docker.sock"));
        QVERIFY(store->load({})->sameRows(state));
    }
};

static pilothouse::tests::Registered<FirstStartTest> registered("first_start");

#include "first_start_test.moc"
