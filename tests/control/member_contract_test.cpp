// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The member contract: core/ecs/shapes.txt says of every member of every request what this plane does with
// it, and here each is sent alone in a valid request to see that it does.
#include "core/store/store.h"
#include "tests/control/contract_samples.h"
#include "tests/support/test_registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <set>

using namespace pilothouse;
using namespace pilothouse::control;
using pilothouse::tests::Visit;

namespace {

/// Everything of a State, as one commit.
Changes allRows(const State& state) {
    Changes all;
    State::each(state, [&]<typename Key, typename Row>(const std::map<Key, Ptr<Row>>& table) {
        Changes::of<Row>(all) = table;
    });
    return all;
}

/// The State as it is after it was written to a database and read again.
State writtenAndRead(const State& state) {
    auto store = store::Store::open(":memory:");
    if (!store || !(*store)->commit(allRows(state))) return {};
    auto loaded = (*store)->load(state.arns);
    return loaded ? std::move(*loaded) : State{};
}

/// Whether a value stands anywhere in an answer: as a member, or as the "value" of a list of details.
bool holds(const Json& answer, const Json& value) {
    if (answer == value) return true;
    for (auto& item : answer.items())
        if (holds(item, value)) return true;
    for (auto& [name, member] : answer.members())
        if (holds(member, value)) return true;
    return false;
}

/// `value` was sent; `told` came back. A name comes back as the ARN that ends with it.
bool comesBack(const Json& told, const Json& value) {
    if (told == value) return true;
    if (told.isString() && value.isString())
        return told.asString().starts_with("arn:") && (told.asString().ends_with("/" + value.asString()));
    if (value.isObject() && told.isObject()) {
        for (auto& [name, member] : value.members())
            if (!comesBack(told.at(name), member)) return false;
        return true;
    }
    if (!value.isArray() || told.size() < value.size()) return false;
    for (std::size_t i = 0; i < value.size(); ++i)
        if (!comesBack(told.at(i), value.at(i))) return false;
    return true;
}

/// How Describe is asked about what a writing call made or changed.
struct Question {
    std::string operation;
    Json input;
    std::string at; ///< where the answer has it
};

Question questionFor(const std::string& operation, const Json& request, const Json& answer) {
    Json all = Json::strings({"TAGS"});
    if (operation == "RegisterTaskDefinition")
        return {"DescribeTaskDefinition",
                Json::object({{"taskDefinition", answer.at("taskDefinition").at("taskDefinitionArn")},
                              {"include", all}}),
                "/taskDefinition"};
    if (operation == "CreateCluster")
        return {"DescribeClusters",
                Json::object({{"clusters", Json::array({answer.at("cluster").at("clusterName")})},
                              {"include", json("['TAGS','SETTINGS','CONFIGURATIONS','STATISTICS']")}}),
                "/clusters/0"};
    if (operation == "RunTask")
        return {"DescribeTasks",
                Json::object({{"tasks", Json::array({answer.at("tasks").at(std::size_t{0}).at("taskArn")})},
                              {"include", all}}),
                "/tasks/0"};
    auto name = request.str("serviceName", request.str("service"));
    return {"DescribeServices", Json::object({{"services", Json::strings({name})}, {"include", all}}),
            "/services/0"};
}

const std::set<std::string> tellers = {"RegisterTaskDefinition", "CreateCluster", "RunTask", "CreateService",
                                       "UpdateService"};

} // namespace

class MemberContractTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Caller> prepared;
    tests::Samples samples;
    std::set<std::string> named; ///< tests of `acts`

    Json valid(const Visit& visit, const Json& value) { return around(visit, samples.request(visit, value)); }
    Json sample(const Visit& visit) {
        if (visit.member().name == "nextToken") return tokenFor(visit);
        return samples.of(*visit.shape, visit.member());
    }
    /// Of a first page of one item.
    Json tokenFor(const Visit& visit) {
        auto input = around(visit, samples.request(visit, Json()));
        input.set("maxResults", 1);
        return prepared->ok(visit.operation, input).at("nextToken");
    }

    void told(const Visit& visit, const Json& value, const Json& described, const std::string& when) {
        auto at = toldAt(visit);
        auto words = visit.name() + " " + value.dump() + " " + when + ": " + described.dump();
        if (!at) {
            auto* own = described.pointer(visit.pointer);
            QVERIFY2(own && comesBack(*own, value), words.c_str());
        } else if (*at == "/attachments") {
            auto leaf = value.isArray() ? value.at(std::size_t{0}) : value;
            while (leaf.isObject())
                leaf = Json(leaf.members()[0].second);
            if (leaf.isArray()) leaf = Json(leaf.at(std::size_t{0}));
            QVERIFY2(holds(described.at("attachments"), leaf), words.c_str());
        } else if (!at->empty()) {
            auto* other = described.pointer(*at);
            QVERIFY2(other && comesBack(*other, value), words.c_str());
        }
    }

    /// `acts` and `kept`: in the answer of Describe, now and after the State has been a database.
    void isKept(const Visit& visit, const Json& value) {
        Caller caller = *prepared;
        auto request = valid(visit, value);
        auto reply = caller.call(visit.operation, request);
        QVERIFY2(reply, (visit.name() + " " + request.dump() + ": " +
                         (reply ? "" : reply.error().type + ": " + reply.error().message))
                            .c_str());
        if (!tellers.contains(visit.operation)) return;
        auto question = questionFor(visit.operation, request, *reply);
        auto ask = [&] {
            auto answer = caller.ok(question.operation, question.input);
            auto* found = answer.pointer(question.at);
            Json described = found ? *found : Json();
            if (answer.has("tags")) described.set("tags", answer.at("tags")); // of a definition
            return described;
        };
        auto now = ask();
        told(visit, value, now, "now");
        caller.world.state = writtenAndRead(caller.world.state);
        QCOMPARE(q(ask().dump()), q(now.dump()));
    }

    void isRefused(const Visit& visit, const Json& value, const std::string& by) {
        Caller caller = *prepared;
        auto error = caller.refusal(visit.operation, valid(visit, value));
        QVERIFY2(error.find(by) != std::string::npos,
                 (visit.name() + " " + value.dump() + ": " + error).c_str());
    }

    /// A definition with it is kept; RunTask, CreateService and UpdateService name the member.
    void isNotRun(const Visit& visit, const Json& value, const std::string& by) {
        isKept(visit, value);
        Caller caller = *prepared;
        auto answer = caller.ok(visit.operation, valid(visit, value));
        auto arn = answer.at("taskDefinition").str("taskDefinitionArn");
        for (auto& [operation, rest] : {std::pair{"RunTask", "{}"},
                                        std::pair{"CreateService", "{'serviceName':'new','desiredCount':1}"},
                                        std::pair{"UpdateService", "{'service':'web'}"}}) {
            Json request = json(rest);
            request.set("taskDefinition", arn);
            auto error = caller.refusal(operation, request);
            QVERIFY2(error.find(by) != std::string::npos,
                     (visit.name() + " " + operation + ": " + error).c_str());
        }
    }

    void keeps(const Visit& visit, ecs::Support support, const Json& value, const std::string& by) {
        if (support == ecs::Support::refused)
            isRefused(visit, value, by);
        else if (support == ecs::Support::norun)
            isNotRun(visit, value, by);
        else
            isKept(visit, value);
    }

private slots:
    void initTestCase() {
        prepared = contractWorld();
        samples = contractSamples(*prepared);
    }

    void everyMemberDoesWhatTheFileSays() {
        int walked = 0;
        std::map<ecs::Support, int> count;
        tests::walkAll([&](const Visit& visit) {
            ++walked;
            ++count[visit.support];
            auto& member = visit.member();
            bool definition = visit.operation == "RegisterTaskDefinition";
            bool allBanned = !member.oneOf.empty() && member.not_.size() == member.oneOf.size();
            if (!allBanned) keeps(visit, visit.support, sample(visit), visit.barrier);
            if (visit.support == ecs::Support::acts) named.insert(member.test);
            if (!visit.barrier.empty()) return;
            for (auto& word : member.not_) {
                Json value = member.kind == ecs::Kind::boolean ? Json(word == "true") : Json(word);
                auto banned = definition ? ecs::Support::norun : ecs::Support::refused;
                keeps(visit, banned, value, visit.pointer + " with the value " + word);
            }
        });
        qInfo("members walked: %d (acts %d, kept %d, not run %d, refused %d)", walked,
              count[ecs::Support::acts], count[ecs::Support::kept], count[ecs::Support::norun],
              count[ecs::Support::refused]);
        QVERIFY(walked >= 587);
    }

    void everyTestThatIsNamedIsKnown() {
        QProcess ctest;
        ctest.start(PILOTHOUSE_CTEST, {"--test-dir", PILOTHOUSE_BUILD_DIR, "-N", "--show-only=json-v1"});
        QVERIFY(ctest.waitForFinished());
        QCOMPARE(ctest.exitCode(), 0);
        std::set<std::string> known;
        for (const auto& test : QJsonDocument::fromJson(ctest.readAllStandardOutput())["tests"].toArray())
            known.insert(test.toObject()["name"].toString().toStdString());
        QVERIFY(!known.empty());
        QVERIFY(!named.empty());
        for (auto& name : named)
            QVERIFY2(known.contains(name), name.c_str());
    }
};

static pilothouse::tests::Registered<MemberContractTest> registered("member_contract");
#include "member_contract_test.moc"
