// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/ecs_client.h"
#include "core/aws/reply.h"
#include "core/aws/retry.h"
#include "core/aws/service_url.h"
#include "core/aws/worker.h"
#include "core/sigv4/sigv4.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <set>

namespace pilothouse::aws {

namespace {

constexpr Millis tolerated = 4 * 60'000; ///< a clock this wrong is still let in

Millis steadyNow() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

/// One call on its way. `gate` is held while the callback runs, so that cancelling waits for it.
struct Flight {
    std::string operation, body;
    std::function<void(Result<Json>)> done;
    std::recursive_mutex gate;
    bool over = false; ///< guarded by gate

    std::mutex mutex;
    net::Call inner; ///< guarded by mutex

    // The worker's only.
    Millis begun = steadyNow(), serverDate = 0, signedSkew = 0;
    int attempts = 0;
    bool clockSet = false, keysRenewed = false;
    Credentials used;

    void hold(net::Call call) {
        std::scoped_lock lock(mutex);
        std::swap(inner, call);
    }
    bool isOver() {
        std::scoped_lock lock(gate);
        return over;
    }
    void cancel() {
        std::function<void(Result<Json>)> dropped;
        {
            std::scoped_lock lock(gate);
            over = true;
            dropped = std::exchange(done, nullptr);
        }
        hold({});
    }
};
using FlightPtr = std::shared_ptr<Flight>;

} // namespace

struct EcsClient::Impl : std::enable_shared_from_this<Impl> {
    std::shared_ptr<net::HttpClient> http;
    Endpoint endpoint;
    std::shared_ptr<CredentialsProvider> provider;
    RetryPolicy policy;
    std::optional<UrlParts> target;

    std::mutex mutex; // guards flights
    std::set<FlightPtr> flights;
    std::recursive_mutex observing; // guards observer; held while it runs
    std::function<void(const CallFacts&)> observer;

    // The worker's only.
    Random random{systemSeed()};
    Millis skew = 0; ///< what the endpoint's clock is ahead of ours
    int budget = 0;

    std::unique_ptr<Worker> worker = std::make_unique<Worker>();

    void begin(const FlightPtr& flight) {
        {
            std::scoped_lock lock(mutex);
            flights.insert(flight);
        }
        later(flight, 0);
    }

    void later(const FlightPtr& flight, Millis delay) {
        worker->post(
            [self = weak_from_this(), flight] {
                auto impl = self.lock();
                if (impl && !flight->isOver()) impl->attempt(flight);
            },
            delay);
    }

    void attempt(const FlightPtr& flight) {
        if (!target) return finish(flight, fail("aws.badEndpoint", endpoint.url));
        Result<Credentials> credentials;
        worker->mayBlock([&] { credentials = provider->credentials(); });
        if (!credentials) return finish(flight, tl::unexpected(credentials.error()));
        if (flight->isOver()) return;
        ++flight->attempts;
        flight->used = *credentials;
        flight->signedSkew = skew;
        // Net's thread only hands over: nothing of ours may end there.
        auto land = [self = weak_from_this(), flight](const Result<net::Response>& result) {
            auto impl = self.lock();
            if (impl && !flight->isOver()) impl->landed(flight, result);
        };
        flight->hold(http->send(signedRequest(*flight), [post = worker->poster(), land](auto result) {
            post([land, result = std::move(result)] { land(result); });
        }));
        if (flight->isOver()) flight->hold({}); // cancelled meanwhile: there was no call yet to drop
    }

    net::Request signedRequest(const Flight& flight) const {
        net::Request request;
        request.method = "POST";
        request.url = endpoint.url;
        request.body = flight.body;
        request.timeout = policy.timeout;
        sigv4::Request toSign{"POST", target->path, {}, flight.body};
        toSign.headers = {{"Host", target->host},
                          {"Content-Type", "application/x-amz-json-1.1"},
                          {"X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + flight.operation}};
        auto& keys = flight.used;
        auto added = sigv4::sign(toSign, {keys.accessKeyId, keys.secretAccessKey, keys.sessionToken},
                                 endpoint.region, "ecs", SystemClock().now() + skew);
        request.headers = std::move(toSign.headers);
        request.headers.insert(request.headers.end(), added.begin(), added.end());
        request.headers.emplace_back("User-Agent", "pilothouse");
        return request;
    }

    void landed(const FlightPtr& flight, const Result<net::Response>& result) {
        if (!result) {
            if (remedyOf(result.error(), flight->operation) == Remedy::again && again(flight)) return;
            return finish(flight, tl::unexpected(result.error()));
        }
        noteDate(*flight, *result);
        auto reply = readReply(*result, flight->operation);
        if (reply.value) {
            budget = std::min(budget + 1, policy.budget);
            return finish(flight, std::move(*reply.value));
        }
        auto remedy = remedyOf(result->status, reply.type, reply.error.cause);
        bool trying = remedy == Remedy::again ? again(flight)
                                              : (remedy == Remedy::clock && againWithClock(flight)) ||
                                                    (remedy == Remedy::credentials && againWithKeys(flight));
        if (!trying) finish(flight, tl::unexpected(reply.error));
    }

    void noteDate(Flight& flight, const net::Response& response) {
        auto date = parseHttpDate(response.header("date"));
        if (!date) return;
        flight.serverDate = *date;
        auto ahead = *date - SystemClock().now();
        skew = std::abs(ahead) > tolerated ? ahead : 0;
    }

    bool again(const FlightPtr& flight) {
        if (flight->attempts >= policy.attempts || budget <= 0) return false;
        --budget;
        later(flight, backOff(policy, flight->attempts, random));
        return true;
    }
    bool againWithClock(const FlightPtr& flight) {
        if (std::exchange(flight->clockSet, true) || skew == flight->signedSkew) return false;
        later(flight, 0);
        return true;
    }
    /// The files may hold newer keys than those that were used.
    bool againWithKeys(const FlightPtr& flight) {
        if (std::exchange(flight->keysRenewed, true)) return false;
        provider->refused(flight->used);
        Result<Credentials> now;
        worker->mayBlock([&] { now = provider->credentials(); });
        if (!now || *now == flight->used) return false;
        later(flight, 0);
        return true;
    }

    void finish(const FlightPtr& flight, Result<Json> result) {
        {
            std::scoped_lock lock(flight->gate);
            if (std::exchange(flight->over, true)) return;
            observe({flight->operation, steadyNow() - flight->begun, flight->attempts, flight->serverDate});
            if (auto done = std::exchange(flight->done, nullptr)) done(std::move(result));
        }
        // Only now: the end of the client waits for the flights that it finds here.
        std::scoped_lock lock(mutex);
        flights.erase(flight);
    }

    void observe(const CallFacts& facts) {
        std::scoped_lock lock(observing);
        if (observer) observer(facts);
    }

    void drop(const FlightPtr& flight) {
        {
            std::scoped_lock lock(mutex);
            flights.erase(flight);
        }
        flight->cancel();
    }

    void end() {
        std::set<FlightPtr> left;
        {
            std::scoped_lock lock(mutex);
            left.swap(flights);
        }
        for (auto& flight : left)
            flight->cancel();
        std::scoped_lock lock(observing);
        observer = nullptr;
    }
};

EcsClient::EcsClient(std::shared_ptr<net::HttpClient> http, Endpoint endpoint,
                     std::shared_ptr<CredentialsProvider> provider, RetryPolicy policy)
    : m_impl(std::make_shared<Impl>()) {
    m_impl->http = std::move(http);
    m_impl->target = partsOf(endpoint.url);
    m_impl->endpoint = std::move(endpoint);
    m_impl->provider = std::move(provider);
    m_impl->policy = policy;
    m_impl->budget = policy.budget;
}

EcsClient::~EcsClient() {
    m_impl->end();
}

net::Call EcsClient::call(const std::string& operation, Json input, std::function<void(Result<Json>)> done) {
    // A repeated RunTask must not run twice: the AWS tools fill this member too.
    if (operation == "RunTask") input.setDefault("clientToken", Random(systemSeed()).uuid());
    auto flight = std::make_shared<Flight>();
    flight->operation = operation;
    flight->body = input.isNull() ? "{}" : input.dump();
    flight->done = std::move(done);
    m_impl->begin(flight);
    return net::Call([self = std::weak_ptr(m_impl), waiting = std::weak_ptr(flight)] {
        auto f = waiting.lock();
        if (!f) return;
        if (auto impl = self.lock())
            impl->drop(f);
        else
            f->cancel();
    });
}

Result<Json> EcsClient::wait(const std::string& operation, Json input) {
    struct Box {
        std::mutex mutex;
        std::condition_variable changed;
        std::optional<Result<Json>> result;
        void put(Result<Json> value) {
            {
                std::scoped_lock lock(mutex);
                if (!result) result = std::move(value);
            }
            changed.notify_all();
        }
    };
    auto box = std::make_shared<Box>();
    // Goes with the callback: a call that the client's end cancels must not leave us waiting.
    auto dropped = std::shared_ptr<void>(nullptr, [box](void*) { box->put(fail("net.cancelled")); });
    auto handle = call(operation, std::move(input),
                       [box, dropped](Result<Json> result) { box->put(std::move(result)); });
    dropped.reset();
    std::unique_lock lock(box->mutex);
    box->changed.wait(lock, [&] { return box->result.has_value(); });
    return std::move(*box->result);
}

const Endpoint& EcsClient::endpoint() const {
    return m_impl->endpoint;
}
void EcsClient::setObserver(std::function<void(const CallFacts&)> observer) {
    std::scoped_lock lock(m_impl->observing);
    m_impl->observer = std::move(observer);
}
CredentialsProvider& EcsClient::provider() {
    return *m_impl->provider;
}

} // namespace pilothouse::aws
