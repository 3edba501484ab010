// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/documents.h"

#include "core/base/arn.h"
#include "core/console/document_diff.h"
#include "ui/dialogs/act_runner.h"
#include "ui/words/sentence.h"

namespace pilothouse::ui {

namespace {

std::string keyOf(const std::string& name) {
    return std::string(lastPart(name));
}

/// What the endpoint writes into every revision by itself.
Json written(Json document) {
    for (const char* own : {"taskDefinitionArn", "revision", "status", "registeredAt", "registeredBy",
                            "deregisteredAt", "requiresAttributes", "compatibilities", "tags"})
        document.erase(own);
    return document;
}

QString valueText(const Json& value) {
    if (value.isNull()) return {};
    if (value.isObject() && value.has("name") && value.has("value"))
        return QString::fromStdString(value.str("value"));
    return QString::fromStdString(value.isString() ? value.asString() : value.dump());
}

QString pathText(const std::vector<std::string>& path) {
    QStringList parts;
    for (const std::string& part : path)
        if (part != "containerDefinitions" && !(part == "value" && parts.size() > 1))
            parts << QString::fromStdString(part);
    return parts.join(u' ');
}

} // namespace

Documents::Documents(ActRunner* runner, const console::Snapshot& snapshot, QObject* parent)
    : QObject(parent), m_runner(runner) {
    for (const auto& row : snapshot.definitions.rows)
        m_known.emplace(keyOf(row->arn), row->raw);
}

void Documents::want(const std::string& name) {
    const std::string key = keyOf(name);
    if (key.empty() || m_known.contains(key) || !m_asked.insert(key).second) return;
    m_refused.erase(key);
    m_runner->run({"DescribeTaskDefinition", Json::object({{"taskDefinition", name}}), {}}, this,
                  [this, key](Result<Json> reply) {
                      if (reply) {
                          m_known[key] = reply->at("taskDefinition");
                      } else {
                          m_refused[key] = reply.error();
                          m_asked.erase(key); // to be asked again once it is typed again
                      }
                      emit arrived();
                  });
}

const Json* Documents::find(const std::string& name) const {
    const auto it = m_known.find(keyOf(name));
    return it == m_known.end() ? nullptr : &it->second;
}

const Error* Documents::refusal(const std::string& name) const {
    const auto it = m_refused.find(keyOf(name));
    return it == m_refused.end() ? nullptr : &it->second;
}

std::vector<Change> changesBetween(const Json& older, const Json& newer, std::size_t most) {
    std::vector<Change> rows;
    const auto all = console::differences(written(older), written(newer));
    for (const auto& one : all) {
        if (rows.size() == most) {
            rows.push_back({sayPlain("sheet.moreChanges", {{"count", Arg::number(int(all.size() - most))}}),
                            {},
                            QStringLiteral("…")});
            break;
        }
        rows.push_back({pathText(one.path), valueText(one.before), valueText(one.after)});
    }
    return rows;
}

} // namespace pilothouse::ui
