// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"

#include <algorithm>
#include <vector>

namespace pilothouse::console {

/// The row of that ARN in rows sorted by ARN, or null.
template <typename Row>
std::shared_ptr<const Row> findRow(const Rows<Row>& rows, std::string_view arn) {
    auto it = std::lower_bound(rows.begin(), rows.end(), arn,
                               [](const auto& row, std::string_view key) { return row->arn < key; });
    return it != rows.end() && (*it)->arn == arn ? *it : nullptr;
}

/// New rows in the order of their ARNs; a row that equals its old one keeps the old pointer. Of two rows with
/// one ARN the later stays; rows without an ARN are left out. `kept` are rows that were not read again.
template <typename Row>
Rows<Row> mergeRows(const Rows<Row>& old, std::vector<Row> fresh, Rows<Row> kept = {}) {
    Rows<Row> all = std::move(kept);
    all.reserve(all.size() + fresh.size());
    for (Row& row : fresh) {
        if (row.arn.empty()) continue;
        auto before = findRow(old, row.arn);
        all.push_back(before && *before == row ? before : std::make_shared<const Row>(std::move(row)));
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a->arn < b->arn; });
    Rows<Row> rows;
    rows.reserve(all.size());
    for (auto& row : all) {
        if (!rows.empty() && rows.back()->arn == row->arn) rows.pop_back();
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace pilothouse::console
