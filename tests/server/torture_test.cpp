// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Hostile and sloppy clients: after each the server answers the next one.
#include "tests/server/stand_in.h"
#include "tests/support/test_registry.h"

#include <QtTest>
#include <future>

using namespace pilothouse;
using namespace pilothouse::tests;

class TortureTest : public QObject {
    Q_OBJECT

    static constexpr int patience = 30'000; ///< for what comes at once on an idle machine

    std::unique_ptr<StandIn> m_standIn;

    void restart(server::ServerOptions options = {}) {
        m_standIn.reset();
        m_standIn = std::make_unique<StandIn>(options);
        QVERIFY(m_standIn->server != nullptr);
    }
    int port() const { return m_standIn->server->port(); }
    std::string request(std::string_view operation, std::string_view body = "{}") const {
        return m_standIn->signer().request(operation, body);
    }

private slots:
    void init() { restart(); }
    void cleanup() {
        if (m_standIn && m_standIn->server) QCOMPARE(m_standIn->call("ListClusters").status, 200);
        m_standIn.reset();
    }

    void slowHeadIsClosed() {
        server::ServerOptions options;
        options.headTimeout = 300;
        restart(options);
        RawClient slow(port());
        // One byte at a time for ever: only the time since the first byte counts.
        auto text = request("CreateCluster");
        std::size_t sent = 0;
        while (sent < text.size() && slow.send(text.substr(sent, 1)) && !slow.endsWithin(10))
            ++sent;
        QVERIFY(sent < text.size());
        (void)slow.read(); // what it may have been told before
        QVERIFY(slow.ended());
        QCOMPARE(m_standIn->writes.load(), 0);
    }

    void slowBodyIsClosed() {
        server::ServerOptions options;
        options.bodyTimeout = 200;
        restart(options);
        RawClient slow(port());
        auto text = request("CreateCluster", R"({"clusterName":"c"})");
        QVERIFY(slow.send(text.substr(0, text.size() - 3)));
        QVERIFY(slow.ended());
        QCOMPARE(m_standIn->writes.load(), 0);
    }

    void idleIsClosed() {
        server::ServerOptions options;
        options.idleTimeout = 1'500;
        restart(options);
        RawClient client(port());
        QVERIFY(client.send(request("ListClusters")));
        QVERIFY(client.read().has_value());
        QVERIFY(client.ended());
    }

    void halfABodyThenGone() {
        for (bool reset : {false, true}) {
            RawClient client(port());
            auto text = request("CreateCluster", R"({"clusterName":"c"})");
            QVERIFY(client.send(text.substr(0, text.size() - 3)));
            if (reset)
                client.reset();
            else {
                QVERIFY(client.halfClose());
                QVERIFY(client.ended());
            }
        }
        QCOMPARE(m_standIn->writes.load(), 0);
    }

    void giantHeader() {
        RawClient client(port());
        client.send("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + std::string(1 << 20, 'x'));
        auto reply = client.read();
        QVERIFY(reply.has_value());
        QCOMPARE(reply->status, 431);
    }

    void manyHeaders() {
        std::string text = "POST / HTTP/1.1\r\n";
        for (int i = 0; i < 5000; ++i)
            text += "X-" + std::to_string(i) + ": y\r\n";
        RawClient client(port());
        client.send(text);
        auto reply = client.read();
        QVERIFY(reply.has_value());
        QCOMPARE(reply->status, 431);
    }

    void notHttp_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("tls") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);
        QTest::newRow("words") << QByteArray("hello, is anybody there?\r\n\r\n");
        QTest::newRow("zeroes") << QByteArray(64, '\0');
        QTest::newRow("http2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        QTest::newRow("bad length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n");
        QTest::newRow("length of words") << QByteArray("POST / HTTP/1.1\r\nContent-Length: ten\r\n\r\n");
        QTest::newRow("two lengths") << QByteArray(
            "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}");
        QTest::newRow("length and chunks") << QByteArray(
            "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        QTest::newRow("space before colon") << QByteArray("POST / HTTP/1.1\r\nHost : x\r\n\r\n");
        QTest::newRow("length past 64 bits")
            << QByteArray("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n");
    }
    void notHttp() {
        QFETCH(QByteArray, bytes);
        RawClient client(port());
        QVERIFY(client.send(bytes.toStdString()));
        auto reply = client.read();
        QVERIFY(reply.has_value());
        QCOMPARE(reply->status, 400);
        QVERIFY(client.halfClose());
        QVERIFY(client.ended());
    }

    void lengthTooShort() {
        // The rest of the body is read as the next request, which it is not.
        std::string body = R"({"clusterName":"c"})";
        auto signer = m_standIn->signer();
        auto headers = signer.headers("CreateCluster", body.substr(0, 5));
        headers.emplace_back("Content-Length", "5");
        RawClient client(port());
        QVERIFY(client.send(Signer::text(headers, body)));
        auto first = client.read();
        QVERIFY(first.has_value());
        QCOMPARE(first->type(), std::string("SerializationException"));
        auto second = client.read();
        QVERIFY(second.has_value());
        QCOMPARE(second->status, 400);
        QCOMPARE(m_standIn->writes.load(), 0);
    }

    void longBody_data() {
        QTest::addColumn<bool>("chunked");
        QTest::newRow("by length") << false;
        QTest::newRow("chunked") << true;
    }
    void longBody() {
        QFETCH(bool, chunked);
        std::string body(3 << 20, ' ');
        auto headers = m_standIn->signer().headers("CreateCluster", body);
        std::string sent = body;
        if (chunked) {
            headers.emplace_back("Transfer-Encoding", "chunked");
            sent = "300000\r\n" + body + "\r\n0\r\n\r\n";
        }
        RawClient client(port());
        QVERIFY(client.send(Signer::text(headers, sent))); // all of it, before a look at the answer
        auto reply = client.read();
        QVERIFY(reply.has_value());
        QCOMPARE(reply->status, 413);
        QCOMPARE(reply->header("connection"), std::string("close"));
        QVERIFY(client.halfClose());
        QVERIFY(client.ended());
        QCOMPARE(m_standIn->writes.load(), 0);
    }

    void endlessBodyIsCut() {
        RawClient client(port());
        auto headers = m_standIn->signer().headers("CreateCluster", "");
        headers.emplace_back("Content-Length", "1000000000000");
        QVERIFY(client.send(Signer::text(headers, "")));
        std::string chunk(1 << 20, 'x');
        int sent = 0;
        while (sent < 1000 && client.send(chunk))
            ++sent;
        QVERIFY2(sent < 100, "the server reads on without end");
    }

    void bodyAtTheLimit() {
        std::string body = "{\"a\":\"";
        body += std::string((1 << 20) - body.size() - 2, 'x') + "\"}";
        QCOMPARE(body.size(), std::size_t{1 << 20});
        QCOMPARE(m_standIn->call("ListClusters", body).status, 200);
        QCOMPARE(m_standIn->call("ListClusters", body + " ").status, 413);
    }

    void chunkedBody() {
        auto headers = m_standIn->signer().headers("ListClusters", R"({"maxResults":3})");
        headers.emplace_back("Transfer-Encoding", "chunked");
        RawClient client(port());
        QVERIFY(client.send(Signer::text(headers, "5\r\n{\"max\r\nb;x=y\r\nResults\":3}\r\n0\r\n\r\n")));
        auto reply = client.read();
        QVERIFY(reply.has_value());
        QCOMPARE(reply->json().at("echo").integer("maxResults"), std::int64_t{3});
    }

    void expectContinue() {
        auto headers = m_standIn->signer().headers("ListClusters", "{}");
        headers.emplace_back("Expect", "100-continue");
        headers.emplace_back("Content-Length", "2");
        RawClient client(port());
        QVERIFY(client.send(Signer::text(headers, "")));
        auto first = client.read();
        QVERIFY(first.has_value());
        QCOMPARE(first->status, 100);
        QVERIFY(client.send("{}"));
        auto second = client.read();
        QVERIFY(second.has_value());
        QCOMPARE(second->status, 200);
    }

    void pipelinedAreAnsweredInOrder() {
        RawClient client(port());
        std::string all;
        for (int i = 0; i < 50; ++i) // writes and reads take different ways through the server
            all +=
                request(i % 3 == 0 ? "CreateCluster" : "ListClusters", "{\"n\":" + std::to_string(i) + "}");
        QVERIFY(client.send(all));
        for (int i = 0; i < 50; ++i) {
            auto reply = client.read();
            QVERIFY(reply.has_value());
            QCOMPARE(reply->json().at("echo").integer("n", -1), std::int64_t{i});
        }
    }

    void tenThousandOnOneConnection() {
        RawClient client(port());
        auto one = request("ListClusters");
        for (int i = 0; i < 10'000; ++i) {
            QVERIFY(client.send(one));
            auto reply = client.read();
            QVERIFY(reply.has_value());
            QCOMPARE(reply->status, 200);
        }
        QCOMPARE(m_standIn->reads.load(), 10'000);
    }

    void keepAliveAsAsked() {
        auto headers = m_standIn->signer().headers("ListClusters", "{}");
        headers.emplace_back("Connection", "close");
        RawClient client(port());
        QVERIFY(client.send(Signer::text(headers, "{}")));
        QVERIFY(client.read().has_value());
        QVERIFY(client.ended());
        RawClient old(port());
        QVERIFY(old.send(
            Signer::text(m_standIn->signer().headers("ListClusters", "{}"), "{}", "POST / HTTP/1.0")));
        QVERIFY(old.read().has_value());
        QVERIFY(old.ended());
    }

    void goneBeforeTheAnswer() {
        m_standIn->hold(true);
        for (int i = 0; i < 20; ++i) {
            RawClient client(port());
            QVERIFY(client.send(request("CreateCluster")));
            QTRY_COMPARE_WITH_TIMEOUT(m_standIn->held(), static_cast<std::size_t>(i + 1), patience);
            if (i % 2 == 0) client.reset();
        }
        m_standIn->hold(false);
        QTRY_COMPARE_WITH_TIMEOUT(m_standIn->held(), std::size_t{0}, patience);
    }

    void fullHouseClosesTheIdlest() {
        server::ServerOptions options;
        options.mostConnections = 4;
        restart(options);
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 4; ++i) {
            clients.push_back(std::make_unique<RawClient>(port()));
            QVERIFY(clients.back()->send(request("ListClusters")));
            QVERIFY(clients.back()->read().has_value());
        }
        QVERIFY(clients[0]->send(request("ListClusters"))); // now 1 is the idlest
        QVERIFY(clients[0]->read().has_value());
        RawClient fifth(port());
        QVERIFY(fifth.send(request("ListClusters")));
        QVERIFY(fifth.read().has_value());
        QVERIFY(clients[1]->ended());
        QVERIFY(clients[0]->send(request("ListClusters")));
        QVERIFY(clients[0]->read().has_value());
    }

    void halfRequestsDoNotKeepOthersOut() {
        server::ServerOptions options;
        options.mostConnections = 4;
        restart(options);
        std::vector<std::unique_ptr<RawClient>> halves;
        auto text = request("CreateCluster", R"({"clusterName":"c"})");
        for (int i = 0; i < 12; ++i) {
            halves.push_back(std::make_unique<RawClient>(port()));
            QVERIFY(halves.back()->send(i % 2 ? text.substr(0, 20) : text.substr(0, text.size() - 3)));
        }
        QCOMPARE(m_standIn->call("ListClusters").status, 200);
        QVERIFY(halves.front()->ended());
        QCOMPARE(m_standIn->writes.load(), 0);
    }

    void endAnswersWhatIsUnderWay() {
        server::ServerOptions options;
        options.endTimeout = patience;
        restart(options);
        RawClient idle(port()), busy(port());
        m_standIn->hold(true);
        QVERIFY(busy.send(request("CreateCluster")));
        QTRY_COMPARE_WITH_TIMEOUT(m_standIn->held(), std::size_t{1}, patience);
        auto ending = std::async(std::launch::async, [&] { m_standIn->server.reset(); });
        QVERIFY(idle.ended());
        m_standIn->hold(false);
        auto reply = busy.read();
        QVERIFY(reply.has_value());
        QCOMPARE(reply->status, 200);
        QVERIFY(busy.ended());
        ending.get();
    }

    void endWithoutAnAnswer() {
        server::ServerOptions options;
        options.endTimeout = 200;
        restart(options);
        RawClient busy(port());
        m_standIn->hold(true);
        QVERIFY(busy.send(request("CreateCluster")));
        QTRY_COMPARE_WITH_TIMEOUT(m_standIn->held(), std::size_t{1}, patience);
        m_standIn->server.reset(); // gives up after a while; the late answer finds nobody
        m_standIn->hold(false);
        QTRY_COMPARE_WITH_TIMEOUT(m_standIn->held(), std::size_t{0}, patience);
        QVERIFY(busy.ended());
    }
};

static pilothouse::tests::Registered<TortureTest> registered("torture");
#include "torture_test.moc"
