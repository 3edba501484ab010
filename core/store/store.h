// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/control/state.h"

#include <memory>
#include <string>

namespace pilothouse::store {

/// State to and from one SQLite database (WAL, synchronous FULL). One writer, the plane's thread.
class Store {
public:
    /// Opens or makes it. ":memory:" for tests. Errors: store.newer (written by a newer version),
    /// store.damaged, store.open; the file is left untouched by each.
    static Result<std::unique_ptr<Store>> open(const std::string& path);
    virtual ~Store() = default;

    /// All rows, through control::apply. Error: store.damaged.
    virtual Result<control::State> load(const ArnMaker& arns) = 0;
    /// One transaction; on an error nothing of it is kept. Errors: store.commit.
    virtual Result<void> commit(const control::Changes& changes) = 0;
};

} // namespace pilothouse::store
