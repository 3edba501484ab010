// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pilothouse::net {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::string method = "GET";
    std::string url; ///< "http://127.0.0.1:7717/"; over a unix socket any host: "http://engine/v1.41/info"
    std::string unixSocket; ///< path; empty: TCP
    Headers headers;
    std::string body;
    Millis timeout = 30'000; ///< the whole call; 0: none (streams)
    Millis connectTimeout = 5'000;
    std::size_t bodyLimit = 64 << 20;      ///< a longer answer is the error net.tooLarge
    std::string caFile, certFile, keyFile; ///< TLS client files of a remote engine, may be empty
};

struct Response {
    int status = 0;
    Headers headers;
    std::string body;

    /// First header of that name, any case; "" if absent.
    std::string_view header(std::string_view name) const;
};

/// Cancels its call when asked or destroyed; a call that has ended is left alone. Movable.
class Call {
public:
    Call() = default;
    explicit Call(std::function<void()> cancel) : m_cancel(std::move(cancel)) {}
    Call(Call&& other) noexcept : m_cancel(std::exchange(other.m_cancel, nullptr)) {}
    Call& operator=(Call&& other) noexcept {
        if (this != &other) {
            cancel();
            m_cancel = std::exchange(other.m_cancel, nullptr);
        }
        return *this;
    }
    ~Call() { cancel(); }
    /// After it returns, no callback of the call runs any more (unless called from within one).
    void cancel() {
        if (auto c = std::exchange(m_cancel, nullptr)) c();
    }
    /// Lets the call run to its end without a handle.
    void detach() { m_cancel = nullptr; }

private:
    std::function<void()> m_cancel;
};

/// HTTP over libcurl's multi interface: one thread for all calls, connections kept alive and reused.
/// Callbacks run on that thread and must not block. Errors: net.refused, net.timeout, net.resolve, net.tls,
/// net.socketMissing, net.socketDenied, net.closed, net.cancelled (by the client's end), net.tooLarge,
/// net.failed; subject is the URL without query (or the socket's path), cause libcurl's words.
class HttpClient {
public:
    HttpClient();
    ~HttpClient(); ///< close()
    /// Ends every call with net.cancelled, this and any later one. May be called on any thread.
    void close();

    [[nodiscard]] Call send(Request request, std::function<void(Result<Response>)> done);

    struct Stream {
        std::function<void(int status, const Headers&)> started;
        std::function<void(std::string_view bytes)> data;
        std::function<void(Result<Response>)> ended; ///< body empty, or the body of an answer >= 400
    };
    [[nodiscard]] Call stream(Request request, Stream callbacks);

    /// Sends and waits; for command lines, tests and worker threads, never for the UI thread.
    Result<Response> wait(Request request);

private:
    struct Impl;
    std::shared_ptr<Impl> m_impl;
};

} // namespace pilothouse::net
