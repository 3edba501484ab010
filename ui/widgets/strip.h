// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "ui/theme/tone.h"

#include <QtCharts/QChartView>
#include <functional>
#include <optional>
#include <vector>

class QLineSeries;
class QValueAxis;

namespace pilothouse::ui {

/// A value that holds from `at` on until the next one; one that is not known begins a gap.
struct StripValue {
    Millis at = 0;
    double value = 0;
    bool known = true;
    bool operator==(const StripValue&) const = default;
};

/// What one strip shows: how it is (a line) against what it should be or is bounded by (a broken line).
struct StripData {
    QString name;
    std::vector<StripValue> line, bound;
    double low = 0, high = 1;            ///< of the axis
    std::function<QString(double)> tell; ///< a value with its unit, for head, axis and tips
};

/// A moment that crosses all strips of a stack.
struct StripMark {
    Millis at = 0;
    QString name;     ///< short, beside its flag: "web"
    QString sentence; ///< what happened, for the tip
    Tone tone = Tone::change;
    QString link; ///< the place that tells of it
    bool operator==(const StripMark&) const = default;
};

/// Values over time as held steps on Qt Charts: a head of 20 px with the name and the value now instead of a
/// legend, the plot below. It has its time axis from the StripStack that it stands in.
class Strip : public QChartView {
    Q_OBJECT
public:
    static constexpr int left = 48, right = 16, head = 20, plot = 58, foot = 8;

    explicit Strip(QWidget* parent = nullptr);

    void set(StripData data);
    void setTimes(Millis from, Millis to);
    void setMarks(const std::vector<StripMark>& marks);
    /// The moment that is looked at on all strips; nothing: now.
    void setCrosshair(std::optional<Millis> at);

    const StripData& data() const { return m_data; }
    /// "Tasks: 71 / 75", of the moment that is looked at.
    QString sentence() const;
    QSize sizeHint() const override { return {320, head + plot + foot}; }
    QSize minimumSizeHint() const override { return {160, head + plot + foot}; }

signals:
    void pointed(double x); ///< below zero: the pointer left

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void place();
    void fill();
    void fill(QList<QLineSeries*>& pool, const std::vector<StripValue>& values);
    void dress();
    double xOf(Millis at) const;
    void paintHead(QPainter& painter) const;
    void paintAxis(QPainter& painter) const;

    StripData m_data;
    std::vector<StripMark> m_marks;
    Millis m_from = 0, m_to = 1;
    std::optional<Millis> m_crosshair;
    QList<QLineSeries*> m_lines, m_bounds; ///< one a stretch between gaps; spare ones are empty
    QValueAxis *m_times, *m_values;
};

} // namespace pilothouse::ui
