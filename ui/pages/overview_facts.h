// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"
#include "ui/words/sentence.h"

namespace pilothouse::ui {

/// The numbers below the sentence of the overview: tasks, instances, zones, Fargate. What is not known is not
/// there.
Sentence overviewFacts(const console::Snapshot& snapshot);

} // namespace pilothouse::ui
