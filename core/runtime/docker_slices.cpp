// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/docker_slices.h"

#include "core/runtime/docker_names.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace pilothouse::runtime {

namespace {

const std::string root = "/sys/fs/cgroup";
constexpr int period = 100'000; // microseconds

Result<void> put(const std::string& path, const std::string& value) {
    int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0) return fail("slices.failed", path, std::strerror(errno));
    bool written = ::write(file, value.data(), value.size()) == static_cast<ssize_t>(value.size());
    int why = errno;
    close(file);
    if (!written) return fail("slices.failed", path, std::strerror(why));
    return {};
}

Result<void> makeFolder(const std::string& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) return fail("slices.failed", path, error.message());
    return {};
}

std::string quotaOf(int cpu) {
    return std::to_string(std::max<std::int64_t>(1000, std::int64_t{cpu} * period / 1024));
}
std::string bytesOf(int memory) {
    return std::to_string(std::int64_t{memory} * 1024 * 1024);
}

/// A part of a unit's name may hold no dash: it would mean a slice below.
std::string unitPart(std::string text) {
    std::erase(text, '-');
    return text;
}

Result<void> systemctl(std::vector<std::string> words, const std::string& unit) {
    words.insert(words.begin(), "systemctl");
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    for (int out : {STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&files, out, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    int why = posix_spawnp(&child, "systemctl", &files, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (why != 0) return fail("slices.failed", unit, std::strerror(why));
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0) return fail("slices.failed", unit, "systemctl " + words[1] + " refused it");
    return {};
}

Result<void> setProperties(const std::string& unit, int cpu, int memory) {
    std::vector<std::string> words = {"set-property", "--runtime", unit, "CPUAccounting=yes"};
    if (cpu) words.push_back("CPUQuota=" + std::to_string(std::max(1, cpu * 100 / 1024)) + "%");
    if (memory) words.push_back("MemoryMax=" + std::to_string(memory) + "M");
    return systemctl(std::move(words), unit);
}

/// v1: a tree per controller.
Result<void> writeFirst(const std::string& path, int cpu, int memory) {
    auto cpuFolder = root + "/cpu" + path, memoryFolder = root + "/memory" + path;
    for (auto& folder : {cpuFolder, memoryFolder})
        if (auto made = makeFolder(folder); !made) return made;
    if (cpu)
        if (auto done = put(cpuFolder + "/cpu.cfs_quota_us", quotaOf(cpu)); !done) return done;
    if (memory)
        if (auto done = put(memoryFolder + "/memory.limit_in_bytes", bytesOf(memory)); !done) return done;
    return {};
}

/// v2: one tree; controllers are handed down level by level.
Result<void> writeSecond(const std::string& path, int cpu, int memory) {
    std::string here = root;
    for (std::size_t at = 1; at != std::string::npos && at < path.size();) {
        (void)put(here + "/cgroup.subtree_control", "+cpu +memory +pids");
        auto next = path.find('/', at);
        here += "/" + path.substr(at, next == std::string::npos ? next : next - at);
        if (auto made = makeFolder(here); !made) return made;
        at = next == std::string::npos ? next : next + 1;
    }
    if (cpu)
        if (auto done = put(here + "/cpu.max", quotaOf(cpu) + " " + std::to_string(period)); !done)
            return done;
    if (memory)
        if (auto done = put(here + "/memory.max", bytesOf(memory)); !done) return done;
    return {};
}

/// An engine in a virtual machine (Docker Desktop) or of a user (rootless) has cgroups of its own.
bool sharesOurKernel(const docker::About& about) {
    utsname names{};
    uname(&names);
    return about.local && about.kernelVersion == names.release && !about.rootless;
}

} // namespace

void Slices::adopt(const docker::About& about) {
    std::scoped_lock lock(m_mutex);
    m_cpus = about.cpus;
    m_written.clear();
    m_systemd = about.cgroupDriver == "systemd";
    m_second = about.cgroupVersion == "2";
    bool known = m_systemd || about.cgroupDriver == "cgroupfs";
    bool may = known && about.version.starts_with("docker") && sharesOurKernel(about) && geteuid() == 0;
    m_kernel = may && write(planePath(), {}).has_value();
}

std::string Slices::below(const std::string& path, const std::string& part) const {
    if (!m_systemd) return path + "/" + part;
    return path.substr(0, path.size() - std::strlen(".slice")) + "-" + unitPart(part) + ".slice";
}

std::string Slices::planePath() const {
    return below(m_systemd ? "pilothouse.slice" : "/pilothouse", planePart(m_planeId));
}

std::string Slices::instancePath(const control::TaskPlan& plan) const {
    return below(planePath(), plan.ec2InstanceId.empty() ? "fargate" : plan.ec2InstanceId);
}

Result<void> Slices::write(const std::string& path, Limits limits) {
    if (auto it = m_written.find(path); it != m_written.end() && it->second == limits) return {};
    auto done = m_systemd  ? setProperties(path, limits.cpu, limits.memory)
                : m_second ? writeSecond(path, limits.cpu, limits.memory)
                           : writeFirst(path, limits.cpu, limits.memory);
    if (done) m_written[path] = limits;
    return done;
}

Result<std::string> Slices::prepare(const control::TaskPlan& plan) {
    std::scoped_lock lock(m_mutex);
    if (!m_kernel) return std::string();
    auto path = instancePath(plan);
    if (plan.instanceCpu || plan.instanceMemory)
        if (auto done = write(path, {plan.instanceCpu, plan.instanceMemory}); !done)
            return tl::unexpected<Error>(done.error());
    if (!plan.cpu && !plan.memory) return path;
    path = below(path, plan.taskId.substr(0, 12));
    if (auto done = write(path, {plan.cpu, plan.memory}); !done) return tl::unexpected<Error>(done.error());
    return path;
}

void Slices::release(const control::TaskPlan& plan) {
    std::scoped_lock lock(m_mutex);
    if (!m_kernel || (!plan.cpu && !plan.memory)) return;
    auto path = below(instancePath(plan), plan.taskId.substr(0, 12));
    m_written.erase(path);
    std::error_code ignored;
    if (m_systemd)
        (void)systemctl({"stop", path}, path);
    else if (m_second)
        rmdir((root + path).c_str());
    else
        for (auto& controller : std::filesystem::directory_iterator(root, ignored))
            rmdir((controller.path().string() + path).c_str());
}

void Slices::tidy() {
    std::scoped_lock lock(m_mutex);
    if (!m_kernel || m_systemd) return; // systemd lets go of empty slices by itself
    m_written.clear();
    namespace fs = std::filesystem;
    std::error_code ignored;
    std::vector<std::string> trees;
    if (m_second) trees = {root};
    for (auto& controller : fs::directory_iterator(root, ignored))
        if (!m_second) trees.push_back(controller.path().string());
    for (auto& tree : trees) {
        auto top = tree + planePath();
        for (auto& instance : fs::directory_iterator(top, ignored)) {
            for (auto& task : fs::directory_iterator(instance.path(), ignored))
                rmdir(task.path().c_str()); // refused for files, and where something runs
            rmdir(instance.path().c_str());
        }
        rmdir(top.c_str());
    }
}

} // namespace pilothouse::runtime
