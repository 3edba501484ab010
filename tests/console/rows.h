// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"
#include "core/console/snapshot.h"

#include <QtTest>
#include <algorithm>
#include <set>

// Short makers of rows for the tests of this room.
namespace pilothouse::tests {

inline const std::string arnStart = "arn:aws:ecs:us-east-1:000000000000:";

inline std::string definitionArn(const std::string& name) {
    return arnStart + "task-definition/" + name;
}

inline console::Deployment deployment(const std::string& status, const std::string& definition, int desired,
                                      int running, const std::string& rollout) {
    console::Deployment row;
    row.id = "ecs-svc/1" + definition;
    row.status = status;
    row.taskDefinition = definitionArn(definition);
    row.desired = desired;
    row.running = running;
    row.rolloutState = rollout;
    row.createdAt = row.updatedAt = 1'000'000;
    return row;
}

/// A steady service of web:1.
inline console::Service service(const std::string& name, int desired, int running) {
    console::Service row;
    row.name = name;
    row.arn = arnStart + "service/default/" + name;
    row.status = "ACTIVE";
    row.taskDefinition = definitionArn("web:1");
    row.desired = desired;
    row.running = running;
    row.createdAt = 1'000'000;
    row.deployments = {deployment("PRIMARY", "web:1", desired, running, "COMPLETED")};
    return row;
}

inline void addEvent(console::Service& row, const std::string& words, Millis at) {
    row.events.insert(row.events.begin(), {"e", "(service " + row.name + ") " + words, at});
}

inline console::Task task(const std::string& id, const std::string& service, ecs::TaskStatus status) {
    console::Task row;
    row.id = id;
    row.arn = arnStart + "task/default/" + id;
    row.service = service;
    row.taskDefinition = definitionArn("web:1");
    row.lastStatus = status;
    row.desiredStatus = status == ecs::TaskStatus::stopped ? "STOPPED" : "RUNNING";
    row.containers = {{"app", "web:1"}};
    return row;
}

/// A code that is not declared, or an argument that its declaration lacks or has too many, fails the test.
inline void checkDeclared(const console::Reason& reason) {
    for (const auto& kind : console::reasonKinds()) {
        if (kind.code != reason.code) continue;
        QCOMPARE(reason.args.size(), kind.args.size());
        for (const auto& [name, value] : reason.args)
            QVERIFY2(std::find(kind.args.begin(), kind.args.end(), name) != kind.args.end(), name.c_str());
        return;
    }
    QFAIL(("not declared: " + reason.code).c_str());
}

} // namespace pilothouse::tests
