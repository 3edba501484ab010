// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothoused/options.h"

#include "core/plane/plane.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <map>

namespace pilothouse::app {

namespace {

std::string home() {
    const char* text = std::getenv("HOME");
    return text && *text ? text : "/";
}

std::string folderOf(const char* variable, const char* fallback) {
    const char* text = std::getenv(variable);
    return text && *text == '/' ? text : home() + fallback;
}

template <typename T>
bool number(const std::string& text, T& value) {
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

/// "127.0.0.1", "127.0.0.1:7717", "[::1]:7717", ":7717"
bool readListen(const std::string& text, Options& options) {
    auto colon = text.rfind(':');
    bool bare =
        colon == std::string::npos || (text.find(':') != colon && text.find(']') == std::string::npos);
    std::string host = bare ? text : text.substr(0, colon);
    if (!bare && (!number(text.substr(colon + 1), options.port) || options.port < 0 || options.port > 65535))
        return false;
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    if (!host.empty()) options.listen = host;
    options.listenGiven = true;
    return true;
}

bool readSettle(const std::string& text, Options& options) {
    std::int64_t seconds = 0;
    if (!number(text, seconds) || seconds < 0 || seconds > 3600) return false;
    options.settle = seconds * 1000;
    return true;
}

bool isAccount(const std::string& text) {
    return text.size() == 12 && text.find_first_not_of("0123456789") == std::string::npos;
}

bool isRegion(const std::string& text) {
    return !text.empty() && text.size() < 40 &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

/// "POINT:N"
bool isCrashPoint(const std::string& text) {
    auto colon = text.rfind(':');
    auto& points = plane::crashPoints();
    int count = 0;
    return colon != std::string::npos && number(text.substr(colon + 1), count) && count > 0 &&
           std::find(points.begin(), points.end(), text.substr(0, colon)) != points.end();
}

using Reader = std::function<bool(const std::string&, Options&)>;

const std::map<std::string, Reader>& valued() {
    static const std::map<std::string, Reader> flags = {
        {"--data", [](auto& text, Options& o) { return o.data = text, !text.empty(); }},
        {"--listen", readListen},
        {"--region", [](auto& text, Options& o) { return o.region = text, isRegion(text); }},
        {"--account", [](auto& text, Options& o) { return o.account = text, isAccount(text); }},
        {"--seed", [](auto& text, Options& o) { return number(text, o.seed.emplace()); }},
        {"--settle", readSettle},
        {"--record", [](auto& text, Options& o) { return o.record = text, !text.empty(); }},
        {"--log", [](auto& text, Options& o) { return o.log = text, !text.empty(); }},
        {"--die-at", [](auto& text, Options& o) { return o.dieAt = text, isCrashPoint(text); }},
    };
    return flags;
}

void fillDefaults(Options& options) {
    if (options.data.empty())
        options.data = folderOf("XDG_DATA_HOME", "/.local/share") + "/pilothouse/" +
                       (options.simulated ? "control-simulated" : "control");
    if (options.log.empty())
        options.log = folderOf("XDG_STATE_HOME", "/.local/state") + "/pilothouse/pilothoused.log";
}

} // namespace

Result<Options> parseOptions(const std::vector<std::string>& arguments) {
    Options options;
    static const std::map<std::string, Verb> verbs = {
        {"stop", Verb::stop},  {"credentials", Verb::credentials},
        {"help", Verb::help},  {"--help", Verb::help},
        {"-h", Verb::help},    {"--version", Verb::version},
        {"serve", Verb::serve}};
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string flag = arguments[i], value;
        bool joined = flag.starts_with("--") && flag.find('=') != std::string::npos;
        if (joined) value = flag.substr(flag.find('=') + 1), flag = flag.substr(0, flag.find('='));
        if (auto verb = verbs.find(flag); verb != verbs.end() && !joined) {
            options.verb = verb->second;
        } else if (flag == "--simulated" && !joined) {
            options.simulated = true;
        } else if (auto it = valued().find(flag); it != valued().end()) {
            if (!joined && ++i >= arguments.size()) return fail("flags.value", flag, "it needs a value");
            if (!joined) value = arguments[i];
            if (!it->second(value, options))
                return fail("flags.value", flag, "\"" + value + "\" cannot be its value");
        } else {
            return fail("flags.unknown", flag, "there is no such flag; --help lists them");
        }
    }
    fillDefaults(options);
    return options;
}

std::string helpText() {
    return R"(pilothoused: an Amazon ECS endpoint for the container engine of this computer

  pilothoused [flags]              serves until SIGTERM; prints one line once it is ready
  pilothoused stop [flags]         ends the one that uses the data folder, and waits for its end
  pilothoused credentials [flags]  how to reach it with other clients, as shell lines

  --data FOLDER        state, credentials, lock ($XDG_DATA_HOME/pilothouse/control)
  --listen ADDR[:PORT] where to listen (127.0.0.1:7717; any free port if that is taken)
  --region NAME        of its ARNs (us-east-1)
  --account DIGITS     of its ARNs (000000000000)
  --simulated          tasks are played by a simulated engine; the folder is control-simulated
  --seed N             of ids and choices
  --settle SECONDS     how long a task without health check runs before it counts as healthy (0; ECS: 40)
  --log FILE           where to log ($XDG_STATE_HOME/pilothouse/pilothoused.log)
  --record FILE        every event with its time, for a replay; FILE.db holds what it starts from
  --die-at POINT:N     for tests: ends at once at the Nth coming to a point of its loop
                       (before-, after- commit, reply, start, goals)
  --version, --help

Exit codes: 2 flags, 3 data folder in use, 4 database newer or damaged (left as it is), 5 address in use.
)";
}

} // namespace pilothouse::app
