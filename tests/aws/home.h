// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/environment.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <map>

namespace pilothouse::tests {

/// A home folder and variables of a test's own.
class Home {
public:
    Home() { QDir(m_dir.path()).mkpath(".aws"); }

    std::string path(const char* name = "") const { return (m_dir.path() + "/" + name).toStdString(); }
    void write(const char* name, const std::string& text) const {
        QFile file(m_dir.path() + "/" + name);
        if (file.open(QIODevice::WriteOnly)) file.write(text.data(), static_cast<qint64>(text.size()));
    }
    void config(const std::string& text) const { write(".aws/config", text); }
    void credentials(const std::string& text) const { write(".aws/credentials", text); }

    aws::Environment environment() const {
        aws::Environment environment;
        environment.home = m_dir.path().toStdString();
        environment.get = [variables = variables](std::string_view name) -> std::optional<std::string> {
            auto it = variables.find(std::string(name));
            return it == variables.end() ? std::nullopt : std::optional(it->second);
        };
        return environment;
    }

    std::map<std::string, std::string> variables;

private:
    QTemporaryDir m_dir;
};

} // namespace pilothouse::tests
