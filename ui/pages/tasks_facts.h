// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"
#include "ui/widgets/fact_list.h"

namespace pilothouse::ui {

// What the detail pane says of one task, as values.

/// The words of the endpoint, unchanged: the task's reason, then each container's.
QString rawReasons(const console::Task& task);
/// "web:43 on i-0a4c1, zone 1a".
Sentence whereSentence(const console::Task& task, const console::Instance* instance);
/// "ran for 4 min 12 s", "48 s, never ran".
QString lengthText(const console::Task& task, Millis now);
std::vector<Fact> factsOfTask(const console::Task& task, const console::Instance* instance);

struct ContainerLine {
    console::Status status = console::Status::unknown;
    QString name, image, state, reason;
    bool essential = true;
    bool operator==(const ContainerLine&) const = default;
};
std::vector<ContainerLine> containerLines(const console::Task& task);

} // namespace pilothouse::ui
