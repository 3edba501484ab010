// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Differences of documents, by meaning and by line: a few by hand, the rest as properties over random ones.
#include "core/console/document_diff.h"
#include "core/console/json_lines.h"
#include "core/console/line_diff.h"
#include "tests/support/test_registry.h"

#include <QtTest>
#include <random>

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;
using Kind = DocumentChange::Kind;

namespace {

Json parse(const char* text) {
    return Json::parse(text).value();
}

const char* const web = R"({"family": "web", "networkMode": "awsvpc", "containerDefinitions": [
    {"name": "app", "image": "web:3.11.4", "memory": 640,
     "portMappings": [{"containerPort": 3000}],
     "environment": [{"name": "NODE_ENV", "value": "production"}, {"name": "LOG_LEVEL", "value": "info"}]},
    {"name": "nginx", "image": "nginx:1.27", "dependsOn": [{"containerName": "app", "condition": "START"}]}],
  "futureMember": {"b": 1, "a": [1, 2]}})";

/// A document like a task definition, with members, names and values by chance.
class Chance {
public:
    explicit Chance(unsigned seed) : m_random(seed) {}
    int below(int n) { return int(m_random() % unsigned(n)); }

    Json document() {
        Json made = Json::object();
        for (const char* name : {"family", "cpu", "memory", "networkMode", "odd/na~me"})
            if (below(3)) made.set(name, word());
        if (below(4)) {
            Json containers = Json::array();
            for (const char* name : {"app", "nginx", "log"})
                if (below(3)) containers.push(container(name));
            if (below(2) && containers.size() > 1)
                std::swap(containers.mutableItems().front(), containers.mutableItems().back());
            made.set("containerDefinitions", containers);
        }
        return made;
    }

private:
    Json word() { return Json(std::string(1, char('a' + below(3)))); }
    Json container(const char* name) {
        Json made = Json::object({{"name", name}});
        if (below(2)) made.set("image", word());
        if (below(2)) made.set("command", Json::array({word(), word()}));
        if (below(2)) {
            Json variables = Json::array();
            for (const char* variable : {"A", "B", "C"})
                if (below(2)) variables.push(Json::object({{"name", variable}, {"value", word()}}));
            made.set("environment", variables);
        }
        if (below(2)) made.set("healthCheck", Json::object({{"retries", below(3)}}));
        return made;
    }
    std::mt19937 m_random;
};

std::vector<std::string> linesOf(const Json& document) {
    std::vector<std::string> lines;
    for (const auto& line : jsonLines(document))
        lines.push_back(line.text);
    return lines;
}

Json shuffled(const Json& value, Chance& chance) {
    if (value.isArray()) {
        Json made = Json::array();
        for (const Json& item : value.items())
            made.push(shuffled(item, chance));
        return made;
    }
    if (!value.isObject()) return value;
    auto members = value.members();
    for (std::size_t i = members.size(); i > 1; --i)
        std::swap(members[i - 1], members[std::size_t(chance.below(int(i)))]);
    Json made = Json::object();
    for (const auto& [name, member] : members)
        made.set(name, shuffled(member, chance));
    return made;
}

std::string bare(std::string line) {
    if (line.ends_with(',')) line.pop_back();
    return line;
}

} // namespace

class DocumentDiffTest : public QObject {
    Q_OBJECT

private slots:
    void containersAndVariablesAreKnownByTheirNames() {
        const Json older = parse(web);
        Json newer = older;
        auto& containers = newer.find("containerDefinitions")->mutableItems();
        containers.insert(containers.begin(), parse(R"({"name": "migrate", "image": "web-migrate:3"})"));
        containers[1].set("image", "web:latest");
        auto& variables = containers[1].find("environment")->mutableItems();
        variables.erase(variables.begin());
        variables.push_back(parse(R"({"name": "DB", "value": "x"})"));
        const auto changes = differences(older, newer);
        QCOMPARE(int(changes.size()), 4);
        QCOMPARE(changes[0].kind, Kind::added);
        QCOMPARE(changes[0].path, (std::vector<std::string>{"containerDefinitions", "migrate"}));
        QCOMPARE(changes[0].pointer, std::string("/containerDefinitions/0"));
        QCOMPARE(changes[1].kind, Kind::changed);
        QCOMPARE(changes[1].pointer, std::string("/containerDefinitions/1/image"));
        QCOMPARE(changes[1].path, (std::vector<std::string>{"containerDefinitions", "app", "image"}));
        QCOMPARE(changes[1].before, Json("web:3.11.4"));
        QCOMPARE(changes[1].after, Json("web:latest"));
        QCOMPARE(changes[2].path,
                 (std::vector<std::string>{"containerDefinitions", "app", "environment", "DB"}));
        QCOMPARE(changes[3].kind, Kind::removed);
        QCOMPARE(changes[3].pointer, std::string("/containerDefinitions/0/environment/0"));
    }

    void portsAreKnownByNumberAndProtocol() {
        const Json older =
            parse(R"({"portMappings": [{"containerPort": 53}, {"containerPort": 53, "protocol": "udp"}]})");
        Json newer = older;
        newer.find("portMappings")->mutableItems()[1].set("hostPort", 53);
        const auto changes = differences(older, newer);
        QCOMPARE(int(changes.size()), 1);
        QCOMPARE(changes[0].path, (std::vector<std::string>{"portMappings", "53/udp", "hostPort"}));
    }

    void anotherOrderOfContainersIsAMoveAndOfMembersNothing() {
        const Json older = parse(R"({"containerDefinitions": [{"name": "a", "x": 1}, {"name": "b"}]})");
        const Json newer = parse(R"({"containerDefinitions": [{"name": "b"}, {"x": 1, "name": "a"}]})");
        const auto changes = differences(older, newer);
        QCOMPARE(int(changes.size()), 1);
        QCOMPARE(changes[0].kind, Kind::moved);
    }

    void repeatedNamesFallBackToTheWholeList() {
        const Json older = parse(R"({"environment": [{"name": "A"}, {"name": "A"}]})");
        const Json newer = parse(R"({"environment": [{"name": "A"}]})");
        const auto changes = differences(older, newer);
        QCOMPARE(int(changes.size()), 1);
        QCOMPARE(changes[0].pointer, std::string("/environment"));
    }

    void randomDocuments() {
        for (unsigned seed = 0; seed < 400; ++seed) {
            Chance chance(seed);
            const Json a = chance.document(), b = chance.document();
            QVERIFY(differences(a, a).empty());
            QVERIFY(differences(a, shuffled(a, chance)).empty());
            QVERIFY(inOrderOf(shuffled(a, chance), a) == a);
            const auto there = differences(a, b), back = differences(b, a);
            QCOMPARE(there.size(), back.size());
            QCOMPARE(there.empty(), inOrderOf(b, a) == a);
            for (const auto& change : there) {
                const Json* at = (change.kind == Kind::removed ? a : b).pointer(change.pointer);
                QVERIFY(at);
                if (change.kind == Kind::moved) continue;
                QVERIFY(*at == (change.kind == Kind::removed ? change.before : change.after));
                QVERIFY(std::any_of(back.begin(), back.end(), [&](const DocumentChange& other) {
                    return other.path == change.path && other.before == change.after &&
                           other.after == change.before;
                }));
            }
            QCOMPARE(differences(a, inOrderOf(b, a)).size(), there.size());
            QVERIFY(differences(b, inOrderOf(b, a)).empty());
        }
    }

    void linesAreTheDocument() {
        for (unsigned seed = 0; seed < 200; ++seed) {
            const Json document = Chance(seed).document();
            QCOMPARE(Json::parse(jsonText(document)).value(), document);
            for (const auto& line : jsonLines(document))
                QVERIFY(document.pointer(line.pointer));
        }
        const auto lines = jsonLines(parse(web));
        QCOMPARE(lines[5].text, std::string("      \"name\": \"app\","));
        QCOMPARE(lines[5].pointer, std::string("/containerDefinitions/0/name"));
        QCOMPARE(lines[12].text,
                 std::string("        { \"name\": \"NODE_ENV\", \"value\": \"production\" },"));
    }

    void rowsHoldBothTextsWhole() {
        for (unsigned seed = 0; seed < 400; ++seed) {
            Chance chance(seed);
            const auto left = linesOf(chance.document()), right = linesOf(chance.document());
            int l = 0, r = 0;
            for (const DiffRow& row : diffLines(left, right)) {
                if (row.left >= 0) QCOMPARE(row.left, l++);
                if (row.right >= 0) QCOMPARE(row.right, r++);
                using Row = DiffRow::Kind;
                QCOMPARE(row.left < 0, row.kind == Row::added);
                QCOMPARE(row.right < 0, row.kind == Row::removed);
                if (row.kind == Row::same)
                    QCOMPARE(bare(left[std::size_t(row.left)]), bare(right[std::size_t(row.right)]));
                if (row.kind == Row::changed) QVERIFY(!row.leftWords.empty() || !row.rightWords.empty());
                for (const Stretch& s : row.rightWords)
                    QVERIFY(s.from + s.length <= right[std::size_t(row.right)].size());
            }
            QCOMPARE(l, int(left.size()));
            QCOMPARE(r, int(right.size()));
        }
    }

    void theWordsThatDiffer() {
        const auto rows =
            diffLines({"{", "  \"image\": \"web:3.11.4\",", "}"}, {"{", "  \"image\": \"web:3.12.0\"", "}"});
        QCOMPARE(int(rows.size()), 3);
        QCOMPARE(rows[1].kind, DiffRow::Kind::changed);
        QCOMPARE(rows[1].leftWords, (std::vector<Stretch>{{18, 4}})); // 11.4
        QCOMPARE(rows[1].rightWords, (std::vector<Stretch>{{18, 4}}));
    }

    void aCommaAtTheEndIsNoDifference() {
        const auto rows = diffLines({"[", "  1", "]"}, {"[", "  1,", "  2", "]"});
        QCOMPARE(rows[1].kind, DiffRow::Kind::same);
        QCOMPARE(rows[2].kind, DiffRow::Kind::added);
    }
};

static Registered<DocumentDiffTest> registered("document_diff");
#include "document_diff_test.moc"
