// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothouse/questions.h"

#include <condition_variable>
#include <optional>

namespace pilothouse::app {

namespace {

/// The first answer counts.
class Slot {
public:
    void put(const std::optional<QString>& code) {
        {
            std::scoped_lock lock(m_mutex);
            if (std::exchange(m_answered, true)) return;
            m_code = code;
        }
        m_changed.notify_all();
    }
    std::optional<QString> wait() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_answered; });
        return m_code;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_answered = false;
    std::optional<QString> m_code;
};

} // namespace

Result<std::string> Questions::code(const QString& profile, const std::string& serial) {
    auto slot = std::make_shared<Slot>();
    {
        // Goes with the last copy of the answer: a question that is dropped is answered no.
        std::shared_ptr<void> dropped(nullptr, [slot](void*) { slot->put(std::nullopt); });
        ui::MfaAnswer answer = [slot, dropped](const std::optional<QString>& code) { slot->put(code); };
        std::scoped_lock lock(m_mutex);
        if (m_backend)
            QMetaObject::invokeMethod(
                m_backend,
                [backend = m_backend, profile, device = QString::fromStdString(serial),
                 answer = std::move(answer)] { emit backend->mfaAsked(profile, device, answer); },
                Qt::QueuedConnection);
    }
    const auto code = slot->wait();
    if (!code) return fail("aws.mfaCancelled", serial);
    return code->toStdString();
}

void Questions::end() {
    std::scoped_lock lock(m_mutex);
    m_backend = nullptr;
}

} // namespace pilothouse::app
