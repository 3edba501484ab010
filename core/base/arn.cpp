// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"

#include <array>
#include <fmt/format.h>

namespace pilothouse {

std::string Arn::text() const {
    return fmt::format("arn:{}:{}:{}:{}:{}/{}", partition, service, region, account, type, path);
}

std::string_view Arn::name() const {
    return lastPart(path);
}

std::optional<Arn> parseArn(std::string_view text) {
    if (!text.starts_with("arn:")) return {};
    std::array<std::string_view, 5> parts;
    for (auto& part : parts) {
        auto colon = text.find(':');
        if (colon == std::string_view::npos) return {};
        part = text.substr(0, colon);
        text.remove_prefix(colon + 1);
    }
    auto slash = text.find('/');
    if (slash == std::string_view::npos || slash == 0 || slash + 1 == text.size()) return {};
    return Arn{std::string(parts[1]),
               std::string(parts[2]),
               std::string(parts[3]),
               std::string(parts[4]),
               std::string(text.substr(0, slash)),
               std::string(text.substr(slash + 1))};
}

std::string_view lastPart(std::string_view arnOrName) {
    auto slash = arnOrName.rfind('/');
    return slash == std::string_view::npos ? arnOrName : arnOrName.substr(slash + 1);
}

std::string ArnMaker::make(std::string_view type, std::string_view path) const {
    return fmt::format("arn:aws:ecs:{}:{}:{}/{}", region, account, type, path);
}
std::string ArnMaker::taskDefinition(std::string_view family, int revision) const {
    return make("task-definition", fmt::format("{}:{}", family, revision));
}
std::string ArnMaker::service(std::string_view cluster, std::string_view name) const {
    return make("service", fmt::format("{}/{}", cluster, name));
}
std::string ArnMaker::task(std::string_view cluster, std::string_view id) const {
    return make("task", fmt::format("{}/{}", cluster, id));
}
std::string ArnMaker::container(std::string_view cluster, std::string_view task,
                                std::string_view uuid) const {
    return make("container", fmt::format("{}/{}/{}", cluster, task, uuid));
}
std::string ArnMaker::containerInstance(std::string_view cluster, std::string_view id) const {
    return make("container-instance", fmt::format("{}/{}", cluster, id));
}
std::string ArnMaker::serviceDeployment(std::string_view cluster, std::string_view service,
                                        std::string_view id) const {
    return make("service-deployment", fmt::format("{}/{}/{}", cluster, service, id));
}
std::string ArnMaker::serviceRevision(std::string_view cluster, std::string_view service,
                                      std::string_view digits) const {
    return make("service-revision", fmt::format("{}/{}/{}", cluster, service, digits));
}

} // namespace pilothouse
