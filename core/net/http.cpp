// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/http.h"
#include "core/net/transfer.h"

#include <future>
#include <map>
#include <mutex>
#include <thread>

namespace pilothouse::net {

namespace {

void initOnce() {
    static const CURLcode done = curl_global_init(CURL_GLOBAL_DEFAULT);
    (void)done;
}

} // namespace

struct HttpClient::Impl : std::enable_shared_from_this<Impl> {
    CURLM* multi = nullptr;
    std::mutex mutex; // guards incoming and stopping
    std::vector<std::shared_ptr<Transfer>> incoming;
    bool stopping = false;
    std::map<CURL*, std::shared_ptr<Transfer>> active; // the client's thread only
    std::thread thread;

    Impl() {
        initOnce();
        multi = curl_multi_init();
        curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, 64L);
    }
    ~Impl() { curl_multi_cleanup(multi); }

    Call add(std::shared_ptr<Transfer> transfer) {
        bool late;
        {
            std::scoped_lock lock(mutex);
            late = stopping;
            if (!late) incoming.push_back(transfer);
        }
        if (late) transfer->abandon();
        curl_multi_wakeup(multi);
        return Call([self = weak_from_this(), waiting = std::weak_ptr(transfer)] {
            auto t = waiting.lock();
            if (!t) return;
            t->cancel();
            if (auto impl = self.lock()) curl_multi_wakeup(impl->multi);
        });
    }

    void run() {
        for (;;) {
            if (!takeIncoming()) break;
            dropCancelled();
            int running = 0;
            curl_multi_perform(multi, &running);
            finishEnded();
            curl_multi_poll(multi, nullptr, 0, 60'000, nullptr);
        }
        for (auto& [easy, transfer] : std::exchange(active, {})) {
            curl_multi_remove_handle(multi, easy);
            transfer->abandon();
        }
    }

    bool takeIncoming() {
        std::vector<std::shared_ptr<Transfer>> fresh;
        bool stop;
        {
            std::scoped_lock lock(mutex);
            fresh = std::exchange(incoming, {});
            stop = stopping;
        }
        for (auto& transfer : fresh) {
            active[transfer->handle()] = transfer;
            curl_multi_add_handle(multi, transfer->handle());
        }
        return !stop;
    }

    void dropCancelled() {
        for (auto it = active.begin(); it != active.end();) {
            if (it->second->cancelled()) {
                curl_multi_remove_handle(multi, it->first);
                it = active.erase(it);
            } else {
                ++it;
            }
        }
    }

    void finishEnded() {
        int left = 0;
        while (CURLMsg* message = curl_multi_info_read(multi, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            CURL* easy = message->easy_handle;
            CURLcode code = message->data.result;
            auto it = active.find(easy);
            if (it == active.end()) continue;
            auto transfer = std::move(it->second);
            active.erase(it);
            curl_multi_remove_handle(multi, easy);
            transfer->finish(code);
        }
    }
};

HttpClient::HttpClient() : m_impl(std::make_shared<Impl>()) {
    m_impl->thread = std::thread([impl = m_impl] { impl->run(); });
}

HttpClient::~HttpClient() {
    close();
    // The last owner may let go within a callback; the thread then ends by itself.
    if (m_impl->thread.get_id() == std::this_thread::get_id())
        m_impl->thread.detach();
    else
        m_impl->thread.join();
}

void HttpClient::close() {
    {
        std::scoped_lock lock(m_impl->mutex);
        m_impl->stopping = true;
    }
    curl_multi_wakeup(m_impl->multi);
}

Call HttpClient::send(Request request, std::function<void(Result<Response>)> done) {
    Stream callbacks;
    callbacks.ended = std::move(done);
    return m_impl->add(std::make_shared<Transfer>(std::move(request), std::move(callbacks), false));
}

Call HttpClient::stream(Request request, Stream callbacks) {
    return m_impl->add(std::make_shared<Transfer>(std::move(request), std::move(callbacks), true));
}

Result<Response> HttpClient::wait(Request request) {
    std::promise<Result<Response>> promise;
    auto call =
        send(std::move(request), [&](Result<Response> result) { promise.set_value(std::move(result)); });
    return promise.get_future().get();
}

} // namespace pilothouse::net
