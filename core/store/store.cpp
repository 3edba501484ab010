// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"

#include "core/control/typed.h"
#include "core/sqlite/migrations.h"
#include "core/store/columns.h"
#include "core/store/values.h"

#include <map>

namespace pilothouse::store {

namespace {

constexpr int applicationId = 0x50484353; // "PHCS"

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (auto& part : parts)
        all += (all.empty() ? "" : ", ") + part;
    return all;
}

std::string nameOf(const std::string& column) {
    return column.substr(0, column.find(' '));
}

template <typename Row>
std::vector<std::string> columnsOf() {
    ColumnTypes types;
    const Row row{};
    TableOf<Row>::each(row, types);
    return types.columns;
}

template <typename Row>
std::vector<std::string> keysOf() {
    auto columns = columnsOf<Row>();
    columns.resize(TableOf<Row>::keyColumns);
    for (auto& column : columns)
        column = nameOf(column);
    return columns;
}

template <typename Table>
using RowOf = std::remove_const_t<typename Table::mapped_type::element_type>;

/// The database's versions. The only one so far follows columns.h; once a second one comes, the first is kept
/// as text, and the second is the statements that lead from it to columns.h.
const std::vector<sqlite::Migration>& migrations() {
    static const std::vector<sqlite::Migration> all = [] {
        sqlite::Migration first;
        const control::Changes shape;
        control::Changes::each(shape, [&](auto& table) {
            using Row = RowOf<std::remove_cvref_t<decltype(table)>>;
            first.push_back(std::string("CREATE TABLE ") + TableOf<Row>::name + " (" +
                            joined(columnsOf<Row>()) + ", PRIMARY KEY (" + joined(keysOf<Row>()) +
                            ")) STRICT, WITHOUT ROWID");
        });
        first.push_back("PRAGMA application_id = " + std::to_string(applicationId));
        return std::vector<sqlite::Migration>{first};
    }();
    return all;
}

class SqliteStore final : public Store {
public:
    SqliteStore(sqlite::Database database, std::string path)
        : m_database(std::move(database)), m_path(std::move(path)) {}

    Result<control::State> load(const ArnMaker& arns) override {
        control::Changes all;
        Result<void> done;
        control::Changes::each(all, [&](auto& table) {
            if (done) done = loadTable(table);
        });
        if (!done) return fail("store.damaged", m_path, done.error().cause);
        control::State state;
        state.arns = arns;
        control::apply(state, all);
        return state;
    }

    Result<void> commit(const control::Changes& changes) override {
        auto done = m_database.transaction([&]() -> Result<void> {
            Result<void> written;
            control::Changes::each(changes, [&](auto& table) {
                for (auto& [key, row] : table)
                    if (written)
                        written =
                            row ? put(*row) : erase<RowOf<std::remove_reference_t<decltype(table)>>>(key);
            });
            return written;
        });
        if (!done) return fail("store.commit", m_path, done.error().cause);
        return {};
    }

private:
    template <typename Table>
    Result<void> loadTable(Table& table) {
        using Row = RowOf<Table>;
        std::vector<std::string> names;
        for (auto& column : columnsOf<Row>())
            names.push_back(nameOf(column));
        auto statement = m_database.prepare("SELECT " + joined(names) + " FROM " + TableOf<Row>::name);
        if (!statement) return tl::unexpected<Error>(statement.error());
        for (;;) {
            auto more = statement->step();
            if (!more) return tl::unexpected<Error>(more.error());
            if (!*more) return {};
            Row row;
            Reader reader{*statement};
            TableOf<Row>::each(row, reader);
            if (!reader.problem.empty())
                return fail("store.damaged", m_path,
                            std::string(TableOf<Row>::name) + "." + reader.problem + " cannot be read");
            if constexpr (requires { control::fillTyped(row); }) control::fillTyped(row);
            auto key = keyOf(row);
            table[key] = std::make_shared<const Row>(std::move(row));
        }
    }

    Result<sqlite::Statement*> prepared(const std::string& sql) {
        auto it = m_statements.find(sql);
        if (it == m_statements.end()) {
            auto statement = m_database.prepare(sql);
            if (!statement) return tl::unexpected<Error>(statement.error());
            it = m_statements.emplace(sql, std::move(*statement)).first;
        }
        return &it->second;
    }

    template <typename Row>
    Result<void> put(const Row& row) {
        static const std::string sql = [] {
            auto count = columnsOf<Row>().size();
            return std::string("REPLACE INTO ") + TableOf<Row>::name + " VALUES (" +
                   joined(std::vector<std::string>(count, "?")) + ")";
        }();
        auto statement = prepared(sql);
        if (!statement) return tl::unexpected<Error>(statement.error());
        Binder binder{**statement};
        TableOf<Row>::each(row, binder);
        return finish(**statement);
    }

    template <typename Row, typename Key>
    Result<void> erase(const Key& key) {
        static const std::string sql = [] {
            std::string where;
            for (auto& column : keysOf<Row>())
                where += (where.empty() ? "" : " AND ") + column + " = ?";
            return std::string("DELETE FROM ") + TableOf<Row>::name +
                   (std::is_same_v<Row, control::MetaRow> ? std::string() : " WHERE " + where);
        }();
        auto statement = prepared(sql);
        if (!statement) return tl::unexpected<Error>(statement.error());
        if constexpr (!std::is_same_v<Row, control::MetaRow>) {
            const Row row = TableOf<Row>::blank(key);
            Binder binder{**statement, 0, TableOf<Row>::keyColumns};
            TableOf<Row>::each(row, binder);
        }
        return finish(**statement);
    }

    static Result<void> finish(sqlite::Statement& statement) {
        auto done = statement.step();
        if (!done) return tl::unexpected<Error>(done.error());
        return {};
    }

    sqlite::Database m_database;
    std::string m_path;
    std::map<std::string, sqlite::Statement> m_statements;
};

/// Before anything is written: is this file ours, whole, and not from a newer version?
Result<void> examine(sqlite::Database& database, const std::string& path) {
    auto damaged = [&](const Error& error) { return fail("store.damaged", path, error.cause); };
    auto tables = database.integer("SELECT count(*) FROM sqlite_schema");
    if (!tables) return damaged(tables.error());
    if (*tables == 0) return {};
    auto id = database.integer("PRAGMA application_id");
    if (!id || *id != applicationId)
        return fail("store.damaged", path, "it is the database of another program");
    auto version = database.integer("PRAGMA user_version");
    if (!version) return damaged(version.error());
    auto newest = static_cast<std::int64_t>(migrations().size());
    if (*version > newest)
        return fail("store.newer", path,
                    "it is of version " + std::to_string(*version) + ", this program reads up to " +
                        std::to_string(newest));
    auto check = database.prepare("PRAGMA quick_check(1)");
    if (!check) return damaged(check.error());
    auto row = check->step();
    if (!row) return damaged(row.error());
    if (check->text(0) != "ok") return fail("store.damaged", path, check->text(0));
    return {};
}

} // namespace

Result<std::unique_ptr<Store>> Store::open(const std::string& path) {
    auto database = sqlite::Database::open(path);
    if (!database) return fail("store.open", path, database.error().cause);
    if (auto examined = examine(*database, path); !examined) {
        database->leaveUntouched();
        return tl::unexpected<Error>(examined.error());
    }
    for (auto setting :
         {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = OFF"})
        if (auto set = database->run(setting); !set) return fail("store.open", path, set.error().cause);
    if (auto made = sqlite::migrate(*database, migrations()); !made)
        return fail("store.open", path, made.error().cause);
    return std::make_unique<SqliteStore>(std::move(*database), path);
}

} // namespace pilothouse::store
