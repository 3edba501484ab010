// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <optional>
#include <string>

namespace pilothouse::app {

struct PlaneCredentials {
    std::string accessKeyId, secretAccessKey, region, account;
};

/// One plane's folder, owner only: state.db, lock, credentials.json, endpoint.json. Held by flock for life.
class DataFolder {
public:
    /// Makes it if absent; writes the process's id into "lock". Errors: folder.inUse (subject: the running
    /// endpoint, or the folder), folder.failed.
    static Result<DataFolder> lock(const std::string& path);
    DataFolder(DataFolder&& other) noexcept;
    DataFolder& operator=(DataFolder&&) = delete;
    ~DataFolder();

    std::string databasePath() const { return m_path + "/state.db"; }

    /// Reads the key, or makes one on first start; keeps region and account as they were first given.
    Result<PlaneCredentials> credentials(const std::string& region, const std::string& account);
    Result<void> writeEndpoint(const Json& endpoint); ///< by rename
    void removeEndpoint();

private:
    DataFolder(std::string path, int descriptor) : m_path(std::move(path)), m_lock(descriptor) {}
    std::string m_path;
    int m_lock;
};

/// endpoint.json of a folder; nothing if there is none that can be read.
std::optional<Json> readEndpoint(const std::string& folder);
std::optional<PlaneCredentials> readCredentials(const std::string& folder);

/// The process that uses the folder, or 0.
int lockHolder(const std::string& folder);
/// Whether somebody holds the folder's lock. With wait: comes back once nobody does.
bool isLocked(const std::string& folder, bool wait);

} // namespace pilothouse::app
