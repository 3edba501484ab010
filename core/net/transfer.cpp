// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/transfer.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <strings.h>
#include <unistd.h>

namespace pilothouse::net {

namespace {

bool isLoopback(std::string_view url) {
    auto host =
        url.substr(std::min(url.size(), url.find("://") == std::string_view::npos ? 0 : url.find("://") + 3));
    return host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
}

std::string withoutQuery(const std::string& url) {
    return url.substr(0, url.find('?'));
}

} // namespace

std::string_view Response::header(std::string_view name) const {
    for (auto& [key, value] : headers)
        if (key.size() == name.size() && strncasecmp(key.data(), name.data(), name.size()) == 0) return value;
    return {};
}

Transfer::Transfer(Request request, HttpClient::Stream callbacks, bool streamed)
    : m_request(std::move(request)), m_callbacks(std::move(callbacks)), m_streamed(streamed),
      m_easy(curl_easy_init()) {
    setUp();
}

Transfer::~Transfer() {
    curl_easy_cleanup(m_easy);
    curl_slist_free_all(m_headerList);
}

void Transfer::setUp() {
    auto set = [&](CURLoption option, auto value) { curl_easy_setopt(m_easy, option, value); };
    set(CURLOPT_URL, m_request.url.c_str());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_ERRORBUFFER, m_words);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(m_request.timeout));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_request.connectTimeout));
    set(CURLOPT_TCP_KEEPALIVE, 1L); // a stream whose other end has gone without a word ends too
    set(CURLOPT_HEADERFUNCTION, &Transfer::onHeader);
    set(CURLOPT_HEADERDATA, static_cast<void*>(this));
    set(CURLOPT_WRITEFUNCTION, &Transfer::onBody);
    set(CURLOPT_WRITEDATA, static_cast<void*>(this));
    set(CURLOPT_PRIVATE, static_cast<void*>(this));
    if (!m_request.unixSocket.empty()) set(CURLOPT_UNIX_SOCKET_PATH, m_request.unixSocket.c_str());
    // A proxy of the environment is for the outside; an engine or a plane on this computer is never behind
    // it.
    if (!m_request.unixSocket.empty() || isLoopback(m_request.url)) set(CURLOPT_PROXY, "");
    if (!m_request.caFile.empty()) set(CURLOPT_CAINFO, m_request.caFile.c_str());
    if (!m_request.certFile.empty()) set(CURLOPT_SSLCERT, m_request.certFile.c_str());
    if (!m_request.keyFile.empty()) set(CURLOPT_SSLKEY, m_request.keyFile.c_str());

    if (m_request.method == "HEAD")
        set(CURLOPT_NOBODY, 1L);
    else if (m_request.method != "GET" || !m_request.body.empty()) {
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
        set(CURLOPT_POSTFIELDS, m_request.body.c_str());
        set(CURLOPT_CUSTOMREQUEST, m_request.method.c_str());
    }
    bool typed = false;
    for (auto& [name, value] : m_request.headers) {
        typed = typed || strcasecmp(name.c_str(), "content-type") == 0;
        // libcurl drops "Name:"; an empty value is written "Name;".
        m_headerList =
            curl_slist_append(m_headerList, (value.empty() ? name + ";" : name + ": " + value).c_str());
    }
    if (!typed) m_headerList = curl_slist_append(m_headerList, "Content-Type:");
    m_headerList = curl_slist_append(m_headerList, "Expect:"); // no round trip of "100 Continue"
    set(CURLOPT_HTTPHEADER, m_headerList);
}

std::size_t Transfer::onHeader(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& response = static_cast<Transfer*>(self)->m_response;
    std::string_view line(bytes, size * count);
    if (line.starts_with("HTTP/")) {
        response.headers.clear(); // of an interim answer
    } else if (auto colon = line.find(':'); colon != std::string_view::npos) {
        auto value = line.substr(colon + 1);
        value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
        while (!value.empty() && (value.back() == '\r' || value.back() == '\n' || value.back() == ' '))
            value.remove_suffix(1);
        response.headers.emplace_back(std::string(line.substr(0, colon)), std::string(value));
    }
    return size * count;
}

std::size_t Transfer::onBody(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& t = *static_cast<Transfer*>(self);
    if (t.m_cancelled) return 0;
    t.begin();
    std::string_view piece(bytes, size * count);
    if (t.m_streamed && t.m_response.status < 400) {
        std::scoped_lock lock(t.m_callbackMutex);
        if (t.m_cancelled) return 0;
        if (t.m_callbacks.data) t.m_callbacks.data(piece);
        return piece.size();
    }
    if (t.m_response.body.size() + piece.size() > t.m_request.bodyLimit) {
        t.m_tooLarge = true;
        return 0;
    }
    t.m_response.body += piece;
    return piece.size();
}

void Transfer::begin() {
    if (m_begun) return;
    m_begun = true;
    long status = 0;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
    m_response.status = static_cast<int>(status);
    if (!m_streamed || !m_callbacks.started) return;
    std::scoped_lock lock(m_callbackMutex);
    if (!m_cancelled) m_callbacks.started(m_response.status, m_response.headers);
}

void Transfer::finish(CURLcode code) {
    if (code != CURLE_OK) return end(tl::unexpected<Error>(errorOf(code)));
    begin();
    end(std::move(m_response));
}

void Transfer::abandon() {
    end(fail("net.cancelled",
             m_request.unixSocket.empty() ? withoutQuery(m_request.url) : m_request.unixSocket));
}

void Transfer::end(Result<Response> result) {
    std::scoped_lock lock(m_callbackMutex);
    if (m_cancelled) return;
    if (auto ended = std::exchange(m_callbacks.ended, nullptr)) ended(std::move(result));
}

void Transfer::cancel() {
    std::scoped_lock lock(m_callbackMutex);
    m_cancelled = true;
}

Error Transfer::errorOf(CURLcode code) const {
    std::string subject = m_request.unixSocket.empty() ? withoutQuery(m_request.url) : m_request.unixSocket;
    std::string words = m_words[0] ? m_words : curl_easy_strerror(code);
    auto error = [&](const char* kind) { return Error{kind, subject, words}; };
    if (m_tooLarge)
        return Error{"net.tooLarge", subject,
                     "the answer is longer than " + std::to_string(m_request.bodyLimit) + " bytes"};
    switch (code) {
    case CURLE_COULDNT_CONNECT: {
        if (m_request.unixSocket.empty()) return error("net.refused");
        const char* path = m_request.unixSocket.c_str();
        int why = faccessat(AT_FDCWD, path, R_OK | W_OK, AT_EACCESS) == 0 ? 0 : errno;
        if (why == ENOENT || why == ENOTDIR) return Error{"net.socketMissing", subject, std::strerror(why)};
        if (why == EACCES || why == EPERM) return Error{"net.socketDenied", subject, std::strerror(why)};
        return error("net.refused");
    }
    case CURLE_OPERATION_TIMEDOUT:
        return error("net.timeout");
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return error("net.resolve");
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
        return error("net.tls");
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return error("net.closed");
    default:
        return error("net.failed");
    }
}

} // namespace pilothouse::net
