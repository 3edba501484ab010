// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/stand_in.h"

namespace pilothouse::tests {

StandIn::StandIn(server::ServerOptions options) {
    options.port = 0;
    options.accessKeyId = "AKIDTEST";
    options.secretAccessKey = "secret";
    m_worker = std::thread([this] { work(); });
    auto started = server::startServer(options, api(), clock);
    if (started) server = std::move(*started);
}

StandIn::~StandIn() {
    hold(false);
    server.reset();
    {
        std::scoped_lock lock(m_mutex);
        m_end = true;
    }
    m_changed.notify_all();
    m_worker.join();
}

Signer StandIn::signer() const {
    Signer signer;
    signer.port = server->port();
    signer.now = clock.now();
    return signer;
}

RawReply StandIn::call(std::string_view operation, std::string_view body) const {
    RawClient client(server->port());
    client.send(signer().request(operation, body));
    return client.read().value_or(RawReply{});
}

void StandIn::hold(bool value) {
    {
        std::scoped_lock lock(m_mutex);
        m_hold = value;
    }
    m_changed.notify_all();
}

std::size_t StandIn::held() {
    std::scoped_lock lock(m_mutex);
    return m_queue.size();
}

server::Api StandIn::api() {
    server::Api api;
    api.standing = [](std::string_view operation) {
        for (auto* name : {"ListClusters", "CreateCluster", "RunTask", "DeleteCluster"})
            if (operation == name) return server::Standing::built;
        for (auto* name : {"CreateGateway", "TagResource"})
            if (operation == name) return server::Standing::modelled;
        return server::Standing::unknown;
    };
    api.absentError = [](std::string_view operation) -> std::string_view {
        return operation == "TagResource" ? "ClientException" : "UnsupportedFeatureException";
    };
    api.isRead = [](std::string_view operation) { return operation.starts_with("List"); };
    api.check = [](std::string_view, const Json& input) -> std::optional<ecs::ShapeError> {
        if (input.has("wrong")) return ecs::ShapeError{"InvalidParameterException", "wrong is not right."};
        return {};
    };
    api.read = [this](const std::string&, const Json& input) -> control::Reply {
        ++reads;
        return Json::object({{"clusterArns", Json::array()}, {"echo", input}});
    };
    api.write = [this](control::Command command, std::function<void(control::Reply)> done) {
        ++writes;
        {
            std::scoped_lock lock(m_mutex);
            m_queue.push_back({std::move(command), std::move(done)});
        }
        m_changed.notify_all();
    };
    return api;
}

void StandIn::work() {
    while (true) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_end || (!m_hold && !m_queue.empty()); });
        if (m_queue.empty()) return;
        auto write = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        auto refusal = write.command.input.str("refuse");
        if (refusal.empty())
            write.done(Json::object({{"operation", write.command.operation},
                                     {"caller", write.command.caller},
                                     {"echo", write.command.input}}));
        else
            write.done(tl::unexpected(control::ApiError{
                refusal, "refused", Json::object({{"resourceIds", Json::array({"one"})}})}));
    }
}

} // namespace pilothouse::tests
