// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/quantities.h"

#include "ui/words/language.h"

#include <QDateTime>
#include <QLocale>

namespace pilothouse::ui {

namespace {

bool japanese() {
    return language() == Language::ja;
}

QLocale locale() {
    return japanese() ? QLocale(QLocale::Japanese) : QLocale(QLocale::English);
}

/// "12 s" or 12 秒
QString with(qint64 n, const char* en, const char* ja) {
    return QStringLiteral("%1 %2").arg(n).arg(japanese() ? QString::fromUtf8(ja) : QString::fromUtf8(en));
}

QString pair(qint64 a, const char* enA, const char* jaA, qint64 b, const char* enB, const char* jaB) {
    return b ? with(a, enA, jaA) + u' ' + with(b, enB, jaB) : with(a, enA, jaA);
}

/// "12 Oct " or 10月12日, and nothing for today.
QString dayText(Millis time) {
    const QDate day = QDateTime::fromMSecsSinceEpoch(time).date();
    if (day == QDateTime::fromMSecsSinceEpoch(SystemClock().now()).date()) return {};
    return (japanese() ? locale().toString(day, QStringLiteral("M月d日"))
                       : locale().toString(day, QStringLiteral("d MMM"))) +
           u' ';
}

} // namespace

QString numberText(std::int64_t number) {
    return locale().toString(qlonglong(number));
}

QString durationText(Millis length) {
    length = qMax<Millis>(length, 0);
    const qint64 seconds = length / 1000, minutes = seconds / 60, hours = minutes / 60, days = hours / 24;
    if (seconds < 10 && length % 1000 >= 100)
        return QStringLiteral("%1.%2 ").arg(seconds).arg(length % 1000 / 100) +
               (japanese() ? QStringLiteral("秒") : QStringLiteral("s"));
    if (minutes < 1) return with(seconds, "s", "秒");
    if (hours < 1) return pair(minutes, "min", "分", seconds % 60, "s", "秒");
    if (days < 1) return pair(hours, "h", "時間", minutes % 60, "min", "分");
    return pair(days, "d", "日", hours % 24, "h", "時間");
}

QString ageText(Millis length) {
    length = qMax<Millis>(length, 0);
    const qint64 seconds = length / 1000, minutes = seconds / 60, hours = minutes / 60, days = hours / 24;
    if (hours < 1) return QStringLiteral("%1:%2").arg(minutes).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    if (japanese())
        return days < 1 ? QStringLiteral("%1時間%2分").arg(hours).arg(minutes % 60, 2, 10, QLatin1Char('0'))
                        : QStringLiteral("%1日%2時間").arg(days).arg(hours % 24);
    return days < 1 ? QStringLiteral("%1 h %2").arg(hours).arg(minutes % 60, 2, 10, QLatin1Char('0'))
                    : QStringLiteral("%1 d %2 h").arg(days).arg(hours % 24);
}

QString momentText(Millis time) {
    return dayText(time) + clockSecondsText(time);
}

QString clockText(Millis time) {
    return dayText(time) + QDateTime::fromMSecsSinceEpoch(time).toString(QStringLiteral("HH:mm"));
}

QString clockSecondsText(Millis time) {
    return QDateTime::fromMSecsSinceEpoch(time).toString(QStringLiteral("HH:mm:ss"));
}

QString sinceText(Millis time, Millis now) {
    const Millis age = qMax<Millis>(now - time, 0);
    if (age >= 3'600'000) return clockText(time);
    const QString length = age < 60'000 ? with(age / 1000, "s", "秒") : with(age / 60'000, "min", "分");
    return japanese() ? length + QStringLiteral("前") : length + QStringLiteral(" ago");
}

QString memoryText(std::int64_t mebibytes) {
    return numberText(mebibytes) + QStringLiteral(" MiB");
}

QString cpuText(std::int64_t units) {
    return QString::number(double(units) / 1024.0, 'g', 4) + QStringLiteral(" vCPU");
}

} // namespace pilothouse::ui
