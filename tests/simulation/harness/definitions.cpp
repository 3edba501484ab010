// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/harness/definitions.h"

#include <functional>
#include <vector>

namespace pilothouse::simulation {

namespace {

Json container(const std::string& name, const std::string& image, int cpu = 128, int memory = 64) {
    return Json::object(
        {{"name", name}, {"image", image}, {"cpu", cpu}, {"memory", memory}, {"essential", true}});
}

Json port(int containerPort, int hostPort, const char* protocol = "tcp") {
    return Json::object({{"containerPort", containerPort}, {"hostPort", hostPort}, {"protocol", protocol}});
}

Json check(int interval = 5) {
    return Json::object({{"command", Json::strings({"CMD-SHELL", "true"})},
                         {"interval", interval},
                         {"timeout", 2},
                         {"retries", 1}});
}

Json dependsOn(const std::string& name, const char* condition) {
    return Json::array({Json::object({{"containerName", name}, {"condition", condition}})});
}

Json with(Json object, std::string_view key, Json value) {
    object.set(key, std::move(value));
    return object;
}

Json helper(const std::string& name, const std::string& image) {
    return with(container(name, image, 32, 16), "essential", false);
}

struct Entry {
    Kind kind;
    const char* networkMode;
    std::function<Json()> containers;
};

Json one(Json only) {
    return Json::array({std::move(only)});
}

const std::vector<Entry> entries = {
    {{"plain", Fate::runs, false}, "bridge", [] { return one(container("app", "app")); }},
    {{"dynamicPort", Fate::runs, false},
     "bridge",
     [] {
         return one(with(container("app", "pilothouse/web"), "portMappings", Json::array({port(80, 0)})));
     }},
    {{"fixedPort", Fate::runs, false},
     "bridge",
     [] { return one(with(container("app", "app"), "portMappings", Json::array({port(80, 8080)}))); }},
    {{"twoPorts", Fate::runs, false},
     "bridge",
     [] {
         return one(with(container("app", "app"), "portMappings",
                         Json::array({port(80, 8080, "udp"), port(53, 5353, "udp"), port(81, 9000)})));
     }},
    {{"hostMode", Fate::runs, false},
     "host",
     [] { return one(with(container("app", "app"), "portMappings", Json::array({port(9000, 9000)}))); }},
    {{"checked", Fate::runs, false},
     "bridge",
     [] { return one(with(container("app", "app"), "healthCheck", check())); }},
    {{"sidecar", Fate::runs, false},
     "bridge",
     [] {
         return Json::array({with(container("app", "app"), "dependsOn", dependsOn("proxy", "START")),
                             helper("proxy", "proxy")});
     }},
    {{"chain", Fate::runs, false},
     "bridge",
     [] {
         auto app = with(container("app", "app"), "dependsOn",
                         Json::array({Json::object({{"containerName", "db"}, {"condition", "HEALTHY"}}),
                                      Json::object({{"containerName", "init"}, {"condition", "SUCCESS"}})}));
         return Json::array(
             {helper("init", "sim/exit:0"), with(container("db", "db"), "healthCheck", check()), app});
     }},
    {{"afterSetup", Fate::runs, false},
     "bridge",
     [] {
         return Json::array({helper("setup", "sim/exit:1"),
                             with(container("app", "app"), "dependsOn", dependsOn("setup", "COMPLETE"))});
     }},
    {{"slow", Fate::runs, false}, "bridge", [] { return one(container("app", "sim/slow:7")); }},
    {{"big", Fate::runs, false}, "bridge", [] { return one(container("app", "app", 700, 600)); }},
    {{"crash", Fate::crashes, false}, "bridge", [] { return one(container("app", "sim/exit:1")); }},
    {{"unpullable", Fate::failsToStart, false},
     "bridge",
     [] { return one(container("app", "sim/unpullable")); }},
    {{"sick", Fate::sick, false},
     "bridge",
     [] { return one(with(container("app", "sim/unhealthy"), "healthCheck", check())); }},
    {{"badSetup", Fate::failsToStart, false},
     "bridge",
     [] {
         return Json::array({helper("setup", "sim/exit:3"),
                             with(container("app", "app"), "dependsOn", dependsOn("setup", "SUCCESS"))});
     }},
    {{"neverReady", Fate::failsToStart, false},
     "bridge",
     [] {
         auto db = with(with(helper("db", "db"), "healthCheck", check(60)), "startTimeout", 3);
         return Json::array({db, with(container("app", "app"), "dependsOn", dependsOn("db", "HEALTHY"))});
     }},
    {{"vpc", Fate::runs, true}, "awsvpc", [] { return one(container("app", "app")); }},
    {{"vpcChecked", Fate::runs, true},
     "awsvpc",
     [] { return one(with(container("app", "app"), "healthCheck", check(10))); }},
    {{"vpcUnpullable", Fate::failsToStart, true},
     "awsvpc",
     [] { return one(container("app", "sim/unpullable")); }},
    {{"vpcSick", Fate::sick, true},
     "awsvpc",
     [] { return one(with(container("app", "sim/unhealthy"), "healthCheck", check())); }},
};

} // namespace

std::size_t kindCount() {
    return entries.size();
}

const Kind& kindOf(std::size_t kind) {
    return entries[kind].kind;
}

Json definitionOf(std::size_t kind, const std::string& family) {
    auto& entry = entries[kind];
    Json json = Json::object({{"family", family}, {"networkMode", entry.networkMode}});
    json.set("containerDefinitions", entry.containers());
    if (!entry.kind.awsvpc) return json;
    json.set("cpu", "256");
    json.set("memory", "512");
    json.set("requiresCompatibilities", Json::strings({"EC2", "FARGATE"}));
    return json;
}

std::size_t anyKind(Random& random, bool awsvpc) {
    for (;;) {
        auto kind = random.below(entries.size());
        if (entries[kind].kind.awsvpc == awsvpc) return kind;
    }
}

std::size_t goodKind(Random& random, bool awsvpc) {
    for (;;) {
        auto kind = anyKind(random, awsvpc);
        if (entries[kind].kind.fate == Fate::runs) return kind;
    }
}

} // namespace pilothouse::simulation
