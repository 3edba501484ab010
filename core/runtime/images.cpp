// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/images.h"

#include "core/base/json.h"
#include "core/runtime/tar.h"

#include <openssl/sha.h>

// The bytes of the programs, as the linker sees them.
#define PILOTHOUSE_PROGRAM(name, path)                                                                       \
    asm(".pushsection .rodata\n.global ph_" #name "_begin\n.global ph_" #name "_end\nph_" #name              \
        "_begin:\n.incbin \"" path "\"\nph_" #name "_end:\n.popsection\n");                                  \
    extern "C" const char ph_##name##_begin[];                                                               \
    extern "C" const char ph_##name##_end[]

PILOTHOUSE_PROGRAM(pause, PILOTHOUSE_PAUSE);
PILOTHOUSE_PROGRAM(web, PILOTHOUSE_WEB);
PILOTHOUSE_PROGRAM(worker, PILOTHOUSE_WORKER);

namespace pilothouse::runtime {

namespace {

std::string sha256(std::string_view bytes) {
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (unsigned char byte : digest)
        hex += digits[byte >> 4], hex += digits[byte & 15];
    return hex;
}

const char* architecture() {
#if defined(__aarch64__)
    return "arm64";
#else
    return "amd64";
#endif
}

BuiltInImage make(const std::string& name, std::string_view program) {
    std::string layer;
    addToTar(layer, name, program, 0755);
    endTar(layer);
    auto layerId = sha256(layer);
    Json config = Json::object(
        {{"architecture", architecture()},
         {"os", "linux"},
         {"created", "1970-01-01T00:00:00Z"},
         {"config", Json::object({{"Entrypoint", Json::array({"/" + name})}})},
         {"rootfs", Json::object({{"type", "layers"}, {"diff_ids", Json::array({"sha256:" + layerId})}})}});
    auto configText = config.dump();
    BuiltInImage image{"pilothouse/" + name + ":1", "sha256:" + sha256(configText), {}};
    auto configName = image.id.substr(7) + ".json";
    Json manifest = Json::array({Json::object({{"Config", configName},
                                               {"RepoTags", Json::array({image.reference})},
                                               {"Layers", Json::array({layerId + "/layer.tar"})}})});
    addToTar(image.archive, configName, configText, 0644);
    addToTar(image.archive, layerId + "/layer.tar", layer, 0644);
    addToTar(image.archive, "manifest.json", manifest.dump(), 0644);
    endTar(image.archive);
    return image;
}

std::string_view bytes(const char* begin, const char* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}

} // namespace

const std::vector<BuiltInImage>& builtInImages() {
    static const std::vector<BuiltInImage> all = {make("pause", bytes(ph_pause_begin, ph_pause_end)),
                                                  make("web", bytes(ph_web_begin, ph_web_end)),
                                                  make("worker", bytes(ph_worker_begin, ph_worker_end))};
    return all;
}

const BuiltInImage* builtInImage(std::string_view reference) {
    for (auto& image : builtInImages())
        if (image.reference == reference) return &image;
    return nullptr;
}

} // namespace pilothouse::runtime
