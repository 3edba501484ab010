// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/strip.h"

#include <QWidget>

class QVBoxLayout;

namespace pilothouse::ui {

/// Strips one below the other on one time axis that ends now: flags of the marks on top, hours at the foot.
/// Marks and crosshair cross all strips. The pointer or Left and Right move the crosshair, Esc lets it go;
/// a click on a flag, or Enter where the crosshair is at one, opens its link.
class StripStack : public QWidget {
    Q_OBJECT
public:
    static constexpr int flags = 18, hours = 20;

    explicit StripStack(QWidget* parent = nullptr);

    /// One strip a value; strips are made and hidden as needed.
    void set(std::vector<StripData> strips, std::vector<StripMark> marks);
    /// The axis ends at the last whole pixel before `now` and is as long as what is known, at least 5 min
    /// and at most an hour.
    void setNow(Millis now, Millis knownSince);
    /// Only the first ones, where there is no height for all.
    void setMost(int strips);

    Millis from() const { return m_from; }
    Millis to() const { return m_to; }
    std::optional<Millis> crosshair() const { return m_crosshair; }
    const QList<Strip*>& strips() const { return m_strips; }
    const std::vector<StripMark>& marks() const { return m_marks; }

signals:
    void opened(const QString& link);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    void arrange();
    void aim(double x);
    void lookAt(std::optional<Millis> at);
    double plotWidth() const;
    double xOf(Millis at) const;
    const StripMark* flagAt(double x) const;
    void paintFlags(QPainter& painter) const;
    void paintHours(QPainter& painter) const;

    QVBoxLayout* m_column;
    QList<Strip*> m_strips;
    int m_count = 0, m_most = 99;
    std::vector<StripMark> m_marks;
    Millis m_from = 0, m_to = 1, m_now = 0, m_since = 0;
    std::optional<Millis> m_crosshair;
};

} // namespace pilothouse::ui
