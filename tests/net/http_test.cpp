// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The HTTP client against a server that answers, is silent, breaks off or goes on for ever.
#include "core/net/http.h"
#include "tests/support/test_registry.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest>
#include <future>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace pilothouse;
using namespace pilothouse::net;

namespace {

/// Answers each request by its path; runs on the test's thread, which therefore pumps events while it waits.
class Server : public QTcpServer {
public:
    int connections = 0;
    QByteArray lastRequest;

    Server() {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (auto* socket = nextPendingConnection()) {
                ++connections;
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(socket); });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }
    std::string url(const char* path) const {
        return "http://127.0.0.1:" + std::to_string(serverPort()) + path;
    }

private:
    void answer(QTcpSocket* socket) {
        lastRequest = socket->readAll();
        auto path = lastRequest.split(' ').value(1);
        if (path == "/hello")
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Kind: Test\r\n\r\nhello");
        else if (path == "/half") {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf");
            socket->flush();
            socket->disconnectFromHost();
        } else if (path == "/large")
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n" + QByteArray(4000, 'x'));
        else if (path == "/stream")
            socket->write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
        else if (path == "/denied")
            socket->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
        // "/silent": nothing
    }
};

Request to(std::string url) {
    Request request;
    request.url = std::move(url);
    return request;
}

Result<Response> sendAndPump(HttpClient& client, Request request) {
    std::promise<Result<Response>> promise;
    auto future = promise.get_future();
    auto call = client.send(std::move(request), [&](Result<Response> r) { promise.set_value(std::move(r)); });
    while (future.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    return future.get();
}

std::string code(const Result<Response>& result) {
    return result ? "ok" : result.error().code;
}

} // namespace

class HttpTest : public QObject {
    Q_OBJECT

private slots:
    void anAnswerComesWhole() {
        Server server;
        HttpClient client;
        auto result = sendAndPump(client, to(server.url("/hello")));
        QVERIFY(result.has_value());
        QCOMPARE(result->status, 200);
        QCOMPARE(result->body, std::string("hello"));
        QCOMPARE(std::string(result->header("x-kind")), std::string("Test"));
    }

    void aBodyGoesWithItsHeaders() {
        Server server;
        HttpClient client;
        auto request = to(server.url("/hello"));
        request.method = "POST";
        request.body = "{}";
        request.headers = {{"Content-Type", "application/x-amz-json-1.1"}, {"X-Empty", ""}};
        QVERIFY(sendAndPump(client, request).has_value());
        QVERIFY(server.lastRequest.startsWith("POST /hello "));
        QVERIFY(server.lastRequest.contains("Content-Type: application/x-amz-json-1.1\r\n"));
        QVERIFY(server.lastRequest.contains("X-Empty:"));
        QVERIFY(server.lastRequest.endsWith("\r\n\r\n{}"));
        QVERIFY(!server.lastRequest.contains("Expect"));
    }

    void connectionsAreReused() {
        Server server;
        HttpClient client;
        for (int i = 0; i < 5; ++i)
            QVERIFY(sendAndPump(client, to(server.url("/hello"))).has_value());
        QCOMPARE(server.connections, 1);
    }

    void errorsAreToldApart() {
        Server server;
        HttpClient client;
        quint16 freePort;
        {
            QTcpServer closed;
            QVERIFY(closed.listen(QHostAddress::LocalHost));
            freePort = closed.serverPort();
        }
        auto refused = sendAndPump(client, to("http://127.0.0.1:" + std::to_string(freePort) + "/?secret=1"));
        QCOMPARE(code(refused), std::string("net.refused"));
        QVERIFY(refused.error().subject.find("secret") == std::string::npos);
        QCOMPARE(code(sendAndPump(client, to(server.url("/half")))), std::string("net.closed"));
        auto silent = to(server.url("/silent"));
        silent.timeout = 200;
        QCOMPARE(code(sendAndPump(client, silent)), std::string("net.timeout"));
        auto large = to(server.url("/large"));
        large.bodyLimit = 1000;
        QCOMPARE(code(sendAndPump(client, large)), std::string("net.tooLarge"));
        QCOMPARE(code(sendAndPump(client, to("ftp://127.0.0.1/"))), std::string("net.failed"));
    }

    void aMissingSocketIsNotADeniedOne() {
        QTemporaryDir folder;
        HttpClient client;
        auto request = to("http://engine/");
        request.unixSocket = folder.filePath("none.sock").toStdString();
        QCOMPARE(code(sendAndPump(client, request)), std::string("net.socketMissing"));

        QLocalServer local;
        request.unixSocket = folder.filePath("engine.sock").toStdString();
        QVERIFY(local.listen(QString::fromStdString(request.unixSocket)));
        connect(&local, &QLocalServer::newConnection, &local, [&] {
            auto* socket = local.nextPendingConnection();
            connect(socket, &QLocalSocket::readyRead, socket,
                    [socket] { socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK"); });
        });
        auto answer = sendAndPump(client, request);
        QVERIFY(answer.has_value());
        QCOMPARE(answer->body, std::string("OK"));
    }

    void aDeniedSocketIsNotAMissingOne() {
        QTemporaryDir folder;
        HttpClient client;
        auto request = to("http://engine/");
        request.unixSocket = folder.filePath("engine.sock").toStdString();
        QLocalServer local;
        QVERIFY(local.listen(QString::fromStdString(request.unixSocket)));
        QVERIFY(chmod(request.unixSocket.c_str(), 0) == 0);
        bool root = geteuid() == 0; // who may everything
        if (root) QVERIFY(seteuid(65534) == 0);
        auto answer = sendAndPump(client, request);
        if (root) QVERIFY(seteuid(0) == 0);
        QCOMPARE(code(answer), std::string("net.socketDenied"));
        QCOMPARE(answer.error().subject, request.unixSocket);
    }

    void cancelWaitsForARunningCallback() {
        Server server;
        HttpClient client;
        std::promise<void> entered, mayLeave;
        auto leave = mayLeave.get_future().share();
        std::atomic<bool> left = false, cancelled = false;
        auto call = client.send(to(server.url("/hello")), [&](Result<Response>) {
            entered.set_value();
            leave.wait();
            left = true;
        });
        auto inside = entered.get_future();
        QTRY_VERIFY(inside.wait_for(std::chrono::seconds(0)) == std::future_status::ready);
        bool leftBefore = false;
        std::thread canceller([&] {
            call.cancel();
            leftBefore = left;
            cancelled = true;
        });
        QVERIFY(!cancelled);
        mayLeave.set_value();
        canceller.join();
        QVERIFY(leftBefore);
    }

    void aCallMayBeCancelledWithinItsOwnCallback() {
        Server server;
        HttpClient client;
        Call call;
        std::promise<void> done;
        HttpClient::Stream callbacks;
        std::atomic<int> pieces = 0;
        std::atomic<bool> ended = false;
        callbacks.data = [&](std::string_view) {
            ++pieces;
            call.cancel();
            done.set_value();
        };
        callbacks.ended = [&](Result<Response>) { ended = true; };
        call =
            client.stream(to(server.url("/stream")), callbacks); // kept before this thread serves an answer
        auto future = done.get_future();
        QTRY_VERIFY(future.wait_for(std::chrono::seconds(0)) == std::future_status::ready);
        QVERIFY(sendAndPump(client, to(server.url("/hello"))).has_value());
        QCOMPARE(pieces.load(), 1);
        QVERIFY(!ended);
    }

    void cancellingStopsTheCallback() {
        Server server;
        HttpClient client;
        std::atomic<bool> called = false;
        auto call = client.send(to(server.url("/silent")), [&](Result<Response>) { called = true; });
        QTRY_VERIFY(!server.lastRequest.isEmpty());
        call.cancel();
        QVERIFY(sendAndPump(client, to(server.url("/hello"))).has_value()); // the thread has gone round since
        QVERIFY(!called);
    }

    void theClientsEndEndsItsCalls() {
        Server server;
        std::promise<Result<Response>> promise;
        {
            HttpClient client;
            client
                .send(to(server.url("/silent")), [&](Result<Response> r) { promise.set_value(std::move(r)); })
                .detach();
        }
        QCOMPARE(code(promise.get_future().get()), std::string("net.cancelled"));
    }

    void aStreamGivesItsBytesAsTheyCome() {
        Server server;
        HttpClient client;
        std::promise<std::string> first;
        HttpClient::Stream callbacks;
        std::atomic<int> status = 0;
        callbacks.started = [&](int s, const Headers&) { status = s; };
        callbacks.data = [&](std::string_view bytes) { first.set_value(std::string(bytes)); };
        auto request = to(server.url("/stream"));
        request.timeout = 0;
        auto call = client.stream(request, callbacks);
        auto future = first.get_future();
        QTRY_VERIFY(future.wait_for(std::chrono::seconds(0)) == std::future_status::ready);
        QCOMPARE(future.get(), std::string("one"));
        QCOMPARE(status.load(), 200);
    }

    void aRefusedStreamGivesItsBodyAtTheEnd() {
        Server server;
        HttpClient client;
        std::promise<Result<Response>> promise;
        HttpClient::Stream callbacks;
        callbacks.ended = [&](Result<Response> r) { promise.set_value(std::move(r)); };
        auto call = client.stream(to(server.url("/denied")), callbacks);
        auto future = promise.get_future();
        QTRY_VERIFY(future.wait_for(std::chrono::seconds(0)) == std::future_status::ready);
        auto result = future.get();
        QVERIFY(result.has_value());
        QCOMPARE(result->status, 403);
        QCOMPARE(result->body, std::string("no"));
    }
};

static pilothouse::tests::Registered<HttpTest> registered("http");

#include "http_test.moc"
