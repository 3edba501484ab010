// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/migrations.h"

namespace pilothouse::sqlite {

Result<void> migrate(Database& database, const std::vector<Migration>& migrations) {
    auto version = database.integer("PRAGMA user_version");
    if (!version) return tl::unexpected<Error>(version.error());
    auto newest = static_cast<std::int64_t>(migrations.size());
    if (*version < 0 || *version > newest)
        return fail("sqlite.newer", std::to_string(*version),
                    "it is of version " + std::to_string(*version) + ", this program reads up to " +
                        std::to_string(newest));
    for (auto next = *version + 1; next <= newest; ++next) {
        auto done = database.transaction([&]() -> Result<void> {
            for (auto& statement : migrations[static_cast<std::size_t>(next - 1)])
                if (auto run = database.run(statement); !run) return run;
            return database.run("PRAGMA user_version = " + std::to_string(next));
        });
        if (!done) return done;
    }
    return {};
}

} // namespace pilothouse::sqlite
