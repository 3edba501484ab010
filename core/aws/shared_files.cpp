// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/shared_files.h"

#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <set>
#include <sys/stat.h>

namespace pilothouse::aws {

namespace {

constexpr std::streamsize longest = 4 << 20;

Result<IniFile> readFile(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return IniFile{};
    std::string text(static_cast<std::size_t>(longest), '\0');
    in.read(text.data(), longest);
    text.resize(static_cast<std::size_t>(in.gcount()));
    return parseIni(text, path);
}

/// In config a profile is "[profile NAME]"; only "default" may stand alone, and then gives way.
std::string configName(const std::string& section) {
    if (section == "default") return section;
    constexpr std::string_view prefix = "profile ";
    return section.starts_with(prefix) ? section.substr(prefix.size()) : std::string();
}

std::string stampOf(const std::string& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) return path + ": none";
    return fmt::format("{}: {} {} {}.{}", path, info.st_ino, info.st_size, info.st_mtim.tv_sec,
                       info.st_mtim.tv_nsec);
}

} // namespace

std::vector<std::string> SharedFiles::profiles() const {
    std::set<std::string> names;
    for (auto& [section, values] : config)
        if (auto name = configName(section); !name.empty()) names.insert(name);
    for (auto& [section, values] : credentials)
        names.insert(section);
    std::vector<std::string> ordered;
    if (names.erase("default") > 0) ordered.push_back("default");
    ordered.insert(ordered.end(), names.begin(), names.end());
    return ordered;
}

std::optional<IniSection> SharedFiles::profile(const std::string& name) const {
    IniSection all;
    bool found = false;
    auto add = [&](const IniFile& file, const std::string& section) {
        auto it = file.find(section);
        if (it == file.end()) return;
        found = true;
        for (auto& [key, value] : it->second)
            all[key] = value;
    };
    if (name == "default") add(config, "default");
    add(config, "profile " + name);
    add(credentials, name);
    return found ? std::optional(all) : std::nullopt;
}

IniSection SharedFiles::services(const std::string& name) const {
    auto it = config.find("services " + name);
    return it == config.end() ? IniSection{} : it->second;
}

std::optional<IniSection> SharedFiles::ssoSession(const std::string& name) const {
    auto it = config.find("sso-session " + name);
    return it == config.end() ? std::nullopt : std::optional(it->second);
}

std::string valueOf(const IniSection& section, const std::string& key) {
    auto it = section.find(key);
    return it == section.end() ? std::string() : it->second;
}

Result<SharedFiles> readSharedFiles(const Environment& environment) {
    auto config = readFile(environment.configPath());
    if (!config) return tl::unexpected(config.error());
    auto credentials = readFile(environment.credentialsPath());
    if (!credentials) return tl::unexpected(credentials.error());
    return SharedFiles{std::move(*config), std::move(*credentials)};
}

std::string sharedFilesStamp(const Environment& environment) {
    return stampOf(environment.configPath()) + "\n" + stampOf(environment.credentialsPath());
}

} // namespace pilothouse::aws
