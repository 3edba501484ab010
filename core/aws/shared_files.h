// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/environment.h"
#include "core/aws/ini.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace pilothouse::aws {

/// What both files say of profiles; a file that is not there is an empty one.
struct SharedFiles {
    IniFile config, credentials;

    std::vector<std::string> profiles() const; ///< "default" first, then by name
    /// Both files' values of a profile; the credentials file wins. Nothing if neither has it.
    std::optional<IniSection> profile(const std::string& name) const;
    /// The section "[services NAME]" of config, or an empty one.
    IniSection services(const std::string& name) const;
    /// The section "[sso-session NAME]" of config.
    std::optional<IniSection> ssoSession(const std::string& name) const;
};

/// A value of a section, "" if it has none.
std::string valueOf(const IniSection& section, const std::string& key);

Result<SharedFiles> readSharedFiles(const Environment& environment);

/// Changes with the files: paths, times, sizes.
std::string sharedFilesStamp(const Environment& environment);

} // namespace pilothouse::aws
