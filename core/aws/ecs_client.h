// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/time.h"
#include "core/net/http.h"

#include <functional>
#include <memory>
#include <string>

namespace pilothouse::aws {

struct Credentials {
    std::string accessKeyId, secretAccessKey, sessionToken;
    Millis expiresAt = 0; ///< 0: never
    bool operator==(const Credentials&) const = default;
};

/// Gives credentials when asked, reading files anew when they changed; may call a process or a network.
/// Thread: the client's or a worker's, never the UI's. Error codes: aws.noProfile, aws.noCredentials,
/// aws.expired, aws.profileSyntax, aws.process, and those of signing in (chain.h).
class CredentialsProvider {
public:
    virtual ~CredentialsProvider() = default;
    virtual Result<Credentials> credentials() = 0;
    /// A person wants it anew: the next call reads everything again. Any thread, returns at once.
    virtual void forget() = 0;
    /// An endpoint refused these: what can be had without a person is had anew.
    virtual void refused(const Credentials&) { forget(); }
};

struct Endpoint {
    std::string url;    ///< "http://127.0.0.1:7717/", "https://ecs.ap-northeast-1.amazonaws.com/"
    std::string region; ///< of the signature
};

/// What the endpoint measured of one call, for the status bar.
struct CallFacts {
    std::string operation;
    Millis took = 0;
    int attempts = 1;
    Millis serverDate = 0; ///< the reply's Date header, 0 if none
};

/// How often and how fast a call is tried again.
struct RetryPolicy {
    int attempts = 4;
    Millis base = 200;       ///< the first wait is a random part of this, then of twice this ...
    Millis most = 10'000;    ///< ... up to this
    int budget = 40;         ///< retries that may stand out at once; each success gives one back
    Millis timeout = 30'000; ///< of one attempt
};

/// A thin client of the ECS API: signs, sends, retries what may be retried (throttling, 5xx, resets;
/// exponential back-off with jitter, at most `attempts`), corrects clock skew by the reply's Date. Errors:
/// aws.TYPE with the service's exception type ("aws.ClusterNotFoundException", subject = operation, cause =
/// message), aws.badReply, aws.badEndpoint, and those of net and CredentialsProvider. Callbacks run one after
/// the other on the client's own thread. The end of the client cancels its calls: their callbacks do not run.
class EcsClient {
public:
    EcsClient(std::shared_ptr<net::HttpClient> http, Endpoint endpoint,
              std::shared_ptr<CredentialsProvider> provider, RetryPolicy policy = {});
    ~EcsClient();

    [[nodiscard]] net::Call call(const std::string& operation, Json input,
                                 std::function<void(Result<Json>)> done);
    Result<Json> wait(const std::string& operation, Json input); ///< never on the UI thread

    const Endpoint& endpoint() const;
    /// Called on the client's thread. When this returns, the observer before does not run any more.
    void setObserver(std::function<void(const CallFacts&)> observer);
    CredentialsProvider& provider();

private:
    struct Impl;
    std::shared_ptr<Impl> m_impl;
};

} // namespace pilothouse::aws
