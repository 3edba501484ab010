// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ecs/shapes.h"

#include "tests/ecs/json.h"
#include "tests/ecs/shape_walk.h"
#include "tests/support/test_registry.h"

#include <QtTest>
#include <set>

using namespace pilothouse;
using namespace pilothouse::tests;

namespace {

std::string refusal(const std::string& operation, const Json& input) {
    auto error = ecs::checkRequest(operation, input);
    return error ? error->type + ": " + error->message : std::string();
}

std::string badValue(const Visit& visit) {
    return visit.operation == "RegisterTaskDefinition" ? "ClientException: " : "InvalidParameterException: ";
}

/// Of the wrong type for a member of that kind.
Json wrong(ecs::Kind kind) {
    switch (kind) {
    case ecs::Kind::string:
        return 7;
    case ecs::Kind::structure:
    case ecs::Kind::map:
        return Json::array();
    default:
        return "word";
    }
}

} // namespace

class ShapesTest : public QObject {
    Q_OBJECT

    Samples samples;

    /// A request that has `value` at this member is refused with these words and the member's name.
    void refuses(const Visit& visit, const Json& value, const std::string& type) {
        auto error = refusal(visit.operation, samples.request(visit, value));
        auto words = visit.name() + " with " + value.dump() + ": " + error;
        QVERIFY2(error.starts_with(type), words.c_str());
        QVERIFY2(error.find(visit.member().name) != std::string::npos, words.c_str());
    }

private slots:
    void theWholeModelIsKnown() {
        QCOMPARE(ecs::operations().size(), std::size_t{25});
        std::set<std::string> all(ecs::modelledOperations().begin(), ecs::modelledOperations().end());
        QCOMPARE(all.size(), std::size_t{88});
        QCOMPARE(all.size(), ecs::modelledOperations().size());
        for (auto& operation : ecs::operations()) {
            QVERIFY(all.contains(operation));
            QVERIFY2(ecs::requestOf(operation), operation.c_str());
        }
        QVERIFY(!ecs::requestOf("ListGateways"));
        QCOMPARE(q(ecs::absentError("ListGateways")), QString("UnsupportedFeatureException"));
        QCOMPARE(q(ecs::absentError("TagResource")), QString("ClientException"));
    }

    void everyLineIsWhole() {
        walkAll([](const Visit& visit) {
            auto& member = visit.member();
            auto where = visit.name();
            QVERIFY2(member.of.empty() || ecs::shape(member.of), where.c_str());
            if (member.support == ecs::Support::acts) QVERIFY2(!member.test.empty(), where.c_str());
            for (auto& word : member.not_)
                if (!member.oneOf.empty())
                    QVERIFY2(std::find(member.oneOf.begin(), member.oneOf.end(), word) != member.oneOf.end(),
                             (where + " " + word).c_str());
        });
    }

    void aMemberOfTheRightTypePasses() {
        walkAll([&](const Visit& visit) {
            auto error =
                refusal(visit.operation, samples.request(visit, samples.of(*visit.shape, visit.member())));
            QVERIFY2(error.empty(), (visit.name() + ": " + error).c_str());
        });
    }

    void aMemberOfAnotherTypeIsNamed() {
        walkAll([&](const Visit& visit) {
            auto& member = visit.member();
            if (member.kind == ecs::Kind::document) return;
            refuses(visit, wrong(member.kind), "SerializationException: ");
            if (member.kind == ecs::Kind::list && member.items != ecs::Kind::document)
                refuses(visit, Json::array({wrong(member.items)}), "SerializationException: ");
            if (member.kind == ecs::Kind::map)
                refuses(visit, Json::object({{"key", wrong(member.items)}}), "SerializationException: ");
            if (member.kind == ecs::Kind::integer) refuses(visit, 1.5, "SerializationException: ");
        });
    }

    void aRequiredMemberThatIsNotThereIsNamed() {
        int seen = 0;
        walkAll([&](const Visit& visit) {
            if (!visit.member().required) return;
            refuses(visit, Json(), badValue(visit));
            ++seen;
        });
        QVERIFY(seen > 80);
    }

    void aWordThatIsNoneOfTheEnumIsNamed() {
        int seen = 0;
        walkAll([&](const Visit& visit) {
            auto& member = visit.member();
            if (member.oneOf.empty()) return;
            Json word = "NO_SUCH_WORD";
            refuses(visit, member.kind == ecs::Kind::list ? Json::array({word}) : word, badValue(visit));
            ++seen;
        });
        QVERIFY(seen > 60);
    }

    void whatIsBeyondALimitIsNamed() {
        int seen = 0;
        walkAll([&](const Visit& visit) {
            auto& member = visit.member();
            auto ofSize = [&](std::int64_t size) -> Json {
                if (member.kind == ecs::Kind::integer) return size;
                if (member.kind == ecs::Kind::string) return std::string(static_cast<std::size_t>(size), 'x');
                auto one = samples.of(*visit.shape, member).at(std::size_t{0});
                return Json::Array(static_cast<std::size_t>(size), one);
            };
            bool number = member.kind == ecs::Kind::integer;
            if (member.least && (number || *member.least > 0))
                refuses(visit, ofSize(*member.least - 1), badValue(visit)), ++seen;
            if (member.most && *member.most < 1'000'000'000)
                refuses(visit, ofSize(*member.most + 1), badValue(visit)), ++seen;
        });
        QVERIFY(seen > 60);
    }

    void unknownMembersAndNullsPass() {
        QCOMPARE(q(refusal("ListTasks", json("{'cluster':null,'unheardOf':{'a':[1]}}"))), QString());
    }

    void aRequestIsAnObject() {
        QCOMPARE(q(refusal("ListTasks", json("[]"))),
                 QString("SerializationException: The request must be a JSON object."));
    }

    void whatAsksForNothingIsNotRefused() {
        for (auto* nothing : {"null", "[]", "{}", "false", "0", "''"})
            QVERIFY2(!ecs::asksFor(json(nothing)), nothing);
        for (auto* something : {"[1]", "{'a':1}", "true", "1", "'x'", "0.5", "-1"})
            QVERIFY2(ecs::asksFor(json(something)), something);
        QVERIFY(!ecs::firstRefused("CreateService", json("{'loadBalancers':[],'role':''}")));
        auto unmet = ecs::firstRefused("CreateService", json("{'loadBalancers':[{}]}"));
        QCOMPARE(q(unmet->pointer), QString("/loadBalancers"));
    }
};

static pilothouse::tests::Registered<ShapesTest> registered("shapes");
#include "shapes_test.moc"
