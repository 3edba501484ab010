// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/http.h"

#include <curl/curl.h>
#include <mutex>

namespace pilothouse::net {

/// One call on its way: libcurl's easy handle, what came back so far, and whom to tell. Lives on the client's
/// thread; only cancel() is called from elsewhere.
class Transfer {
public:
    Transfer(Request request, HttpClient::Stream callbacks, bool streamed);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    CURL* handle() const { return m_easy; }
    /// The call ended by itself; tells its owner unless cancelled.
    void finish(CURLcode code);
    /// The client ends before the call did.
    void abandon();
    /// Waits for a running callback, unless called from within it.
    void cancel();
    bool cancelled() const { return m_cancelled; }

private:
    static std::size_t onHeader(char* bytes, std::size_t size, std::size_t count, void* self);
    static std::size_t onBody(char* bytes, std::size_t size, std::size_t count, void* self);
    void setUp();
    void begin();
    void end(Result<Response> result);
    Error errorOf(CURLcode code) const;

    Request m_request;
    HttpClient::Stream m_callbacks;
    bool m_streamed;
    CURL* m_easy;
    curl_slist* m_headerList = nullptr;
    char m_words[CURL_ERROR_SIZE] = {};
    Response m_response;
    bool m_begun = false, m_tooLarge = false;
    std::recursive_mutex m_callbackMutex; ///< held while a callback runs
    std::atomic<bool> m_cancelled = false;
};

} // namespace pilothouse::net
