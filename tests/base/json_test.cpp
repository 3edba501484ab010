// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using pilothouse::Json;

class JsonTest : public QObject {
    Q_OBJECT

    static std::string roundTrip(std::string_view text) {
        auto value = Json::parse(text);
        return value ? value->dump() : "error: " + describe(value.error());
    }

private slots:
    void membersKeepTheirOrder() {
        QCOMPARE(roundTrip(R"({"z":1,"a":2,"m":[]})"), std::string(R"({"z":1,"a":2,"m":[]})"));
    }

    void integersCarryNoPoint() {
        QCOMPARE(roundTrip("[1,-7,9007199254740993,1.0,0.5]"),
                 std::string("[1,-7,9007199254740993,1.0,0.5]"));
    }

    void epochSecondsKeepTheirMilliseconds() {
        QCOMPARE(Json::seconds(1764053365123).dump(), std::string("1764053365.123"));
        QCOMPARE(Json::parse(R"({"t":1764053365.123})")->millis("t").value(), std::int64_t{1764053365123});
        QCOMPARE(Json::seconds(1764053365000).dump(), std::string("1764053365.0"));
    }

    void aRepeatedKeyKeepsItsLastValueAndItsFirstPlace() {
        QCOMPARE(roundTrip(R"({"a":1,"b":2,"a":3})"), std::string(R"({"a":3,"b":2})"));
    }

    void manyKeysAreReadInReasonableTime() {
        std::string text = "{";
        for (int i = 0; i < 100'000; ++i)
            text += (i ? ",\"k" : "\"k") + std::to_string(i) + "\":0";
        text += ",\"k0\":1}";
        auto value = Json::parse(text);
        QVERIFY(value.has_value());
        QCOMPARE(value->size(), std::size_t{100'000});
        QCOMPARE(value->members().front().second.asInt(), std::int64_t{1});
    }

    void badTextNamesItsPlace() {
        auto value = Json::parse(R"({"a":tru})");
        QVERIFY(!value.has_value());
        QCOMPARE(value.error().code, std::string("json.syntax"));
        QVERIFY(value.error().subject.starts_with("byte "));
    }

    void nestingIsBounded() {
        QVERIFY(Json::parse(std::string(100, '[') + std::string(100, ']')).has_value());
        auto deep = Json::parse(std::string(50'000, '[') + std::string(50'000, ']'));
        QVERIFY(!deep.has_value());
        QCOMPARE(deep.error().code, std::string("json.depth"));
    }

    void textIsEscapedAndBrokenUtf8Replaced() {
        QCOMPARE(Json("a\"\\\n\x01").dump(), std::string("\"a\\\"\\\\\\n\\u0001\""));
        QCOMPARE(Json(std::string("a\xff")).dump(), std::string("\"a\xef\xbf\xbd\""));
    }

    void aWrongTypeReadsAsTheFallback() {
        Json value = Json::object({{"text", "x"}, {"number", 3}});
        QCOMPARE(value.integer("text", 9), std::int64_t{9});
        QCOMPARE(value.str("number", "none"), std::string("none"));
        QVERIFY(value.at("absent").at("deeper").isNull());
    }

    void pointersFollowTheStandard() {
        auto value = *Json::parse(R"({"a/b":[{"c~d":7}],"":1})");
        QCOMPARE(value.pointer("/a~1b/0/c~0d")->asInt(), std::int64_t{7});
        QVERIFY(value.pointer("/a~1b/1") == nullptr);
        QVERIFY(value.pointer("/a~1b/x") == nullptr);
        QCOMPARE(value.pointer("/")->asInt(), std::int64_t{1});
        QVERIFY(value.pointer("") == &value);
    }
};

static pilothouse::tests::Registered<JsonTest> registered("json");

#include "json_test.moc"
