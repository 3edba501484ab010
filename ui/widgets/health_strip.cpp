// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/health_strip.h"

#include "ui/theme/theme.h"
#include "ui/words/sentence.h"

#include <QPainter>
#include <algorithm>

namespace pilothouse::ui {

namespace {

using Level = console::HealthMinute::Level;
constexpr int height = 14, most = 120;

int heightOf(Level level) {
    switch (level) {
    case Level::trouble:
        return height - 3;
    case Level::atRisk:
        return 7;
    case Level::well:
        return 2;
    case Level::idle:
        return 1;
    case Level::unknown:
        return 0;
    }
    return 0;
}

QColor colourOf(Level level, bool stale) {
    const Tokens& t = tokens();
    if (stale) return t.idleLine;
    switch (level) {
    case Level::trouble:
        return t.badFill;
    case Level::atRisk:
        return t.warnFill;
    case Level::well:
        return t.okFill;
    default:
        return t.idleFill;
    }
}

} // namespace

void paintHealthStrip(QPainter& painter, const QRect& rect, const std::vector<console::HealthMinute>& minutes,
                      bool stale) {
    if (minutes.empty()) return;
    const int width = std::min(rect.width(), most), top = rect.top() + (rect.height() - height) / 2;
    const int base = top + height - 3, count = int(minutes.size());
    // Whole pixels: each minute begins where the one before it ended.
    const auto x = [&](int i) { return rect.left() + width * i / count; };
    for (int i = 0; i < count; ++i) {
        const auto& minute = minutes[std::size_t(i)];
        const int tall = heightOf(minute.level);
        if (tall > 0)
            painter.fillRect(QRect(x(i), base - tall, x(i + 1) - x(i), tall), colourOf(minute.level, stale));
        if (minute.changing && !stale)
            painter.fillRect(QRect(x(i), base + 1, x(i + 1) - x(i), 2), tokens().changeFill);
    }
}

QString healthText(const std::vector<console::HealthMinute>& minutes) {
    const auto count = [&](auto is) {
        return Arg::number(std::count_if(minutes.begin(), minutes.end(), is));
    };
    const Arg seen = count([](const auto& m) { return m.level != Level::unknown; });
    const Arg trouble = count([](const auto& m) { return m.level == Level::trouble; });
    const Arg atRisk = count([](const auto& m) { return m.level == Level::atRisk; });
    if (seen.count == 0) return sayPlain("overview.hour.unknown");
    if (trouble.count + atRisk.count == 0) return sayPlain("overview.hour.calm", {{"count", seen}});
    return sayPlain("overview.hour.not", {{"trouble", trouble}, {"atRisk", atRisk}});
}

} // namespace pilothouse::ui
