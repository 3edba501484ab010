// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/caller.h"

#include "core/ecs/shapes.h"

#include <stdexcept>

namespace pilothouse::control {

Json json(std::string text) {
    for (auto& c : text)
        if (c == '\'') c = '"';
    auto value = Json::parse(text);
    if (!value) throw std::invalid_argument("no JSON: " + text + ": " + value.error().cause);
    return *value;
}

Reply Caller::call(const std::string& operation, const Json& input) {
    if (auto error = ecs::checkRequest(operation, input)) return refuse(error->type, error->message);
    if (isRead(operation)) return read(world.state, operation, input, world.now);
    auto result = step(world.state, Command{operation, input, "arn:aws:iam::000000000000:root"}, world.now,
                       world.random, world.rules);
    apply(world.state, result.changes);
    return *result.reply;
}

Json Caller::ok(const std::string& operation, const Input& input) {
    auto reply = call(operation, input.value);
    if (reply) return *reply;
    QTest::qFail(
        (operation + " " + input.value.dump() + ": " + reply.error().type + ": " + reply.error().message)
            .c_str(),
        __FILE__, __LINE__);
    return {};
}

std::string Caller::refusal(const std::string& operation, const Input& input) {
    auto before = world.state;
    auto reply = call(operation, input.value);
    if (reply) return {};
    if (!world.state.sameRows(before))
        QTest::qFail(("a refused call changed the State: " + operation).c_str(), __FILE__, __LINE__);
    return reply.error().type + ": " + reply.error().message;
}

std::string Caller::define(const std::string& family, const std::string& more) {
    Json input =
        Json::object({{"family", family},
                      {"containerDefinitions", json("[{'name':'app','image':'ok','cpu':128,'memory':64}]")}});
    auto changes = json(more);
    for (auto& [member, value] : changes.members())
        input.set(member, value);
    return ok("RegisterTaskDefinition", input).at("taskDefinition").str("taskDefinitionArn");
}

Json Caller::service(const std::string& name, const std::string& include) {
    auto answer = ok("DescribeServices",
                     Json::object({{"services", Json::strings({name})}, {"include", json(include)}}));
    return answer.at("services").at(std::size_t{0});
}

Json Caller::task(const std::string& id, const std::string& include) {
    auto answer =
        ok("DescribeTasks", Json::object({{"tasks", Json::strings({id})}, {"include", json(include)}}));
    return answer.at("tasks").at(std::size_t{0});
}

std::vector<std::string> Caller::all(const std::string& operation, const std::string& member, Json input,
                                     int size) {
    std::vector<std::string> items;
    input.set("maxResults", size);
    for (int pages = 0; pages < 100; ++pages) {
        auto answer = ok(operation, input);
        for (auto& item : answer.at(member).items())
            items.push_back(item.asString());
        if (!answer.has("nextToken")) return items;
        if (static_cast<int>(answer.at(member).size()) != size)
            QTest::qFail("a page that is not the last one is not full", __FILE__, __LINE__);
        input.set("nextToken", answer.at("nextToken"));
    }
    return {};
}

} // namespace pilothouse::control
