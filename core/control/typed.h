// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/rows.h"

namespace pilothouse::control {

/// Fills the members of a row that are "read from document; not stored": after a document was written (the
/// operations) and after a row was loaded (the store). A document that does not parse reads as {}.
void fillTyped(DefinitionRow& row);
void fillTyped(ServiceRow& row);

} // namespace pilothouse::control
