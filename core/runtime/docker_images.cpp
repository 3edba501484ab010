// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/docker_images.h"

#include "core/runtime/images.h"

namespace pilothouse::runtime {

std::string digestOf(const Json& image, const std::string& imageId) {
    for (auto& known : image.at("RepoDigests").items())
        if (auto at = known.asString().find('@'); at != std::string::npos)
            return known.asString().substr(at + 1);
    return imageId;
}

void Images::forget() {
    std::scoped_lock lock(m_mutex);
    m_loaded.clear();
    m_digests.clear();
}

Result<bool> Images::have(const std::string& reference) {
    auto* own = builtInImage(reference);
    if (!own && reference.starts_with("pilothouse/"))
        return fail("docker.noSuchImage", reference, "there is no image " + reference + " in this version");
    auto present = m_engine.call("GET", "/images/" + docker::urlEncoded(reference) + "/json");
    bool absent = !present && present.error().code == "docker.notFound";
    if (!present && !absent) return tl::unexpected<Error>(present.error());
    if (!own) return !absent;
    {
        // Engines with containerd's store call an image by its manifest: there, having loaded it is enough.
        std::scoped_lock lock(m_mutex);
        if (!absent && (present->str("Id") == own->id || m_loaded.contains(reference))) return true;
    }
    if (auto loaded = m_engine.load(own->archive); !loaded) return tl::unexpected<Error>(loaded.error());
    std::scoped_lock lock(m_mutex);
    m_loaded.insert(reference);
    return true;
}

std::string Images::digest(const std::string& imageId) {
    if (imageId.empty()) return {};
    {
        std::scoped_lock lock(m_mutex);
        if (auto it = m_digests.find(imageId); it != m_digests.end()) return it->second;
    }
    auto image = m_engine.call("GET", "/images/" + docker::urlEncoded(imageId) + "/json");
    if (!image) return imageId; // removed since, or out of reach: asked again next time
    auto digest = digestOf(*image, imageId);
    std::scoped_lock lock(m_mutex);
    return m_digests[imageId] = digest;
}

} // namespace pilothouse::runtime
