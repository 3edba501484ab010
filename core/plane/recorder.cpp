// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/recorder.h"

#include "core/store/store.h"

#include <filesystem>

namespace pilothouse::plane {

using namespace control;

namespace {

std::string databaseOf(const std::string& path) {
    return path + ".db";
}

/// All rows of a State into a database of its own.
Result<void> copyTo(const std::string& path, const State& state) {
    std::error_code ignored;
    for (auto suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(path + suffix, ignored);
    auto store = store::Store::open(path);
    if (!store) return tl::unexpected<Error>(store.error());
    Changes all;
    State::each(state, [&]<typename Key, typename Row>(const std::map<Key, Ptr<Row>>& table) {
        Changes::of<Row>(all) = table;
    });
    return (*store)->commit(all);
}

/// Replays one recorded run.
class Replay {
public:
    Replay(State start, const Json& header)
        : m_state(std::move(start)), m_random(std::strtoull(header.str("seed").c_str(), nullptr, 10)) {
        m_rules.settle = header.integer("settle");
        m_rules.keepStopped = header.integer("keepStopped", m_rules.keepStopped);
        m_rules.mutant = static_cast<int>(header.integer("mutant"));
    }

    /// Events wait for the end: an "undone" may take them back.
    Result<void> take(const Json& line) {
        if (line.has("undone")) {
            auto undone = static_cast<std::size_t>(line.integer("undone"));
            m_waiting.resize(m_waiting.size() - std::min(undone, m_waiting.size()));
            return {};
        }
        auto event = eventFromJson(line);
        if (!event) return tl::unexpected<Error>(event.error());
        m_waiting.emplace_back(std::move(*event), line.integer("now"));
        return {};
    }

    State end() {
        for (auto& [event, now] : m_waiting)
            apply(m_state, step(m_state, event, now, m_random, m_rules).changes);
        return std::move(m_state);
    }

private:
    State m_state;
    Random m_random;
    Rules m_rules;
    std::vector<std::pair<Event, Millis>> m_waiting;
};

} // namespace

Result<std::unique_ptr<Recorder>> Recorder::open(const std::string& path, std::uint64_t seed,
                                                 const Rules& rules, const State& start) {
    auto recorder = std::make_unique<Recorder>();
    recorder->m_out.open(path, std::ios::trunc);
    if (!recorder->m_out) return fail("record.open", path, "the file cannot be written");
    if (auto copied = copyTo(databaseOf(path), start); !copied)
        return fail("record.open", databaseOf(path), copied.error().cause);
    Json header = Json::object({{"seed", std::to_string(seed)},
                                {"settle", rules.settle},
                                {"keepStopped", rules.keepStopped},
                                {"mutant", rules.mutant},
                                {"region", start.arns.region},
                                {"account", start.arns.account}});
    recorder->m_out << header.dump() << std::endl;
    return recorder;
}

void Recorder::write(const Event& event, Millis now) {
    Json json = Json::object({{"now", now}});
    const Json what = toJson(event);
    for (auto& [key, value] : what.members())
        json.set(key, value);
    m_out << json.dump() << std::endl;
}

void Recorder::undone(std::size_t events) {
    m_out << Json::object({{"undone", static_cast<std::int64_t>(events)}}).dump() << std::endl;
}

Result<State> replay(const std::string& path) {
    std::ifstream in(path);
    std::string line;
    if (!std::getline(in, line)) return fail("record.open", path, "there is no record");
    auto header = Json::parse(line);
    if (!header) return fail("record.event", path, header.error().cause);
    auto store = store::Store::open(databaseOf(path));
    if (!store) return tl::unexpected<Error>(store.error());
    auto start = (*store)->load({header->str("region"), header->str("account")});
    if (!start) return tl::unexpected<Error>(start.error());
    Replay replay(std::move(*start), *header);
    while (std::getline(in, line)) {
        auto json = Json::parse(line);
        if (!json && in.eof()) break;
        if (!json) return fail("record.event", path, json.error().cause);
        if (auto taken = replay.take(*json); !taken) return tl::unexpected<Error>(taken.error());
    }
    return replay.end();
}

} // namespace pilothouse::plane
