// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothoused/data_folder.h"
#include "app/pilothoused/options.h"
#include "app/pilothoused/serve.h"

#include <cerrno>
#include <csignal>
#include <cstdio>

using namespace pilothouse;
using namespace pilothouse::app;

namespace {

int stop(const Options& options) {
    int pid = lockHolder(options.data);
    if (pid == 0) {
        std::fprintf(stderr, "pilothoused: none uses %s\n", options.data.c_str());
        return exitOk; // what was asked for is so
    }
    if (pid < 0 || (kill(pid, SIGTERM) != 0 && errno != ESRCH)) {
        std::perror("pilothoused: it cannot be ended");
        return exitFailed;
    }
    isLocked(options.data, true); // comes back once it has let go of the folder
    return exitOk;
}

/// Lines for a shell: eval "$(pilothoused credentials)".
int credentials(const Options& options) {
    auto known = readCredentials(options.data);
    if (!known) {
        std::fprintf(
            stderr,
            "pilothoused: %s holds no credentials yet; they are made when pilothoused first serves it\n",
            options.data.c_str());
        return exitFailed;
    }
    std::printf("unset AWS_PROFILE AWS_SESSION_TOKEN\n"
                "export AWS_ACCESS_KEY_ID=%s\nexport AWS_SECRET_ACCESS_KEY=%s\n"
                "export AWS_REGION=%s\nexport AWS_DEFAULT_REGION=%s\n",
                known->accessKeyId.c_str(), known->secretAccessKey.c_str(), known->region.c_str(),
                known->region.c_str());
    auto endpoint = lockHolder(options.data) ? readEndpoint(options.data) : std::nullopt;
    if (!endpoint) {
        std::printf("# pilothoused does not serve this folder now: there is no endpoint\n");
        return exitOk;
    }
    auto url = endpoint->str("endpoint");
    std::printf("export AWS_ENDPOINT_URL_ECS=%s\n"
                "# Then: aws ecs list-clusters --endpoint-url %s\n"
                "# (from aws 2.13 on, without --endpoint-url)\n",
                url.c_str(), url.c_str());
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
