// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pilothouse::docker {

/// Where an engine listens.
struct Address {
    std::string text;       ///< as it was given: "unix:///var/run/docker.sock", "tcp://host:2376"
    std::string unixSocket; ///< path, or ""
    std::string base;       ///< "http://engine", "https://host:2376"
    std::string caFile, certFile, keyFile;
    bool operator==(const Address&) const = default;
};

/// unix://PATH, a bare path, tcp://HOST:PORT, http://, https://; nothing for what cannot be reached so
/// (ssh://, npipe://). `certificates`: a folder with ca.pem, cert.pem, key.pem turns tcp into TLS
/// (DOCKER_TLS_VERIFY, DOCKER_CERT_PATH).
std::optional<Address> addressOf(std::string_view text, const std::string& certificates = {});

} // namespace pilothouse::docker
