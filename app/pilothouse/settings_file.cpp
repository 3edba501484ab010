// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothouse/settings_file.h"

#include <QDir>
#include <QFileInfo>
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
    return json;
}

std::optional<ui::Target> toTarget(const QJsonObject& json) {
    for (int i = 0; i < 3; ++i) {
        if (json["kind"].toString() != QLatin1String(kinds[i])) continue;
        ui::Target target{static_cast<ui::Target::Kind>(i), json["name"].toString(),
                          json["region"].toString(), json["simulated"].toBool()};
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

} // namespace pilothouse::app
