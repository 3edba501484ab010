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

Result<void> setProperties(const std::string& unit, int cpu, int memory) {
    std::string quota = "CPUQuota=" + std::to_string(std::max(1, cpu * 100 / 1024)) + "%";
    std::string most = "MemoryMax=" + std::to_string(memory) + "M";
    std::vector<std::string> words = {"systemctl", "set-property", "--runtime", unit};
    if (cpu) words.push_back(quota);
    if (memory) words.push_back(most);
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    int why = posix_spawnp(&child, "systemctl", nullptr, nullptr, arguments.data(), environ);
    if (why != 0) return fail("slices.failed", unit, std::strerror(why));
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0) return fail("slices.failed", unit, "systemctl set-property refused it");
    return {};
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

} // namespace

bool canWriteCgroups() {
    return geteuid() == 0 && access(root.c_str(), W_OK) == 0;
}

void Slices::adopt(const docker::About& about) {
    m_systemd = about.cgroupDriver == "systemd";
    m_second = about.cgroupVersion == "2";
    m_kernel = about.local && canWriteCgroups() && (m_systemd || about.cgroupDriver == "cgroupfs") &&
               about.version.starts_with("docker");
}

std::string Slices::instancePath(const control::TaskPlan& plan) const {
    std::string instance = plan.ec2InstanceId.empty() ? "fargate" : plan.ec2InstanceId;
    if (m_systemd) return "pilothouse-" + planePart(m_planeId) + "-" + unitPart(instance) + ".slice";
    return "/pilothouse/" + planePart(m_planeId) + "/" + instance;
}

Result<void> Slices::write(const Limit& limit) const {
    if (m_systemd) return setProperties(limit.path, limit.cpu, limit.memory);
    return m_second ? writeSecond(limit.path, limit.cpu, limit.memory)
                    : writeFirst(limit.path, limit.cpu, limit.memory);
}

Result<std::string> Slices::prepare(const control::TaskPlan& plan) {
    if (!m_kernel) return std::string();
    std::string path = instancePath(plan);
    if (plan.instanceCpu || plan.instanceMemory)
        if (auto done = write({path, plan.instanceCpu, plan.instanceMemory}); !done)
            return tl::unexpected<Error>(done.error());
    if (!plan.cpu && !plan.memory) return path;
    auto task = plan.taskId.substr(0, 12);
    path = m_systemd ? path.substr(0, path.size() - 6) + "-" + task + ".slice" : path + "/" + task;
    if (auto done = write({path, plan.cpu, plan.memory}); !done) return tl::unexpected<Error>(done.error());
    return path;
}

void Slices::release(const control::TaskPlan& plan) {
    if (!m_kernel || m_systemd || (!plan.cpu && !plan.memory)) return;
    auto path = instancePath(plan) + "/" + plan.taskId.substr(0, 12);
    std::error_code ignored;
    if (m_second) {
        rmdir((root + path).c_str());
        return;
    }
    for (auto& controller : std::filesystem::directory_iterator(root, ignored))
        rmdir((controller.path().string() + path).c_str());
}

} // namespace pilothouse::runtime
