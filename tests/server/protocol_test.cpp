// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/door.h"
#include "tests/server/stand_in.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::tests;

class ProtocolTest : public QObject {
    Q_OBJECT

    std::unique_ptr<StandIn> m_standIn;

    RawReply raw(const std::string& text) const {
        RawClient client(m_standIn->server->port());
        client.send(text);
        return client.read().value_or(RawReply{});
    }
    /// A call whose headers are changed after signing.
    RawReply edited(const std::function<void(sigv4::Headers&)>& edit, std::string_view body = "{}",
                    std::string_view operation = "CreateCluster") const {
        auto headers = m_standIn->signer().headers(operation, body);
        edit(headers);
        return raw(Signer::text(headers, body));
    }
    static void set(sigv4::Headers& headers, std::string_view name, const std::string& value) {
        for (auto& [n, v] : headers)
            if (n == name) v = value;
    }

private slots:
    void init() {
        m_standIn = std::make_unique<StandIn>();
        QVERIFY(m_standIn->server != nullptr);
    }
    void cleanup() { m_standIn.reset(); }

    void readAnswers() {
        auto reply = m_standIn->call("ListClusters", R"({"maxResults":3})");
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body, std::string(R"({"clusterArns":[],"echo":{"maxResults":3}})"));
        QCOMPARE(reply.header("content-type"), std::string("application/x-amz-json-1.1"));
        QCOMPARE(reply.header("date"), httpDate(m_standIn->clock.now()));
        QCOMPARE(reply.header("x-amzn-requestid").size(), std::size_t{36});
        QVERIFY(reply.header("x-amzn-requestid") !=
                m_standIn->call("ListClusters").header("x-amzn-requestid"));
        QVERIFY(!reply.json().has("__type"));
    }

    void writeAnswers() {
        auto reply = m_standIn->call("CreateCluster", R"({"clusterName":"c"})");
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json().str("operation"), std::string("CreateCluster"));
        QCOMPARE(reply.json().str("caller"), std::string("arn:aws:iam::000000000000:root"));
        QCOMPARE(reply.json().at("echo").str("clusterName"), std::string("c"));
    }

    void emptyBodyIsAnEmptyInput() { QCOMPARE(m_standIn->call("ListClusters", "").status, 200); }

    void errorsOfThePlane_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("status");
        QTest::newRow("client") << "ClientException" << 400;
        QTest::newRow("cluster") << "ClusterNotFoundException" << 400;
        QTest::newRow("conflict") << "ConflictException" << 400;
        QTest::newRow("denied") << "AccessDeniedException" << 403;
        QTest::newRow("server") << "ServerException" << 500;
    }
    void errorsOfThePlane() {
        QFETCH(QString, type);
        QFETCH(int, status);
        auto reply = m_standIn->call("CreateCluster", "{\"refuse\":\"" + type.toStdString() + "\"}");
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.type(), type.toStdString());
        QCOMPARE(reply.json().str("message"), std::string("refused"));
        QCOMPARE(reply.json().at("resourceIds").at(0).asString(), std::string("one"));
        QCOMPARE(reply.header("content-type"), std::string("application/x-amz-json-1.1"));
    }

    void refusedBeforeTheApi_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("message");
        auto row = [](const char* what, int status, const char* type, const char* message = "") {
            QTest::newRow(what) << what << status << type << message;
        };
        row("no signature", 400, "MissingAuthenticationTokenException");
        row("unknown key", 400, "UnrecognizedClientException",
            "The security token included in the request is invalid.");
        row("wrong secret", 400, "InvalidSignatureException", "The request signature we calculated");
        row("changed body", 400, "InvalidSignatureException", "The request signature we calculated");
        row("changed operation", 400, "InvalidSignatureException", "The request signature we calculated");
        row("old", 400, "InvalidSignatureException", "Signature expired: ");
        row("early", 400, "InvalidSignatureException", "Signature not yet current: ");
        row("unknown operation", 400, "UnknownOperationException");
        row("another service", 400, "UnknownOperationException");
        row("no operation", 400, "UnknownOperationException");
        row("not built", 400, "UnsupportedFeatureException", "CreateGateway is not supported");
        row("not built, untyped", 400, "ClientException", "TagResource is not supported");
        row("half JSON", 400, "SerializationException", "The body is not a JSON object: byte 16.");
        row("JSON that is no object", 400, "SerializationException");
        row("bad UTF-8", 400, "SerializationException");
        row("deep JSON", 400, "SerializationException",
            "The body is not a JSON object: more than 100 levels.");
        row("wrong shape", 400, "InvalidParameterException", "wrong is not right.");
        row("origin", 403, "AccessDeniedException");
        row("foreign host", 403, "AccessDeniedException");
        row("host without port", 403, "AccessDeniedException");
        row("two hosts", 403, "AccessDeniedException");
        row("GET", 405, "UnknownOperationException");
        row("OPTIONS", 405, "UnknownOperationException");
        row("another path", 404, "UnknownOperationException");
        row("a query", 404, "UnknownOperationException");
        row("two targets", 400, "UnknownOperationException");
    }
    void refusedBeforeTheApi() {
        QFETCH(QString, what);
        QFETCH(int, status);
        QFETCH(QString, type);
        QFETCH(QString, message);
        auto reply = refused(what.toStdString());
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.type(), type.toStdString());
        QVERIFY2(reply.json().str("message").starts_with(message.toStdString()), reply.body.c_str());
        QCOMPARE(m_standIn->reads + m_standIn->writes, 0);
        QCOMPARE(m_standIn->call("ListClusters").status, 200);
    }

    void acceptedHosts() {
        int port = m_standIn->server->port();
        for (std::string host : {"localhost:", "LocalHost:", "127.0.0.1:", "[::1]:"}) {
            sigv4::Request request{"POST", "/", {{"Host", host + std::to_string(port)}}, "{}"};
            request.headers.emplace_back("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.ListClusters");
            for (auto& h :
                 sigv4::sign(request, m_standIn->signer().key, "eu-west-1", "ecs", m_standIn->clock.now()))
                request.headers.push_back(h);
            QCOMPARE(raw(Signer::text(request.headers, "{}")).status, 200);
        }
    }
    void hostOfAWildcardListener() {
        server::ServerOptions options;
        options.listen = "::"; // both families; the client comes by IPv4
        m_standIn.reset();
        m_standIn = std::make_unique<StandIn>(options);
        QVERIFY(m_standIn->server != nullptr);
        QCOMPARE(m_standIn->call("ListClusters").status, 200);
    }
    void hostsOfAnotherAddress() {
        auto hosts = server::ownHosts("192.0.2.7", 7717);
        QVERIFY(std::find(hosts.begin(), hosts.end(), "192.0.2.7:7717") != hosts.end());
        hosts = server::ownHosts("fd00::7", 7717);
        QVERIFY(std::find(hosts.begin(), hosts.end(), "[fd00::7]:7717") != hosts.end());
    }

    void addressInUse() {
        server::ServerOptions options;
        options.port = m_standIn->server->port();
        auto second = server::startServer(options, {}, m_standIn->clock);
        QVERIFY(!second);
        QCOMPARE(second.error().code, std::string("server.addressInUse"));
        options.listen = "not an address";
        auto third = server::startServer(options, {}, m_standIn->clock);
        QVERIFY(!third);
        QCOMPARE(third.error().code, std::string("server.address"));
    }

private:
    RawReply refused(const std::string& what) {
        auto signer = m_standIn->signer();
        auto text = [&](std::string_view operation, std::string_view body = "{}") {
            return raw(signer.request(operation, body));
        };
        auto line = [&](std::string_view requestLine) {
            return raw(Signer::text(signer.headers("CreateCluster", "{}"), "{}", requestLine));
        };
        auto with = [&](const char* name, const std::string& value) {
            return edited([&](auto& headers) { set(headers, name, value); });
        };
        if (what == "no signature")
            return edited(
                [](auto& h) { std::erase_if(h, [](auto& x) { return x.first == "Authorization"; }); });
        if (what == "unknown key") return signer.key.accessKeyId = "AKIDOTHER", text("CreateCluster");
        if (what == "wrong secret") return signer.key.secretAccessKey = "other", text("CreateCluster");
        if (what == "changed body") return raw(Signer::text(signer.headers("CreateCluster", "{}"), "{ }"));
        if (what == "changed operation")
            return with("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.DeleteCluster");
        if (what == "old") return signer.now -= 301'000, text("CreateCluster");
        if (what == "early") return signer.now += 301'000, text("CreateCluster");
        if (what == "unknown operation") return text("LaunchRocket");
        if (what == "no operation" || what == "another service") return withTarget(what);
        if (what == "not built") return text("CreateGateway");
        if (what == "not built, untyped") return text("TagResource");
        if (what == "half JSON") return text("CreateCluster", "{\"clusterName\":");
        if (what == "JSON that is no object") return text("CreateCluster", "[1]");
        if (what == "bad UTF-8") return text("CreateCluster", "{\"clusterName\":\"\xff\xfe\"}");
        if (what == "deep JSON") return text("CreateCluster", "{\"a\":" + std::string(100'000, '['));
        if (what == "wrong shape") return text("CreateCluster", "{\"wrong\":1}");
        if (what == "origin")
            return edited([](auto& h) { h.emplace_back("Origin", "http://127.0.0.1:8080"); });
        if (what == "foreign host") return with("Host", "rebound.example:" + std::to_string(signer.port));
        if (what == "host without port") return with("Host", "127.0.0.1");
        if (what == "two hosts") return edited([&](auto& h) { h.emplace_back("Host", "rebound.example"); });
        if (what == "GET") return line("GET / HTTP/1.1");
        if (what == "OPTIONS") return line("OPTIONS / HTTP/1.1");
        if (what == "another path") return line("POST /other HTTP/1.1");
        if (what == "a query") return line("POST /?Action=ListClusters HTTP/1.1");
        return edited([](auto& h) {
            h.emplace_back("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.DeleteCluster");
        });
    }
    RawReply withTarget(const std::string& what) {
        sigv4::Request request{
            "POST", "/", {{"Host", "127.0.0.1:" + std::to_string(m_standIn->server->port())}}, "{}"};
        if (what == "another service")
            request.headers.emplace_back("X-Amz-Target", "DynamoDB_20120810.ListTables");
        for (auto& h :
             sigv4::sign(request, m_standIn->signer().key, "us-east-1", "ecs", m_standIn->clock.now()))
            request.headers.push_back(h);
        return raw(Signer::text(request.headers, "{}"));
    }
};

static pilothouse::tests::Registered<ProtocolTest> registered("protocol");
#include "protocol_test.moc"
