// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/process.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace pilothouse::aws {

namespace {

constexpr std::size_t mostOutput = 64 * 1024;

struct Pipe {
    int ends[2] = {-1, -1};
    Pipe() {
        if (::pipe2(ends, O_CLOEXEC) != 0) ends[0] = ends[1] = -1;
    }
    ~Pipe() {
        closeEnd(0);
        closeEnd(1);
    }
    void closeEnd(int which) {
        if (ends[which] >= 0) ::close(ends[which]);
        ends[which] = -1;
    }
};

/// Reads one end if it has something; closes it at its end.
void drain(Pipe& pipe, std::string& into) {
    char chunk[4096];
    auto got = ::read(pipe.ends[0], chunk, sizeof chunk);
    if (got > 0)
        into.append(chunk, static_cast<std::size_t>(got));
    else if (got == 0 || errno != EINTR)
        pipe.closeEnd(0);
}

using Moment = std::chrono::steady_clock::time_point;
constexpr const char* tooLong = "took too long";

int millisTo(Moment until) {
    using namespace std::chrono;
    return static_cast<int>(duration_cast<milliseconds>(until - steady_clock::now()).count());
}

/// It may have closed its pipes and live on. Where the kernel cannot tell of its end (before Linux 5.3) it is
/// taken at its word.
bool endsBy(pid_t child, Moment until) {
    const int process = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
    if (process < 0) return true;
    pollfd ended{process, POLLIN, 0};
    int polled = -1;
    for (int left = millisTo(until); polled < 0 && left > 0; left = millisTo(until)) {
        polled = ::poll(&ended, 1, left);
        if (polled < 0 && errno != EINTR) break;
    }
    ::close(process);
    return polled > 0;
}

/// Reads both pipes until they end, the time is up or it is too much.
const char* collect(Pipe& out, Pipe& err, std::string& output, std::string& words, Moment until) {
    while (out.ends[0] >= 0 || err.ends[0] >= 0) {
        const int left = millisTo(until);
        if (left <= 0) return tooLong;
        pollfd fds[2] = {{out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}};
        if (::poll(fds, 2, left) < 0 && errno != EINTR) return "could not be read";
        if (fds[0].revents) drain(out, output);
        if (fds[1].revents) drain(err, words);
        if (output.size() > mostOutput) return "wrote too much";
        if (words.size() > mostOutput) words.erase(0, words.size() - mostOutput);
    }
    return nullptr;
}

} // namespace

std::vector<std::string> splitCommand(std::string_view line) {
    std::vector<std::string> words;
    std::string word;
    bool inWord = false;
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        char c = line[i];
        if (quote == '\'' || (quote == '"' && c != '\\')) {
            c == quote ? quote = 0 : (word += c, 0);
        } else if (c == '\\' && i + 1 < line.size()) {
            char next = line[++i];
            // Within double quotes a backslash only hides a quote or itself.
            if (quote && next != '"' && next != '\\') word += c;
            word += next;
            inWord = true;
        } else if (c == '\'' || c == '"') {
            quote = c;
            inWord = true;
        } else if (c == ' ' || c == '\t') {
            if (inWord) words.push_back(std::exchange(word, {}));
            inWord = false;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (quote) return {};
    if (inWord) words.push_back(word);
    return words;
}

Result<std::string> runProcess(const std::vector<std::string>& command, Millis limit) {
    if (command.empty()) return fail("aws.process", "", "no command");
    Pipe out, err;
    if (out.ends[0] < 0 || err.ends[0] < 0) return fail("aws.process", command[0], std::strerror(errno));
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, out.ends[1], 1);
    ::posix_spawn_file_actions_adddup2(&actions, err.ends[1], 2);
    std::vector<char*> arguments;
    for (auto& word : command)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    pid_t child = 0;
    int started = ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (started != 0) return fail("aws.process", command[0], std::strerror(started));
    out.closeEnd(1);
    err.closeEnd(1);

    std::string output, words;
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(limit);
    const char* wrong = collect(out, err, output, words, until);
    if (!wrong && !endsBy(child, until)) wrong = tooLong;
    if (wrong) ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (wrong) return fail("aws.process", command[0], wrong);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return output;
    auto how = WIFEXITED(status) ? fmt::format("exit code {}", WEXITSTATUS(status))
                                 : fmt::format("signal {}", WTERMSIG(status));
    while (words.ends_with('\n'))
        words.pop_back();
    return fail("aws.process", command[0], words.empty() ? how : how + ": " + words);
}

} // namespace pilothouse::aws
