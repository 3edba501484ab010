// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothouse/child.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace pilothouse::app {

namespace {

constexpr int step = 100; // ms between two looks at `cancelled`
constexpr std::size_t keptOfErrors = 4096;

class Pipe {
public:
    Pipe() { m_good = ::pipe2(m_ends, O_CLOEXEC) == 0; }
    ~Pipe() {
        closeWriting();
        if (m_ends[0] >= 0) ::close(m_ends[0]);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    bool good() const { return m_good; }
    int reading() const { return m_ends[0]; }
    int writing() const { return m_ends[1]; }
    void closeWriting() {
        if (m_ends[1] >= 0) ::close(m_ends[1]);
        m_ends[1] = -1;
    }
    /// Appends what is there; false at its end.
    bool read(std::string& text) {
        char bytes[4096];
        const auto got = ::read(m_ends[0], bytes, sizeof bytes);
        if (got > 0) text.append(bytes, static_cast<std::size_t>(got));
        return got > 0 || (got < 0 && (errno == EINTR || errno == EAGAIN));
    }

private:
    int m_ends[2] = {-1, -1};
    bool m_good = false;
};

/// Between fork and exec only calls that are safe there.
[[noreturn]] void runChild(char* const* arguments, int output, int errors, int report) {
    ::setsid();
    const int nothing = ::open("/dev/null", O_RDONLY);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(errors, STDERR_FILENO);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execvp(arguments[0], arguments);
    const int reason = errno;
    [[maybe_unused]] const auto sent = ::write(report, &reason, sizeof reason);
    ::_exit(127);
}

/// What ended it, for plane.ended.
Error ended(int pid, const std::string& program, const std::string& errors) {
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return {"plane.ended", program, errors, {{"exit", std::to_string(code)}}};
}

} // namespace

Result<Started> startDetached(const std::vector<std::string>& command, Millis patience,
                              const std::atomic<bool>& cancelled) {
    Pipe output, errors, report;
    if (!output.good() || !errors.good() || !report.good())
        return fail("plane.cannotStart", command.front(), std::strerror(errno));
    std::vector<char*> arguments;
    for (const std::string& argument : command)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const int pid = ::fork();
    if (pid < 0) return fail("plane.cannotStart", command.front(), std::strerror(errno));
    if (pid == 0) runChild(arguments.data(), output.writing(), errors.writing(), report.writing());
    output.closeWriting();
    errors.closeWriting();
    report.closeWriting();
    int reason = 0;
    if (::read(report.reading(), &reason, sizeof reason) == sizeof reason) {
        ::waitpid(pid, nullptr, 0);
        return fail("plane.cannotStart", command.front(), std::strerror(reason));
    }
    std::string text, said;
    bool errorsOpen = true;
    for (Millis waited = 0; waited < patience; waited += step) {
        if (cancelled) return fail("plane.cancelled", command.front());
        pollfd ends[2] = {{output.reading(), POLLIN, 0}, {errorsOpen ? errors.reading() : -1, POLLIN, 0}};
        if (::poll(ends, 2, step) <= 0) continue;
        waited -= step; // something came: only silence counts
        if (ends[1].revents && !errors.read(said)) errorsOpen = false;
        if (said.size() > keptOfErrors) said.erase(0, said.size() - keptOfErrors);
        if (!ends[0].revents) continue;
        const bool open = output.read(text);
        if (const auto end = text.find('\n'); end != std::string::npos)
            return Started{pid, text.substr(0, end)};
        if (!open) {
            while (errorsOpen && errors.read(said)) {
            }
            return tl::unexpected<Error>(ended(pid, command.front(), said));
        }
    }
    return fail("plane.notReady", command.front(), said);
}

} // namespace pilothouse::app
