// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/frame/backend.h"

#include <QString>
#include <memory>
#include <mutex>
#include <string>

namespace pilothouse::app {

/// Brings what a connection's thread must ask a person to the window, and the answer back. The thread waits,
/// the window does not. It outlives the Backend: connections may still ask while that ends.
class Questions {
public:
    explicit Questions(ui::Backend* backend) : m_backend(backend) {}

    /// Waits. Error: aws.mfaCancelled: the person said no, or nobody is there to be asked.
    Result<std::string> code(const QString& profile, const std::string& serial);
    void end(); ///< nobody is there any more

private:
    std::mutex m_mutex;
    ui::Backend* m_backend; ///< guarded by m_mutex
};

} // namespace pilothouse::app
