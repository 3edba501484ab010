// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothoused/data_folder.h"
#include "app/pilothoused/options.h"
#include "app/pilothoused/serve.h"

#include <csignal>
#include <cstdio>

using namespace pilothouse;
using namespace pilothouse::app;

namespace {

int stop(const Options& options) {
    auto endpoint = readEndpoint(options.data);
    if (!isLocked(options.data, false)) {
        std::fprintf(stderr, "pilothoused: none uses %s\n", options.data.c_str());
        return exitFailed;
    }
    auto pid = endpoint ? endpoint->integer("pid") : 0;
    if (pid <= 1) {
        std::fprintf(stderr, "pilothoused: %s is in use, but its endpoint.json names no process yet\n",
                     options.data.c_str());
        return exitFailed;
    }
    if (kill(static_cast<pid_t>(pid), SIGTERM) != 0) {
        std::perror("pilothoused: it cannot be ended");
        return exitFailed;
    }
    isLocked(options.data, true); // comes back once it has let go of the folder
    return exitOk;
}

int credentials(const Options& options) {
    auto known = readCredentials(options.data);
    if (!known) {
        std::fprintf(
            stderr,
            "pilothoused: %s holds no credentials yet; they are made when pilothoused first serves it\n",
            options.data.c_str());
        return exitFailed;
    }
    auto endpoint = readEndpoint(options.data);
    std::printf("export AWS_ACCESS_KEY_ID=%s\nexport AWS_SECRET_ACCESS_KEY=%s\nexport AWS_REGION=%s\n"
                "export AWS_DEFAULT_REGION=%s\n",
                known->accessKeyId.c_str(), known->secretAccessKey.c_str(), known->region.c_str(),
                known->region.c_str());
    if (endpoint)
        std::printf("export AWS_ENDPOINT_URL_ECS=%s\n", endpoint->str("endpoint").c_str());
    else
        std::printf("# pilothoused does not run now: no endpoint\n");
    return exitOk;
}

} // namespace

int main(int argc, char** argv) {
    auto options = parseOptions({argv + 1, argv + argc});
    if (!options) {
        std::fprintf(stderr, "pilothoused: %s: %s\n", options.error().subject.c_str(),
                     options.error().cause.c_str());
        return exitFlags;
    }
    switch (options->verb) {
    case Verb::help:
        std::fputs(helpText().c_str(), stdout);
        return exitOk;
    case Verb::version:
        std::puts("pilothoused " PILOTHOUSE_VERSION);
        return exitOk;
    case Verb::stop:
        return stop(*options);
    case Verb::credentials:
        return credentials(*options);
    case Verb::serve:
        return serve(*options);
    }
    return exitFlags;
}
