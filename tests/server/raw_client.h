// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/sigv4/sigv4.h"

#include <optional>
#include <string>
#include <string_view>

namespace pilothouse::tests {

struct RawReply {
    int status = 0;
    sigv4::Headers headers;
    std::string body;

    std::string header(std::string_view lowerName) const;
    Json json() const { return Json::parse(body).value_or(Json()); }
    std::string type() const { return json().str("__type"); }
};

/// A socket that sends what it is told, byte for byte, and reads HTTP answers.
class RawClient {
public:
    explicit RawClient(int port);
    ~RawClient() { close(); }
    RawClient(RawClient&&) = delete;

    bool connected() const { return m_socket >= 0; }
    bool send(std::string_view bytes);
    /// The next answer; nothing if the connection ends (or 20 s pass) before it is whole.
    std::optional<RawReply> read();
    /// True if the other side ends the connection without another byte; a reset counts.
    bool ended();
    /// The other side ended the connection, or sent something, before `patience` was over.
    bool endsWithin(Millis patience);
    /// Ends the connection with a reset.
    void reset();
    void close();
    bool halfClose();

private:
    bool fill();
    int m_socket = -1;
    std::string m_buffer;
};

/// A whole signed request as text. `edit` may change the headers after they were signed.
struct Signer {
    int port = 0;
    sigv4::Key key{"AKIDTEST", "secret", ""};
    Millis now = 0;

    sigv4::Headers headers(std::string_view operation, std::string_view body) const;
    static std::string text(const sigv4::Headers& headers, std::string_view body,
                            std::string_view line = "POST / HTTP/1.1");
    std::string request(std::string_view operation, std::string_view body = "{}") const {
        return text(headers(operation, body), body);
    }
};

} // namespace pilothouse::tests
