// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace pilothouse::sqlite {

/// A prepared statement. Parameters and columns count from 0; step() binds nothing by itself.
/// Errors: sqlite.failed (cause: SQLite's words), sqlite.corrupt, sqlite.notADatabase.
class Statement {
public:
    Statement() = default;
    Statement(Statement&&) noexcept = default;
    Statement& operator=(Statement&&) noexcept = default;

    void bind(int parameter, std::int64_t value);
    void bind(int parameter, std::string_view value); ///< copied
    void bindNull(int parameter);

    /// True: a row is there to read; false: done, and the statement is ready to be used again.
    Result<bool> step();
    void reset();

    std::int64_t integer(int column) const;
    std::string text(int column) const;
    bool isNull(int column) const;
    bool isInteger(int column) const;

private:
    friend class Database;
    struct Finalizer {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
};

/// One connection, for one thread.
class Database {
public:
    /// ":memory:" or a path; made if absent. A file that is no database is found out by the first statement.
    static Result<Database> open(const std::string& path);
    Database() = default;
    Database(Database&&) noexcept = default;
    Database& operator=(Database&&) noexcept = default;

    Result<void> run(const std::string& sql);
    Result<Statement> prepare(const std::string& sql);
    Result<std::int64_t> integer(const std::string& sql);
    /// Closing will not write the log back into the file: for a file that is not ours to change.
    void leaveUntouched();

    /// BEGIN IMMEDIATE ... COMMIT around f; ROLLBACK if f or the commit fails.
    template <typename F>
    Result<void> transaction(F&& f) {
        if (auto begun = run("BEGIN IMMEDIATE"); !begun) return begun;
        Result<void> done = f();
        if (done) done = run("COMMIT");
        if (!done) (void)run("ROLLBACK");
        return done;
    }

private:
    struct Closer {
        void operator()(sqlite3* database) const;
    };
    std::unique_ptr<sqlite3, Closer> m_database;
};

} // namespace pilothouse::sqlite
