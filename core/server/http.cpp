// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that sees Boost.Beast (1.74: <utility> must come before it). Callbacks on one thread.
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include "core/base/log.h"
#include "core/base/random.h"
#include "core/server/dispatch.h"

#include <chrono>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <thread>

namespace pilothouse::server {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;

constexpr std::uint32_t headLimit = 16 * 1024;
constexpr std::size_t dropLimit = 16 << 20; ///< of a refused body
constexpr milliseconds dropTime{10'000}, writeTime{30'000}, acceptPause{100};

class Session;

/// What all connections share. Used on the HTTP thread only, but for `io`.
struct Hub {
    Hub(const ServerOptions& o, Api api, const Clock& c)
        : options(o), dispatcher(options, std::move(api), c), clock(c), random(systemSeed()) {}

    asio::io_context io{1};
    ServerOptions options;
    Dispatcher dispatcher;
    const Clock& clock;
    Random random; ///< of request ids
    int port = 0;
    std::map<std::uint64_t, std::shared_ptr<Session>> sessions;
    std::weak_ptr<Hub> self;
    bool ending = false;

    void closeIdlest();
    void leave(std::uint64_t id);
};

/// One connection: wait for a request, read it, answer, again. The next is read only when the one before is
/// answered, so pipelined requests wait their turn in the socket.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(Hub& hub, tcp::socket socket, std::uint64_t id)
        : m_hub(hub), m_stream(std::move(socket)), m_id(id) {
        error_code ec;
        m_stream.socket().set_option(tcp::no_delay(true), ec);
        auto local = m_stream.socket().local_endpoint(ec).address();
        // A socket of both families shows an IPv4 client's side as ::ffff:192.0.2.7.
        if (local.is_v6() && local.to_v6().is_v4_mapped())
            local = asio::ip::make_address_v4(asio::ip::v4_mapped, local.to_v6());
        m_hosts = ownHosts(ec ? std::string() : local.to_string(), m_hub.port);
    }

    /// No request is under way: it may be closed without loss.
    bool quiet() const { return m_quiet; }
    std::uint64_t quietSince() const { return m_turn; }

    void wait() {
        m_quiet = true;
        m_turn = ++s_turn;
        m_response = {};
        if (m_hub.ending) return close();
        if (m_buffer.size() > 0) return readHead();
        m_buffer.shrink_to_fit();
        m_stream.expires_after(milliseconds(m_hub.options.idleTimeout));
        m_stream.async_read_some(m_buffer.prepare(4096),
                                 [self = shared_from_this()](error_code ec, std::size_t bytes) {
                                     self->m_buffer.commit(bytes);
                                     ec ? self->close() : self->readHead();
                                 });
    }

    void close() {
        error_code ec;
        m_stream.socket().shutdown(tcp::socket::shutdown_both, ec);
        m_stream.close();
        m_hub.leave(m_id);
    }

    /// The plane's answer, on the HTTP thread.
    void answer(Answer answer) {
        http::response<http::string_body> response;
        response.version(m_version);
        response.result(static_cast<unsigned>(answer.status));
        response.set("x-amzn-RequestId", m_hub.random.uuid());
        response.set(http::field::content_type, "application/x-amz-json-1.1");
        response.set(http::field::date, httpDate(m_hub.clock.now()));
        if (answer.status == 405) response.set(http::field::allow, "POST");
        response.keep_alive(m_keepAlive && !answer.close && !m_hub.ending);
        response.body() = answer.body.dump();
        response.prepare_payload();
        m_response = std::move(response);
        m_stream.expires_after(writeTime);
        http::async_write(m_stream, m_response,
                          [self = shared_from_this(), refused = answer.close](error_code ec, std::size_t) {
                              if (ec || (!self->m_response.keep_alive() && !refused)) return self->close();
                              refused ? self->drop() : self->wait();
                          });
    }

private:
    using Parser = http::request_parser<http::string_body>;

    void readHead() {
        m_quiet = true;
        m_keepAlive = false;
        m_version = 11;
        m_parser.emplace();
        m_parser->header_limit(headLimit);
        m_parser->body_limit(std::numeric_limits<std::uint64_t>::max()); // a long body gets its own answer
        m_stream.expires_after(milliseconds(m_hub.options.headTimeout));
        http::async_read_header(
            m_stream, m_buffer, *m_parser,
            [self = shared_from_this()](error_code ec, std::size_t) { self->onHead(ec); });
    }

    void onHead(error_code ec) {
        if (ec) return refuseBroken(ec);
        auto& message = m_parser->get();
        m_version = message.version();
        m_keepAlive = m_parser->keep_alive();
        m_head = {std::string(message.method_string()), std::string(message.target()), {}};
        for (auto& field : message)
            m_head.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
        if (auto refusal = checkHead(m_head, m_hosts)) return answer(std::move(*refusal));
        auto length = m_parser->content_length();
        if (length && *length > m_hub.options.bodyLimit) return refuseLong();
        m_parser->body_limit(m_hub.options.bodyLimit);
        m_stream.expires_after(milliseconds(m_hub.options.bodyTimeout));
        if (m_head.value("expect") == "100-continue") return sayContinue();
        readBody();
    }

    void sayContinue() {
        static constexpr std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::async_write(m_stream, asio::buffer(line),
                          [self = shared_from_this()](error_code ec, std::size_t) {
                              ec ? self->close() : self->readBody();
                          });
    }

    void readBody() {
        http::async_read(m_stream, m_buffer, *m_parser,
                         [self = shared_from_this()](error_code ec, std::size_t) {
                             if (ec) return self->refuseBroken(ec);
                             self->dispatch();
                         });
    }

    void dispatch() {
        m_quiet = false; // only now has a request come in that may change something
        m_stream.expires_never();
        // The answer may come on the plane's thread, and after this connection or the server has ended.
        auto reply = [hub = m_hub.self, id = m_id](Answer answer) {
            auto alive = hub.lock();
            if (!alive) return;
            asio::post(alive->io, [h = alive.get(), id, answer = std::move(answer)]() mutable {
                if (auto it = h->sessions.find(id); it != h->sessions.end())
                    it->second->answer(std::move(answer));
            });
        };
        auto body = std::exchange(m_parser->get().body(), {});
        m_hub.dispatcher.handle(m_head, body, std::move(reply));
    }

    void refuseLong() {
        auto refusal = errorAnswer(413, "RequestEntityTooLargeException",
                                   fmt::format("The body is over {} bytes.", m_hub.options.bodyLimit));
        refusal.close = true;
        answer(std::move(refusal));
    }

    /// A request that could not be read to its end.
    void refuseBroken(error_code ec) {
        if (ec == http::error::body_limit) return refuseLong();
        bool heard = ec.category() == http::make_error_code(http::error::bad_method).category() &&
                     ec != http::error::end_of_stream && ec != http::error::partial_message;
        if (!heard) return close(); // gone, or too slow
        bool large = ec == http::error::header_limit || ec == http::error::buffer_overflow;
        auto refusal = errorAnswer(large ? 431 : 400, "BadRequestException",
                                   large ? "The header is too large." : "The request is not valid HTTP.");
        refusal.close = true;
        answer(std::move(refusal));
    }

    /// Reads on for a while after a refusal: closing with unread bytes would reset the connection and take
    /// the answer away from the client.
    void drop() {
        error_code ec;
        m_stream.socket().shutdown(tcp::socket::shutdown_send, ec);
        m_stream.expires_after(dropTime);
        m_buffer.clear();
        m_dropped = 0;
        dropSome();
    }
    void dropSome() {
        m_stream.async_read_some(m_buffer.prepare(64 * 1024),
                                 [self = shared_from_this()](error_code ec, std::size_t bytes) {
                                     self->m_dropped += bytes;
                                     if (ec || self->m_dropped > dropLimit) return self->close();
                                     self->dropSome();
                                 });
    }

    inline static std::uint64_t s_turn = 0; ///< order of falling quiet; the HTTP thread's
    Hub& m_hub;
    boost::beast::tcp_stream m_stream;
    std::uint64_t m_id;
    std::vector<std::string> m_hosts;
    boost::beast::flat_buffer m_buffer;
    std::optional<Parser> m_parser;
    Head m_head;
    http::response<http::string_body> m_response;
    unsigned m_version = 11;
    bool m_keepAlive = false, m_quiet = true;
    std::uint64_t m_turn = 0;
    std::size_t m_dropped = 0;
};

void Hub::closeIdlest() {
    std::shared_ptr<Session> idlest;
    for (auto& [id, session] : sessions)
        if (session->quiet() && (!idlest || session->quietSince() < idlest->quietSince())) idlest = session;
    if (idlest) idlest->close();
}

void Hub::leave(std::uint64_t id) {
    sessions.erase(id);
    if (ending && sessions.empty()) io.stop();
}

class HttpServer final : public Server {
public:
    HttpServer(std::shared_ptr<Hub> hub, tcp::acceptor acceptor)
        : m_hub(std::move(hub)), m_acceptor(std::move(acceptor)), m_timer(m_hub->io) {
        accept();
        m_thread = std::thread([this] { m_hub->io.run(); });
    }
    ~HttpServer() override {
        asio::post(m_hub->io, [this] { end(); });
        m_thread.join();
        // Handlers of what could not be ended hold sessions; those must go before the io_context.
        m_hub->sessions.clear();
    }
    int port() const override { return m_hub->port; }

private:
    void accept() {
        m_acceptor.async_accept([this](error_code ec, tcp::socket socket) {
            if (m_hub->ending) return;
            if (ec) return pause(ec);
            if (m_hub->sessions.size() >= m_hub->options.mostConnections) m_hub->closeIdlest();
            if (m_hub->sessions.size() < m_hub->options.mostConnections) {
                auto id = ++m_last;
                auto session = std::make_shared<Session>(*m_hub, std::move(socket), id);
                m_hub->sessions.emplace(id, session);
                session->wait();
            }
            accept();
        });
    }
    /// Out of file descriptors, most likely: the next try would fail at once, for ever.
    void pause(error_code ec) {
        log::warning("server", "a connection could not be accepted", {{"cause", ec.message()}});
        m_timer.expires_after(acceptPause);
        m_timer.async_wait([this](error_code stopped) {
            if (!stopped && !m_hub->ending) accept();
        });
    }
    void end() {
        m_hub->ending = true;
        error_code ignored;
        m_acceptor.close(ignored);
        m_timer.cancel();
        auto all = m_hub->sessions;
        for (auto& [id, session] : all)
            if (session->quiet()) session->close();
        if (m_hub->sessions.empty()) return m_hub->io.stop();
        m_timer.expires_after(milliseconds(m_hub->options.endTimeout));
        m_timer.async_wait([this](error_code) { m_hub->io.stop(); });
    }

    std::shared_ptr<Hub> m_hub;
    tcp::acceptor m_acceptor;
    asio::steady_timer m_timer;
    std::uint64_t m_last = 0;
    std::thread m_thread;
};

Result<tcp::acceptor> listenOn(asio::io_context& io, const ServerOptions& options) {
    auto subject = fmt::format("{}:{}", options.listen, options.port);
    error_code ec;
    auto address = asio::ip::make_address(options.listen, ec);
    if (ec || options.port < 0 || options.port > 65535)
        return fail("server.address", subject, ec ? ec.message() : "no such port");
    tcp::endpoint endpoint(address, static_cast<unsigned short>(options.port));
    tcp::acceptor acceptor(io);
    acceptor.open(endpoint.protocol(), ec);
    if (!ec) acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
    if (!ec) acceptor.bind(endpoint, ec);
    if (!ec) acceptor.listen(asio::socket_base::max_listen_connections, ec);
    if (ec == asio::error::address_in_use) return fail("server.addressInUse", subject, ec.message());
    if (ec) return fail("server.address", subject, ec.message());
    return acceptor;
}

} // namespace

Result<std::unique_ptr<Server>> startServer(ServerOptions options, Api api, const Clock& clock) {
    auto hub = std::make_shared<Hub>(options, std::move(api), clock);
    hub->self = hub;
    auto acceptor = listenOn(hub->io, options);
    if (!acceptor) return tl::unexpected(acceptor.error());
    error_code ec;
    hub->port = acceptor->local_endpoint(ec).port();
    return std::make_unique<HttpServer>(std::move(hub), std::move(*acceptor));
}

} // namespace pilothouse::server
