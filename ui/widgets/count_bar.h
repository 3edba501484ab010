// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tone.h"

#include <QWidget>
#include <vector>

namespace pilothouse::ui {

/// What stands in a slot of a deployment bar.
enum class Slot {
    settled,   ///< serves, nothing replaces it
    fresh,     ///< serves, of the new deployment
    old,       ///< serves, leaves soon
    unhealthy, ///< runs, fails its check
    starting,
    missing, ///< wanted and not there
    room,    ///< up to the upper bound
};

/// Slots of one kind in a row, with the words below them.
struct SlotRun {
    Slot slot = Slot::room;
    int count = 0;
    QString name, words; ///< "web:43", "5 healthy"
    bool operator==(const SlotRun&) const = default;
};

/// Where all of it stands on a bar of some width. Slots under 16 px merge: one piece a run.
struct BarLayout {
    struct Piece {
        Slot slot;
        int run;   ///< index of its run
        int count; ///< more than 1: merged
        int x, width;
        bool operator==(const Piece&) const = default;
    };
    std::vector<Piece> pieces;
    int lower = 0, desired = 0, upper = 0; ///< x of the ticks
};
BarLayout layOutBar(const std::vector<SlotRun>& runs, int lower, int desired, int upper, int width);

/// One slot a task, up to the upper bound: the healthy stretch passes the tick of the lower bound, and the
/// whole stays inside the upper one.
class CountBar : public QWidget {
    Q_OBJECT
public:
    struct Content {
        std::vector<SlotRun> runs;
        int lower = 0, desired = 0, upper = 0;
        QString lowerWords, desiredWords, upperWords;
        bool stale = false;
        bool operator==(const Content&) const = default;
    };

    explicit CountBar(QWidget* parent = nullptr);
    void set(Content content);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void paintPiece(QPainter& painter, const BarLayout::Piece& piece) const;
    void paintTicks(QPainter& painter, const BarLayout& layout) const;
    void paintWords(QPainter& painter, const BarLayout& layout) const;

    Content m_content;
};

} // namespace pilothouse::ui
