// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/database.h"

#include <sqlite3.h>

namespace pilothouse::sqlite {

namespace {

tl::unexpected<Error> failed(sqlite3* database, int code, std::string subject) {
    const char* kind = "sqlite.failed";
    if ((code & 0xff) == SQLITE_CORRUPT) kind = "sqlite.corrupt";
    if ((code & 0xff) == SQLITE_NOTADB) kind = "sqlite.notADatabase";
    return fail(kind, std::move(subject), database ? sqlite3_errmsg(database) : sqlite3_errstr(code));
}

} // namespace

void Statement::Finalizer::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}
void Database::Closer::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

void Statement::bind(int parameter, std::int64_t value) {
    sqlite3_bind_int64(m_statement.get(), parameter + 1, value);
}
void Statement::bind(int parameter, std::string_view value) {
    sqlite3_bind_text64(m_statement.get(), parameter + 1, value.data() ? value.data() : "", value.size(),
                        SQLITE_TRANSIENT, SQLITE_UTF8);
}
void Statement::bindNull(int parameter) {
    sqlite3_bind_null(m_statement.get(), parameter + 1);
}

Result<bool> Statement::step() {
    int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) {
        reset();
        return false;
    }
    auto error = failed(sqlite3_db_handle(m_statement.get()), code, sqlite3_sql(m_statement.get()));
    reset();
    return error;
}

void Statement::reset() {
    sqlite3_reset(m_statement.get());
    sqlite3_clear_bindings(m_statement.get());
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(m_statement.get(), column);
}
std::string Statement::text(int column) const {
    auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
    return bytes
               ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column)))
               : std::string();
}
bool Statement::isNull(int column) const {
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}
bool Statement::isInteger(int column) const {
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_INTEGER;
}

Result<Database> Database::open(const std::string& path) {
    sqlite3* raw = nullptr;
    int code = sqlite3_open_v2(path.c_str(), &raw,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW, nullptr);
    Database database;
    database.m_database.reset(raw);
    if (code != SQLITE_OK) return failed(raw, code, path);
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, 2'000);
    return database;
}

Result<void> Database::run(const std::string& sql) {
    int code = sqlite3_exec(m_database.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return failed(m_database.get(), code, sql);
    return {};
}

Result<Statement> Database::prepare(const std::string& sql) {
    sqlite3_stmt* raw = nullptr;
    int code = sqlite3_prepare_v2(m_database.get(), sql.c_str(), -1, &raw, nullptr);
    if (code != SQLITE_OK) return failed(m_database.get(), code, sql);
    Statement statement;
    statement.m_statement.reset(raw);
    return statement;
}

Result<std::int64_t> Database::integer(const std::string& sql) {
    auto statement = prepare(sql);
    if (!statement) return tl::unexpected<Error>(statement.error());
    auto row = statement->step();
    if (!row) return tl::unexpected<Error>(row.error());
    return *row ? statement->integer(0) : 0;
}

void Database::leaveUntouched() {
    sqlite3_db_config(m_database.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

} // namespace pilothouse::sqlite
