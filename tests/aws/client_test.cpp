// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/credentials.h"
#include "core/aws/ecs_client.h"
#include "tests/aws/scripted_server.h"
#include "tests/support/test_registry.h"

#include <QtTest>
#include <future>

using namespace pilothouse;
using namespace pilothouse::tests;
using Answer = ScriptedServer::Answer;

namespace {

Answer error(int status, const std::string& type, const std::string& message = "m") {
    return {Answer::reply, status, "{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}"};
}

/// Gives the next of some keys after each forget(); may block until told.
class Rotating final : public aws::CredentialsProvider {
public:
    std::vector<std::string> ids{"AKIDTEST"};
    std::size_t at = 0;
    std::shared_future<void> gate;
    std::promise<void> asked;
    bool told = false;

    Result<aws::Credentials> credentials() override {
        if (!std::exchange(told, true)) asked.set_value();
        if (gate.valid()) gate.wait();
        return aws::Credentials{ids[std::min(at, ids.size() - 1)], "secret", ""};
    }
    void forget() override { ++at; }
};

} // namespace

class ClientTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ScriptedServer> m_server;
    std::shared_ptr<net::HttpClient> m_http = std::make_shared<net::HttpClient>();
    std::shared_ptr<Rotating> m_keys;
    std::unique_ptr<aws::EcsClient> m_client;
    static constexpr aws::RetryPolicy quick{4, 1, 5, 40, 30'000};
    static constexpr int patience = 30'000; ///< for what comes at once on an idle machine

    void connectTo(const std::string& url, aws::RetryPolicy policy = quick) {
        m_keys = std::make_shared<Rotating>();
        m_client =
            std::make_unique<aws::EcsClient>(m_http, aws::Endpoint{url, "eu-central-1"}, m_keys, policy);
    }
    std::string codeOf(const Result<Json>& result) { return result ? "ok" : result.error().code; }

private slots:
    void init() {
        m_server = std::make_unique<ScriptedServer>();
        connectTo(m_server->url());
    }
    void cleanup() {
        m_client.reset();
        m_server.reset();
    }

    void signsWhatItSends() {
        m_server->script({{Answer::reply, 200, "{\"clusterArns\":[\"a\"]}"}});
        auto result = m_client->wait("ListClusters", Json::object({{"maxResults", 7}}));
        QVERIFY(result.has_value());
        QCOMPARE(result->at("clusterArns").at(0).asString(), std::string("a"));
        auto seen = m_server->seen();
        QCOMPARE(seen.size(), std::size_t{1});
        QCOMPARE(seen[0].request.method, std::string("POST"));
        QCOMPARE(seen[0].body, std::string("{\"maxResults\":7}"));
        QCOMPARE(seen[0].header("content-type"), std::string("application/x-amz-json-1.1"));
        QCOMPARE(seen[0].header("x-amz-target"),
                 std::string("AmazonEC2ContainerServiceV20141113.ListClusters"));
        QVERIFY(seen[0].header("authorization").find("/eu-central-1/ecs/aws4_request") != std::string::npos);
        sigv4::Verifier verifier;
        verifier.mustBeSigned = {"host", "x-amz-date", "x-amz-target", "content-type"};
        verifier.lookup = [](std::string_view) { return sigv4::Key{"AKIDTEST", "secret", ""}; };
        auto refusal = sigv4::verify(seen[0].request, verifier, SystemClock().now());
        QVERIFY2(!refusal, refusal ? refusal->message.c_str() : "");
    }

    void nullInputIsAnEmptyObject() {
        QVERIFY(m_client->wait("ListClusters", {}).has_value());
        QCOMPARE(m_server->seen()[0].body, std::string("{}"));
    }

    void errorsAreCodes() {
        m_server->script({error(400, "com.amazonaws.ecs#ClusterNotFoundException", "Cluster not found.")});
        auto result = m_client->wait("DescribeServices", Json::object());
        QVERIFY(!result);
        QCOMPARE(result.error().code, std::string("aws.ClusterNotFoundException"));
        QCOMPARE(result.error().subject, std::string("DescribeServices"));
        QCOMPARE(result.error().cause, std::string("Cluster not found."));
        QCOMPARE(m_server->count(), std::size_t{1});
    }

    void typeInTheHeader() {
        m_server->script({{Answer::reply,
                           403,
                           "{\"Message\":\"no\"}",
                           {{"x-amzn-ErrorType", "AccessDeniedException:http://x"}}}});
        auto result = m_client->wait("ListClusters", {});
        QCOMPARE(codeOf(result), std::string("aws.AccessDeniedException"));
        QCOMPARE(result.error().cause, std::string("no"));
    }

    void retried_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("type");
        QTest::newRow("throttled") << 0 << 400 << "ThrottlingException";
        QTest::newRow("server") << 0 << 500 << "ServerException";
        QTest::newRow("gateway") << 0 << 503 << "";
        QTest::newRow("too many") << 0 << 429 << "";
        QTest::newRow("reset") << 1 << 0 << "";
    }
    void retried() {
        QFETCH(int, kind);
        QFETCH(int, status);
        QFETCH(QString, type);
        Answer bad = type.isEmpty() ? Answer{Answer::reply, status, "<html>later</html>"}
                                    : error(status, type.toStdString());
        if (kind == 1) bad.kind = Answer::reset;
        m_server->script({bad, bad, {Answer::reply, 200, "{\"ok\":true}"}});
        std::promise<aws::CallFacts> facts;
        m_client->setObserver([&](const aws::CallFacts& f) { facts.set_value(f); });
        auto result = m_client->wait("CreateCluster", Json::object());
        QCOMPARE(codeOf(result), std::string("ok"));
        auto known = facts.get_future().get();
        QCOMPARE(known.attempts, 3);
        QCOMPARE(known.operation, std::string("CreateCluster"));
        m_client->setObserver({});
    }

    void notRetried_data() {
        QTest::addColumn<QString>("type");
        for (auto* type : {"ClientException", "InvalidParameterException", "AccessDeniedException",
                           "LimitExceededException", "ServiceNotActiveException"})
            QTest::newRow(type) << type;
    }
    void notRetried() {
        QFETCH(QString, type);
        m_server->script({error(400, type.toStdString())});
        QCOMPARE(codeOf(m_client->wait("ListClusters", {})), "aws." + type.toStdString());
        QCOMPARE(m_server->count(), std::size_t{1});
    }

    void triesHaveAnEnd() {
        m_server->script(std::vector<Answer>(20, error(500, "ServerException", "down")));
        auto result = m_client->wait("ListClusters", {});
        QCOMPARE(codeOf(result), std::string("aws.ServerException"));
        QCOMPARE(m_server->count(), std::size_t{4});
    }

    void budgetOfRetries() {
        auto policy = quick;
        policy.budget = 5;
        connectTo(m_server->url(), policy);
        m_server->script(std::vector<Answer>(100, error(400, "ThrottlingException", "Rate exceeded")));
        for (int i = 0; i < 10; ++i)
            QCOMPARE(codeOf(m_client->wait("ListClusters", {})), std::string("aws.ThrottlingException"));
        QCOMPARE(m_server->count(), std::size_t{15});
    }

    void repeatedRunTaskHasOneToken() {
        m_server->script({{Answer::reset}, {Answer::reply, 200, "{}"}});
        QCOMPARE(codeOf(m_client->wait("RunTask", Json::object({{"taskDefinition", "web"}}))),
                 std::string("ok"));
        auto seen = m_server->seen();
        QCOMPARE(seen.size(), std::size_t{2});
        auto token = Json::parse(seen[0].body)->str("clientToken");
        QCOMPARE(token.size(), std::size_t{36});
        QCOMPARE(seen[0].body, seen[1].body);
        QCOMPARE(codeOf(m_client->wait("RunTask", Json::object({{"clientToken", "mine"}}))),
                 std::string("ok"));
        QCOMPARE(m_server->seen()[2].body, std::string("{\"clientToken\":\"mine\"}"));
    }

    void timeoutOfAReadIsRetriedOfAWriteNot() {
        auto policy = quick;
        policy.timeout = 500;
        connectTo(m_server->url(), policy);
        m_server->script({{Answer::silence}});
        QCOMPARE(codeOf(m_client->wait("CreateService", Json::object())), std::string("net.timeout"));
        m_server->script({{Answer::silence}});
        QCOMPARE(codeOf(m_client->wait("ListServices", Json::object())), std::string("ok"));
    }

    void wrongClockIsCorrectedOnce_data() {
        QTest::addColumn<qlonglong>("ahead");
        QTest::newRow("an hour ahead") << 3'600'000LL;
        QTest::newRow("an hour behind") << -3'600'000LL;
    }
    void wrongClockIsCorrectedOnce() {
        QFETCH(qlonglong, ahead);
        auto there = SystemClock().now() + ahead;
        auto refusal = error(400, "InvalidSignatureException", "Signature expired: A is now earlier than B");
        refusal.headers = {{"Date", httpDate(there)}};
        Answer good{Answer::reply, 200, "{}", {{"Date", httpDate(there)}}};
        m_server->script({refusal, good, good});
        QCOMPARE(codeOf(m_client->wait("ListClusters", {})), std::string("ok"));
        QCOMPARE(codeOf(m_client->wait("ListClusters", {})), std::string("ok"));
        auto seen = m_server->seen();
        QCOMPARE(seen.size(), std::size_t{3});
        for (std::size_t i : {1, 2}) { // within seconds of the endpoint's time
            auto date = seen[i].header("x-amz-date");
            QVERIFY(date >= amzDate(there - 5'000) && date <= amzDate(there + 60'000));
        }
    }

    void clockThatStaysWrongEnds() {
        auto refusal = error(400, "RequestTimeTooSkewed");
        refusal.headers = {{"Date", httpDate(SystemClock().now() + 7'200'000)}};
        m_server->script(std::vector<Answer>(5, refusal));
        QCOMPARE(codeOf(m_client->wait("ListClusters", {})), std::string("aws.RequestTimeTooSkewed"));
        QCOMPARE(m_server->count(), std::size_t{2});
    }

    void refusedKeysAreReadAnew() {
        m_keys->ids = {"AKIDOLD", "AKIDNEW"};
        m_server->script({error(400, "ExpiredTokenException"), {Answer::reply, 200, "{}"}});
        QCOMPARE(codeOf(m_client->wait("ListClusters", {})), std::string("ok"));
        auto seen = m_server->seen();
        QVERIFY(seen[0].header("authorization").find("AKIDOLD") != std::string::npos);
        QVERIFY(seen[1].header("authorization").find("AKIDNEW") != std::string::npos);
    }
    void refusedKeysThatStayAreNotTriedAgain() {
        m_server->script(std::vector<Answer>(5, error(400, "UnrecognizedClientException")));
        QCOMPARE(codeOf(m_client->wait("ListClusters", {})), std::string("aws.UnrecognizedClientException"));
        QCOMPARE(m_server->count(), std::size_t{1});
    }

    void notEvenJson() {
        m_server->script({{Answer::reply, 200, "<html>Welcome to the hotel</html>"}});
        auto result = m_client->wait("ListClusters", {});
        QCOMPARE(codeOf(result), std::string("aws.badReply"));
        QVERIFY(result.error().cause.find("hotel") != std::string::npos);
        m_server->script({{Answer::reply, 404, "not here"}});
        QCOMPARE(codeOf(m_client->wait("ListClusters", {})), std::string("aws.badReply"));
    }

    void endpoints() {
        for (auto* url : {"", "127.0.0.1:1", "ftp://x/", "http://", "http://user@host/"}) {
            connectTo(url);
            QCOMPARE(codeOf(m_client->wait("ListClusters", {})), std::string("aws.badEndpoint"));
        }
        connectTo("http://127.0.0.1:" + std::to_string(m_server->port()) + "/under/path");
        QCOMPARE(codeOf(m_client->wait("ListClusters", {})), std::string("ok"));
        QCOMPARE(m_server->seen().back().request.target, std::string("/under/path"));
        int port = m_server->port();
        m_server.reset();
        connectTo("http://127.0.0.1:" + std::to_string(port) + "/");
        QCOMPARE(codeOf(m_client->wait("ListClusters", {})), std::string("net.refused"));
    }

    void cancelledCallsStaySilent() {
        m_server->script({{Answer::silence}});
        std::atomic<int> called{0};
        {
            auto call = m_client->call("ListClusters", {}, [&](Result<Json>) { ++called; });
            QTRY_COMPARE_WITH_TIMEOUT(m_server->count(), std::size_t{1}, patience);
        }
        QCOMPARE(codeOf(m_client->wait("ListClusters", {})), std::string("ok"));
        QCOMPARE(called.load(), 0);
    }

    void endWhileCallsAreOnTheirWay() {
        m_server->script({{Answer::silence}, {Answer::silence}});
        std::atomic<int> called{0};
        auto call = m_client->call("ListClusters", {}, [&](Result<Json>) { ++called; });
        auto waiting = std::async(std::launch::async, [&] { return m_client->wait("ListClusters", {}); });
        QTRY_COMPARE_WITH_TIMEOUT(m_server->count(), std::size_t{2}, patience);
        auto* client = m_client.release(); // wait() still uses the object until its call is cancelled
        std::unique_ptr<aws::EcsClient> owner(client);
        owner.reset();
        QCOMPARE(codeOf(waiting.get()), std::string("net.cancelled"));
        QCOMPARE(called.load(), 0);
        call.cancel();
    }

    void endWithinACallback() {
        std::promise<void> done;
        auto call = m_client->call("ListClusters", {}, [&](Result<Json>) {
            m_client.reset();
            done.set_value();
        });
        done.get_future().get();
        QVERIFY(!m_client);
    }

    void endDoesNotWaitForASlowProvider() {
        std::promise<void> open;
        m_keys->gate = open.get_future().share();
        auto asked = m_keys->asked.get_future();
        std::atomic<int> called{0};
        auto call = m_client->call("ListClusters", {}, [&](Result<Json>) { ++called; });
        asked.get();
        m_client.reset(); // returns though the provider still blocks
        QCOMPARE(called.load(), 0);
        std::weak_ptr<Rotating> keys = m_keys;
        m_keys.reset();
        open.set_value();
        QTRY_VERIFY_WITH_TIMEOUT(keys.expired(), patience);
        QCOMPARE(m_server->count(), std::size_t{0});
    }

    void manyAtOnce() {
        constexpr int many = 200;
        std::vector<net::Call> calls;
        std::atomic<int> good{0};
        for (int i = 0; i < many; ++i)
            calls.push_back(m_client->call("ListClusters", {}, [&](Result<Json> r) { good += r ? 1 : 0; }));
        QTRY_COMPARE_WITH_TIMEOUT(good.load(), many, patience);
    }
};

static pilothouse::tests::Registered<ClientTest> registered("client");
#include "client_test.moc"
