// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace pilothouse {

/// What failed, on what, and why. Sentences for people are made of it in ui/words; logs show it as it is.
struct Error {
    std::string code;    ///< "net.refused", "docker.denied", "json.syntax": room and kind, never a sentence
    std::string subject; ///< what it failed on: an ARN, a path, an address
    std::string cause;   ///< the words of whoever refused, unchanged
    std::vector<std::pair<std::string, std::string>> args = {}; ///< what a sentence may need besides

    bool operator==(const Error&) const = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string code, std::string subject = {}, std::string cause = {}) {
    return tl::unexpected<Error>(Error{std::move(code), std::move(subject), std::move(cause)});
}

/// "code subject: cause", for logs and command lines.
std::string describe(const Error& error);

} // namespace pilothouse
