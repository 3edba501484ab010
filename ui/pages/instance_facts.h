// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"
#include "ui/widgets/fact_list.h"
#include "ui/widgets/status_shape.h"

namespace pilothouse::ui {

// What one container instance is, in shapes and words.

Shape instanceShape(const console::Instance& instance);
/// "Active", "Draining", "Agent silent".
QString instanceState(const console::Instance& instance);
Tone instanceTone(const console::Instance& instance);
/// "4 tasks. Room for one of 1.9 vCPU and 1,280 MiB."
Sentence instanceSentence(const console::Instance& instance);
/// Whether limits are kept by the kernel or only counted; empty if it is not said.
QString limitsText(const console::Instance& instance);

std::vector<Fact> instanceFacts(const console::Instance& instance);
/// Attributes with a value, apart from those that instanceFacts tells.
std::vector<Fact> instanceAttributes(const console::Instance& instance);
/// Host ports in use: "22, 80, 443", udp marked; empty if there are none.
QString portsText(const console::Instance& instance);

} // namespace pilothouse::ui
