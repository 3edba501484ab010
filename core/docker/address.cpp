// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/address.h"

namespace pilothouse::docker {

std::optional<Address> addressOf(std::string_view text, const std::string& certificates) {
    Address address;
    address.text = text;
    if (text.starts_with("unix://"))
        address.unixSocket = text.substr(7);
    else if (text.starts_with("/"))
        address.unixSocket = text, address.text = "unix://" + std::string(text);
    if (!address.unixSocket.empty()) {
        address.base = "http://engine";
        return address;
    }
    if (text.starts_with("http://") || text.starts_with("https://"))
        address.base = text;
    else if (text.starts_with("tcp://"))
        address.base = (certificates.empty() ? "http://" : "https://") + std::string(text.substr(6));
    else
        return {};
    while (address.base.ends_with('/'))
        address.base.pop_back();
    if (!certificates.empty()) {
        address.caFile = certificates + "/ca.pem";
        address.certFile = certificates + "/cert.pem";
        address.keyFile = certificates + "/key.pem";
    }
    return address;
}

} // namespace pilothouse::docker
