// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/sign_in.h"

namespace pilothouse::aws {

namespace {

constexpr Millis endBefore = 60'000, young = 5 * 60'000;

} // namespace

std::optional<Credentials> RoleCache::find(const std::string& key) const {
    std::scoped_lock lock(m_mutex);
    auto it = m_entries.find(key);
    if (it == m_entries.end()) return {};
    auto& found = it->second.credentials;
    if (found.expiresAt != 0 && found.expiresAt - endBefore <= SystemClock().now()) return {};
    return found;
}

void RoleCache::put(const std::string& key, const Credentials& credentials) {
    std::scoped_lock lock(m_mutex);
    const Millis now = SystemClock().now();
    std::erase_if(m_entries, [&](const auto& entry) {
        const Millis end = entry.second.credentials.expiresAt;
        return end != 0 && end <= now;
    });
    m_entries[key] = {credentials, now};
}

void RoleCache::refused(const Credentials& credentials) {
    std::scoped_lock lock(m_mutex);
    const Millis now = SystemClock().now();
    std::erase_if(m_entries, [&](const auto& entry) {
        return entry.second.credentials == credentials && now - entry.second.at > young;
    });
}

SignIn SignIn::completed(SignIn given) {
    if (!given.send)
        given.send = [http = std::shared_ptr<net::HttpClient>(),
                      once = std::make_shared<std::mutex>()](net::Request request) mutable {
            {
                std::scoped_lock lock(*once);
                if (!http) http = std::make_shared<net::HttpClient>();
            }
            return http->wait(std::move(request));
        };
    if (!given.roles) given.roles = std::make_shared<RoleCache>();
    return given;
}

} // namespace pilothouse::aws
