// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothouse/settings_file.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>

namespace pilothouse::app {

namespace {

QString usualPath() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           "/pilothouse/settings.json";
}

constexpr const char* kinds[] = {"this-computer", "profile", "endpoint"};

QJsonValue toJson(const std::optional<ui::Target>& target) {
    if (!target) return {};
    QJsonObject json{{"kind", kinds[static_cast<int>(target->kind)]}};
    if (!target->name.isEmpty()) json["name"] = target->name;
    if (!target->region.isEmpty()) json["region"] = target->region;
    if (target->simulated) json["simulated"] = true;
    if (target->readOnly) json["readOnly"] = true;
    return json;
}

std::optional<ui::Target> toTarget(const QJsonObject& json) {
    for (int i = 0; i < 3; ++i) {
        if (json["kind"].toString() != QLatin1String(kinds[i])) continue;
        ui::Target target{static_cast<ui::Target::Kind>(i), json["name"].toString(),
                          json["region"].toString(), json["simulated"].toBool(), json["readOnly"].toBool()};
        const bool needsName = target.kind != ui::Target::Kind::thisComputer;
        if (needsName && target.name.isEmpty()) return std::nullopt;
        return target;
    }
    return std::nullopt;
}

} // namespace

SettingsFile::SettingsFile(QString path) : m_path(path.isEmpty() ? usualPath() : std::move(path)) {}

QJsonObject SettingsFile::read() const {
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

QString SettingsFile::theme() const {
    return read()["theme"].toString();
}

QString SettingsFile::language() const {
    return read()["language"].toString();
}

std::optional<ui::Target> SettingsFile::lastConnection() const {
    return toTarget(read()["lastConnection"].toObject());
}

bool SettingsFile::change(const QString& key, const QJsonValue& value) {
    QDir().mkpath(QFileInfo(m_path).path());
    QLockFile lock(m_path + ".lock");
    if (!lock.tryLock(2000)) return false;
    QJsonObject all = read();
    if (value.isNull())
        all.remove(key);
    else
        all[key] = value;
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly)) return false;
    file.write(QJsonDocument(all).toJson());
    return file.commit();
}

bool SettingsFile::setTheme(const QString& theme) {
    return change("theme", theme);
}

bool SettingsFile::setLanguage(const QString& language) {
    return change("language", language);
}

bool SettingsFile::setLastConnection(const std::optional<ui::Target>& target) {
    return change("lastConnection", toJson(target));
}

QList<ui::Target> SettingsFile::connections() const {
    QList<ui::Target> targets;
    for (const QJsonValue& json : read()["connections"].toArray())
        if (auto target = toTarget(json.toObject())) targets << *target;
    if (targets.isEmpty())
        if (auto last = lastConnection()) targets << *last;
    return targets;
}

bool SettingsFile::setConnections(const QList<ui::Target>& targets) {
    QJsonArray all;
    for (const ui::Target& target : targets)
        all << toJson(target);
    return change("connections", all);
}

bool SettingsFile::setPreferences(const ui::Preferences& preferences) {
    QJsonObject choices;
    for (auto it = preferences.connections().begin(); it != preferences.connections().end(); ++it)
        choices[it.key()] =
            QJsonObject{{"colour", it->colour}, {"readOnly", it->readOnly}, {"production", it->production}};
    const bool keys = change("keys", preferences.keys() == ui::KeyScheme::e1s ? "e1s" : "usual");
    const bool refresh = change("refreshMilliseconds", double(preferences.refreshInterval()));
    return change("connectionChoices", choices) && keys && refresh;
}

void SettingsFile::readPreferences(ui::Preferences& preferences) const {
    const QJsonObject all = read();
    preferences.setKeys(all["keys"].toString() == "e1s" ? ui::KeyScheme::e1s : ui::KeyScheme::usual);
    const double refresh = all["refreshMilliseconds"].toDouble();
    preferences.setRefreshInterval(refresh >= 500 && refresh <= 600'000 ? Millis(refresh) : 0);
    const QJsonObject choices = all["connectionChoices"].toObject();
    for (auto it = choices.begin(); it != choices.end(); ++it) {
        const QJsonObject choice = it.value().toObject();
        preferences.setConnection(it.key(), {choice["colour"].toInt(-1), choice["readOnly"].toBool(),
                                             choice["production"].toBool()});
    }
}

} // namespace pilothouse::app
