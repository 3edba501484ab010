// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pilothouse::app {

/// The program's exit codes, for scripts and for the console that starts it.
enum Exit {
    exitOk = 0,
    exitFailed = 1,
    exitFlags = 2,
    exitFolderInUse = 3,
    exitDatabase = 4,
    exitAddressInUse = 5
};

enum class Verb { serve, stop, credentials, help, version };

struct Options {
    Verb verb = Verb::serve;
    std::string data;                 ///< folder; "" until defaults are filled in
    std::string listen = "127.0.0.1"; ///< address
    int port = 7717;
    bool listenGiven = false;
    std::string region = "us-east-1", account = "000000000000";
    bool simulated = false;
    std::optional<std::uint64_t> seed; ///< none: from the operating system
    Millis settle = 0;
    std::string record, log;
    std::string dieAt; ///< testing: "POINT:N" ends the process at the Nth time it comes to that point
};

/// Error flags.unknown, flags.value: subject is the flag.
Result<Options> parseOptions(const std::vector<std::string>& arguments);
std::string helpText();

} // namespace pilothouse::app
