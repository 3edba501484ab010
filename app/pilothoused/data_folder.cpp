// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothoused/data_folder.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace pilothouse::app {

namespace {

std::string readAll(const std::string& path) {
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

/// Whole or not at all, and for the owner's eyes only.
Result<void> writeByRename(const std::string& path, const std::string& text) {
    std::string fresh = path + ".new";
    int file = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return fail("folder.failed", fresh, std::strerror(errno));
    bool written =
        write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(file) == 0;
    int why = errno;
    close(file);
    if (!written || rename(fresh.c_str(), path.c_str()) != 0)
        return fail("folder.failed", path, std::strerror(written ? errno : why));
    return {};
}

std::string secretText(std::string_view alphabet, int length) {
    std::random_device device;
    std::uniform_int_distribution<std::size_t> pick(0, alphabet.size() - 1);
    std::string text;
    for (int i = 0; i < length; ++i)
        text += alphabet[pick(device)];
    return text;
}

int openLock(const std::string& folder, bool make) {
    return open((folder + "/lock").c_str(), (make ? O_RDWR | O_CREAT : O_RDONLY) | O_CLOEXEC, 0600);
}

/// 0, or errno. Who only looks whether the folder is in use (isLocked) holds the lock for a moment; that is
/// not yet "in use".
int takeLock(int descriptor) {
    for (int tries = 20;; --tries) {
        if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return 0;
        if (errno != EWOULDBLOCK || tries == 0) return errno;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

} // namespace

Result<DataFolder> DataFolder::lock(const std::string& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) return fail("folder.failed", path, error.message());
    chmod(path.c_str(), 0700);
    int descriptor = openLock(path, true);
    if (descriptor < 0) return fail("folder.failed", path, std::strerror(errno));
    if (int why = takeLock(descriptor); why != 0) {
        close(descriptor);
        if (why != EWOULDBLOCK) return fail("folder.failed", path, std::strerror(why));
        auto endpoint = readEndpoint(path);
        return fail("folder.inUse", endpoint ? endpoint->str("endpoint") : path,
                    "another pilothoused uses " + path);
    }
    std::string pid = std::to_string(getpid()) + "\n";
    if (ftruncate(descriptor, 0) != 0 || pwrite(descriptor, pid.data(), pid.size(), 0) < 0)
        return fail("folder.failed", path + "/lock", std::strerror(errno));
    DataFolder folder(path, descriptor);
    folder.removeEndpoint(); // of one that did not come to its end
    return folder;
}

DataFolder::DataFolder(DataFolder&& other) noexcept
    : m_path(std::move(other.m_path)), m_lock(std::exchange(other.m_lock, -1)) {}

DataFolder::~DataFolder() {
    if (m_lock >= 0) close(m_lock);
}

Result<PlaneCredentials> DataFolder::credentials(const std::string& region, const std::string& account) {
    std::string path = m_path + "/credentials.json";
    if (auto present = readCredentials(m_path)) return *present;
    if (std::filesystem::exists(path)) return fail("folder.failed", path, "it cannot be read as credentials");
    PlaneCredentials made{"PH" + secretText("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 18),
                          secretText("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 40),
                          region, account};
    Json json = Json::object({{"accessKeyId", made.accessKeyId},
                              {"secretAccessKey", made.secretAccessKey},
                              {"region", made.region},
                              {"account", made.account}});
    if (auto done = writeByRename(path, json.dump(2) + "\n"); !done)
        return tl::unexpected<Error>(done.error());
    return made;
}

Result<void> DataFolder::writeEndpoint(const Json& endpoint) {
    return writeByRename(m_path + "/endpoint.json", endpoint.dump(2) + "\n");
}

void DataFolder::removeEndpoint() {
    unlink((m_path + "/endpoint.json").c_str());
}

std::optional<Json> readEndpoint(const std::string& folder) {
    auto json = Json::parse(readAll(folder + "/endpoint.json"));
    if (!json || json->str("endpoint").empty()) return {};
    return *json;
}

int lockHolder(const std::string& folder) {
    return isLocked(folder, false) ? std::atoi(readAll(folder + "/lock").c_str()) : 0;
}

std::optional<PlaneCredentials> readCredentials(const std::string& folder) {
    auto json = Json::parse(readAll(folder + "/credentials.json"));
    if (!json || json->str("accessKeyId").empty() || json->str("secretAccessKey").empty()) return {};
    return PlaneCredentials{json->str("accessKeyId"), json->str("secretAccessKey"),
                            json->str("region", "us-east-1"), json->str("account", "000000000000")};
}

bool isLocked(const std::string& folder, bool wait) {
    int descriptor = openLock(folder, false);
    if (descriptor < 0) return false;
    bool free = flock(descriptor, LOCK_SH | (wait ? 0 : LOCK_NB)) == 0;
    close(descriptor);
    return !free;
}

} // namespace pilothouse::app
