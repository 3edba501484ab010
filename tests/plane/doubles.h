// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/plane/plane.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>

namespace pilothouse::tests {

class ManualClock final : public Clock {
public:
    explicit ManualClock(Millis now) : m_now(now) {}
    Millis now() const override { return m_now; }
    void set(Millis now) { m_now = now; }

private:
    std::atomic<Millis> m_now;
};

/// What happened, in order, over all doubles of a test.
class Journal {
public:
    void add(const std::string& what) {
        std::scoped_lock lock(m_mutex);
        m_lines.push_back(what);
        m_changed.notify_all();
    }
    std::vector<std::string> lines() const {
        std::scoped_lock lock(m_mutex);
        return m_lines;
    }
    int count(const std::string& what) const {
        std::scoped_lock lock(m_mutex);
        return static_cast<int>(std::count(m_lines.begin(), m_lines.end(), what));
    }
    /// Until it holds this line so often.
    bool waitFor(const std::string& what, int times = 1) {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::seconds(20),
                                  [&] { return std::count(m_lines.begin(), m_lines.end(), what) >= times; });
    }
    void clear() {
        std::scoped_lock lock(m_mutex);
        m_lines.clear();
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::string> m_lines;
};

/// A store whose commits can be made to fail, or to wait.
class TestStore final : public store::Store {
public:
    struct Control {
        Journal journal;
        std::atomic<int> failures{0}; ///< so many commits fail
        std::mutex gate;              ///< held: commits wait
    };

    TestStore(std::unique_ptr<store::Store> inner, Control& control)
        : m_inner(std::move(inner)), m_control(control) {}

    Result<control::State> load(const ArnMaker& arns) override { return m_inner->load(arns); }
    Result<void> commit(const control::Changes& changes) override {
        m_control.journal.add("commit begins");
        std::scoped_lock open(m_control.gate);
        if (m_control.failures > 0) {
            --m_control.failures;
            m_control.journal.add("commit fails");
            return fail("store.commit", "test", "disk full");
        }
        auto done = m_inner->commit(changes);
        m_control.journal.add("commit");
        return done;
    }

private:
    std::unique_ptr<store::Store> m_inner;
    Control& m_control;
};

/// Does nothing but remember what it was told.
class RecordingRuntime final : public runtime::Runtime {
public:
    struct Seen {
        mutable std::mutex mutex;
        std::vector<control::TaskGoal> atStart, wanted;
        Sink sink;
    };

    RecordingRuntime(Journal& journal, Seen& seen) : m_journal(journal), m_seen(seen) {}

    std::string engine() const override { return "simulated"; }
    void start(std::vector<control::TaskGoal> goals, Sink sink) override {
        {
            std::scoped_lock lock(m_seen.mutex);
            m_seen.atStart = std::move(goals);
            m_seen.sink = std::move(sink);
        }
        m_journal.add("start");
    }
    void want(std::vector<control::TaskGoal> goals) override {
        {
            std::scoped_lock lock(m_seen.mutex);
            m_seen.wanted.insert(m_seen.wanted.end(), goals.begin(), goals.end());
        }
        m_journal.add("want");
    }
    void stop() override { m_journal.add("stop"); }

private:
    Journal& m_journal;
    Seen& m_seen;
};

} // namespace pilothouse::tests
