// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>

namespace pilothouse::ui {

/// The desktop's light or dark preference (org.freedesktop.appearance color-scheme of the settings portal).
/// Asks without waiting; where there is no session bus or no portal it stays silent.
class SystemScheme : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    void ask();

signals:
    void darkChanged(bool dark);

private slots:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void take(QVariant value);
};

} // namespace pilothouse::ui
