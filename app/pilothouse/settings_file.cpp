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

QString word(ui::ThemeChoice theme) {
    return theme == ui::ThemeChoice::light ? "light" : theme == ui::ThemeChoice::dark ? "dark" : "system";
}

QString word(const std::optional<ui::Language>& language) {
    return !language ? "system" : *language == ui::Language::ja ? "ja" : "en";
}

} // namespace

PreferenceValues valuesOf(const ui::Preferences& preferences) {
    return {preferences.theme(), preferences.language(), preferences.keys(), preferences.refreshInterval(),
            preferences.connections()};
}

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

bool SettingsFile::edit(const std::function<void(QJsonObject&)>& change) const {
    QDir().mkpath(QFileInfo(m_path).path());
    QLockFile lock(m_path + ".lock");
    if (!lock.tryLock(2000)) return false;
    QJsonObject all = read();
    change(all);
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly)) return false;
    file.write(QJsonDocument(all).toJson());
    return file.commit();
}

bool SettingsFile::change(const QString& key, const QJsonValue& value) const {
    return edit([&](QJsonObject& all) {
        if (value.isNull())
            all.remove(key);
        else
            all[key] = value;
    });
}

bool SettingsFile::setTheme(const QString& theme) const {
    return change("theme", theme);
}

bool SettingsFile::setLanguage(const QString& language) const {
    return change("language", language);
}

bool SettingsFile::setLastConnection(const std::optional<ui::Target>& target) const {
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

bool SettingsFile::setConnections(const QList<ui::Target>& targets) const {
    QJsonArray all;
    for (const ui::Target& target : targets)
        all << toJson(target);
    return change("connections", all);
}

bool SettingsFile::setPreferences(const PreferenceValues& before, const PreferenceValues& now) const {
    return edit([&](QJsonObject& all) {
        if (now.theme != before.theme) all["theme"] = word(now.theme);
        if (now.language != before.language) all["language"] = word(now.language);
        if (now.keys != before.keys) all["keys"] = now.keys == ui::KeyScheme::e1s ? "e1s" : "usual";
        if (now.refreshInterval != before.refreshInterval)
            all["refreshMilliseconds"] = double(now.refreshInterval);
        QJsonObject choices = all["connectionChoices"].toObject();
        for (auto it = now.connections.begin(); it != now.connections.end(); ++it)
            if (!(before.connections.value(it.key()) == *it))
                choices[it.key()] = QJsonObject{
                    {"colour", it->colour}, {"readOnly", it->readOnly}, {"production", it->production}};
        if (!choices.isEmpty()) all["connectionChoices"] = choices;
    });
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
