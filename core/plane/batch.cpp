// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/batch.h"

namespace pilothouse::plane {

void Batch::add(const control::State& state, const control::Changes& more) {
    control::Changes::each(
        more, [&]<typename Key, typename Row>(const std::map<Key, control::Ptr<Row>>& rows) {
            auto& table = control::State::of<Row>(state);
            for (auto& [key, row] : rows) {
                auto it = table.find(key);
                // What an earlier step of this batch changed has its undo already.
                control::Changes::of<Row>(undo).try_emplace(key, it == table.end() ? nullptr : it->second);
                control::Changes::of<Row>(changes).insert_or_assign(key, row);
            }
        });
}

} // namespace pilothouse::plane
