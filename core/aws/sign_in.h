// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/ecs_client.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace pilothouse::aws {

/// Credentials that a person's one-time code gave, kept until they end: a code is asked for once, however
/// many connections and reconnections use the same role. In memory only. Any thread.
class RoleCache {
public:
    std::optional<Credentials> find(const std::string& key) const;
    void put(const std::string& key, const Credentials& credentials);
    /// An endpoint refused these. Fresh ones stay: age is not what is wrong with them, and a new code would
    /// not help.
    void refused(const Credentials& credentials);

private:
    struct Entry {
        Credentials credentials;
        Millis at = 0;
    };
    mutable std::mutex m_mutex;
    std::map<std::string, Entry> m_entries;
};

/// What a profile may need besides its files.
struct SignIn {
    /// To STS and to single sign-on, and to nobody else; waits for the answer.
    std::function<Result<net::Response>(net::Request)> send;
    /// The one-time code of an MFA device; waits for a person. Error: aws.mfaCancelled.
    std::function<Result<std::string>(const std::string& serial)> askCode;
    std::shared_ptr<RoleCache> roles;
    std::string region; ///< that a flag named; "": the environment's or the profile's

    /// What is not given is made: a client of its own, an empty cache, nobody to ask.
    static SignIn completed(SignIn given);
};

} // namespace pilothouse::aws
