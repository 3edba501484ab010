// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/api.h"
#include "core/server/door.h"

#include <functional>
#include <string>
#include <string_view>

namespace pilothouse::server {

/// From a whole request to its answer: signature, operation, JSON, shape, plane, in this order. A request
/// that fails at one of them has not reached the next.
class Dispatcher {
public:
    Dispatcher(const ServerOptions& options, Api api, const Clock& clock);

    /// `done` is called once, at once or later from any thread.
    void handle(const Head& head, std::string_view body, std::function<void(Answer)> done) const;

private:
    std::optional<Answer> refuseOperation(std::string_view operation) const;

    Api m_api;
    const Clock& m_clock;
    sigv4::Verifier m_verifier;
    std::string m_caller;
};

} // namespace pilothouse::server
