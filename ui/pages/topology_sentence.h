// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/fit.h"
#include "ui/models/topology.h"
#include "ui/words/sentence.h"

namespace pilothouse::ui {

/// What fills the cluster first and by how much; then whether what is asked about fits (`fit` may be null),
/// else what waits, else how even it is.
Sentence topologySentence(const Topology& topology, const console::Fit* fit, const QString& name, int count);

} // namespace pilothouse::ui
