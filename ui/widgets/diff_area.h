// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/line_diff.h"

#include <QAbstractScrollArea>
#include <QStringList>
#include <vector>

namespace pilothouse::ui {

/// The lines of DiffView: two columns or one, equal stretches folded to a row with their count. Only what is
/// on screen is painted. Lines are chosen with the pointer on one side and copied by Ctrl C.
class DiffArea : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit DiffArea(QWidget* parent = nullptr);
    void set(const QStringList& left, const QStringList& right);
    void setUnified(bool unified);
    bool isUnified() const { return m_unified; }
    void setFolding(bool folding);
    int folds() const;
    int places() const { return int(m_places.size()); } ///< stretches of changed rows
    int place() const { return m_place; }               ///< the one that F7 is at; -1: none yet
    void goTo(int place);
    QString chosen() const; ///< the chosen lines

signals:
    void placeChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Side { left, right };
    struct Line {
        int row = -1;                   ///< of m_rows; the first of a fold
        int folded = 0;                 ///< how many rows stand in it
        bool left = true, right = true; ///< what of a row is shown here (unified: one of them)
    };
    void arrange();
    void fold(int from, int to);
    void measure();
    void paintLine(QPainter& painter, const Line& line, int y) const;
    void paintHalf(QPainter& painter, const Line& line, Side side, const QRect& half) const;
    void paintFold(QPainter& painter, const Line& line, int y) const;
    void paintText(QPainter& painter, const QString& text, const QRect& room, int number, QChar sign) const;
    int lineAt(int y) const;
    int gutter() const;
    int half() const;
    QString textOf(const Line& line, Side side) const;

    QStringList m_left, m_right;
    std::vector<console::DiffRow> m_rows;
    std::vector<Line> m_lines;
    std::vector<int> m_places; ///< first row of each
    QList<int> m_open;         ///< folds that were opened, by their first row
    bool m_unified = false, m_folding = true;
    int m_place = -1;
    Side m_side = Side::right; ///< where lines are chosen
    int m_from = -1, m_to = -1;
};

} // namespace pilothouse::ui
