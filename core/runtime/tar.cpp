// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/tar.h"

#include <cstdio>
#include <cstring>

namespace pilothouse::runtime {

namespace {

struct Header {
    char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], checksum[8], type, link[100], magic[6],
        version[2], user[32], group[32], major[8], minor[8], prefix[155], rest[12];
};
static_assert(sizeof(Header) == 512);

} // namespace

void addToTar(std::string& tar, std::string_view name, std::string_view content, int mode) {
    Header header{};
    std::memcpy(header.name, name.data(), std::min(name.size(), sizeof header.name - 1));
    std::snprintf(header.mode, sizeof header.mode, "%07o", static_cast<unsigned>(mode));
    std::snprintf(header.uid, sizeof header.uid, "%07o", 0u);
    std::snprintf(header.gid, sizeof header.gid, "%07o", 0u);
    std::snprintf(header.size, sizeof header.size, "%011zo", content.size());
    std::snprintf(header.mtime, sizeof header.mtime, "%011o", 0u);
    header.type = '0';
    std::memcpy(header.magic, "ustar", 6);
    std::memcpy(header.version, "00", 2);
    std::memset(header.checksum, ' ', sizeof header.checksum);
    unsigned sum = 0;
    for (std::size_t i = 0; i < sizeof header; ++i)
        sum += reinterpret_cast<const unsigned char*>(&header)[i];
    std::snprintf(header.checksum, sizeof header.checksum, "%06o", sum);
    header.checksum[7] = ' ';
    tar.append(reinterpret_cast<const char*>(&header), sizeof header);
    tar.append(content);
    tar.append((512 - content.size() % 512) % 512, '\0');
}

void endTar(std::string& tar) {
    tar.append(1024, '\0');
}

} // namespace pilothouse::runtime
