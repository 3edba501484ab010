// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ecs/check.h"
#include "core/ecs/task_definition.h"

namespace pilothouse::ecs {

// The parts of check(), for each other.

/// With the severity that its code has.
Finding finding(const char* code, std::string pointer,
                std::vector<std::pair<std::string, std::string>> args = {});

/// What the rules look at: the document, what was read of it, and where findings go.
struct Examined {
    const Json& document;
    TaskDefinition typed;
    bool fargate = false; ///< it says that it must run on Fargate
    std::vector<Finding> findings;

    const ContainerDefinition* container(std::string_view name) const;
    void add(const char* code, std::string pointer,
             std::vector<std::pair<std::string, std::string>> args = {}) {
        findings.push_back(finding(code, std::move(pointer), std::move(args)));
    }
};

void checkContainer(Examined& examined, std::size_t index);
void checkDependencies(Examined& examined);
void checkTask(Examined& examined);

} // namespace pilothouse::ecs
