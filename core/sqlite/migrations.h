// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sqlite/database.h"

#include <string>
#include <vector>

namespace pilothouse::sqlite {

/// How a database gets from one version to the next: the statements, in order. The version that a list of
/// migrations leads to is its length.
using Migration = std::vector<std::string>;

/// Brings the database from the version it is of (PRAGMA user_version; a fresh file: 0) to the newest. Each
/// migration and its new version are one transaction. Error: sqlite.newer, if it is beyond the list; then
/// nothing was written.
Result<void> migrate(Database& database, const std::vector<Migration>& migrations);

} // namespace pilothouse::sqlite
