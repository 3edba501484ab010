// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothoused/first_start.h"

namespace pilothouse::app {

namespace {

class Watched final : public runtime::Runtime {
public:
    Watched(std::unique_ptr<runtime::Runtime> inner,
            std::function<void(const control::EngineObservation&)> onEngine)
        : m_inner(std::move(inner)), m_onEngine(std::move(onEngine)) {}

    std::string engine() const override { return m_inner->engine(); }
    void start(std::vector<control::TaskGoal> goals, Sink sink) override {
        auto engine = std::move(sink.engine);
        sink.engine = [this, engine](control::EngineObservation seen) {
            engine(seen);
            m_onEngine(seen);
        };
        m_inner->start(std::move(goals), std::move(sink));
    }
    void want(std::vector<control::TaskGoal> goals) override { m_inner->want(std::move(goals)); }
    void stop() override { m_inner->stop(); }

private:
    std::unique_ptr<runtime::Runtime> m_inner;
    std::function<void(const control::EngineObservation&)> m_onEngine;
};

} // namespace

std::unique_ptr<runtime::Runtime> watched(std::unique_ptr<runtime::Runtime> inner,
                                          std::function<void(const control::EngineObservation&)> onEngine) {
    return std::make_unique<Watched>(std::move(inner), std::move(onEngine));
}

} // namespace pilothouse::app
