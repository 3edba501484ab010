// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "ui/widgets/count_bar.h"

#include <QtTest>
#include <numeric>

using namespace pilothouse::ui;

class CountBarTest : public QObject {
    Q_OBJECT

private:
    static std::vector<SlotRun> runs(int fresh, int old, int starting, int room) {
        return {{Slot::fresh, fresh, {}, {}},
                {Slot::old, old, {}, {}},
                {Slot::starting, starting, {}, {}},
                {Slot::room, room, {}, {}}};
    }
    static int counted(const BarLayout& layout) {
        return std::accumulate(layout.pieces.begin(), layout.pieces.end(), 0,
                               [](int sum, const BarLayout::Piece& piece) { return sum + piece.count; });
    }

private slots:
    void oneSlotATaskUpToTheUpperBound() {
        const BarLayout layout = layOutBar(runs(5, 8, 2, 3), 9, 12, 18, 1142);
        QCOMPARE(layout.pieces.size(), std::size_t{18});
        QCOMPARE(layout.pieces.front().x, 1);
        QCOMPARE(layout.pieces.back().x + layout.pieces.back().width, 1141);
        QCOMPARE(layout.upper, 1142);
        QCOMPARE(layout.lower, 571);
        QCOMPARE(layout.desired, 761);
        QVERIFY(layout.pieces[4].slot == Slot::fresh && layout.pieces[5].slot == Slot::old);
    }

    void slotsUnder16PixelsMerge() {
        QCOMPARE(layOutBar(runs(5, 8, 2, 3), 9, 12, 18, 18 * 16).pieces.size(), std::size_t{18});
        const BarLayout layout = layOutBar(runs(5, 8, 2, 3), 9, 12, 18, 18 * 16 - 1);
        QCOMPARE(layout.pieces.size(), std::size_t{4});
        QCOMPARE(layout.pieces[1].count, 8);
        QCOMPARE(counted(layout), 18);
    }

    void aRunOfNothingIsNoPiece() {
        const BarLayout layout = layOutBar(runs(0, 900, 0, 100), 500, 900, 1000, 500);
        QCOMPARE(layout.pieces.size(), std::size_t{2});
        QCOMPARE(layout.pieces[0].run, 1);
    }

    void piecesNeverOverlapNorLeaveTheBar() {
        for (int width : {40, 161, 333, 1142})
            for (int n : {1, 3, 18, 100, 5'000}) {
                const BarLayout layout = layOutBar(runs(n, n / 2, 1, n), n / 2, n, 3 * n, width);
                for (std::size_t i = 0; i < layout.pieces.size(); ++i) {
                    const auto& piece = layout.pieces[i];
                    QVERIFY(piece.width >= 2 && piece.x >= 0 && piece.x < width);
                    if (i > 0 && width > 12 * n) QVERIFY(piece.x >= layout.pieces[i - 1].x + 1);
                }
                QCOMPARE(counted(layout), n + n / 2 + 1 + n);
            }
    }

    void moreThanTheUpperBoundStretchesTheBar() {
        const BarLayout layout = layOutBar(runs(4, 4, 0, 0), 2, 4, 4, 800);
        QCOMPARE(layout.upper, 400); // its tick stands where the bound is
        QCOMPARE(layout.pieces.size(), std::size_t{8});
    }

    void nothingWantedIsAnEmptyBar() {
        const BarLayout layout = layOutBar({}, 0, 0, 0, 300);
        QVERIFY(layout.pieces.empty());
        QCOMPARE(layout.upper, 0);
    }

    void whatItShowsIsSaid() {
        CountBar bar;
        CountBar::Content content;
        content.runs = {{Slot::fresh, 5, QStringLiteral("web:43"), QStringLiteral("5 healthy")}};
        content.desiredWords = QStringLiteral("12 desired");
        bar.set(content);
        QVERIFY(bar.accessibleName().contains(QStringLiteral("web:43  5 healthy")));
        QVERIFY(bar.accessibleName().contains(QStringLiteral("12 desired")));
    }
};

static pilothouse::tests::Registered<CountBarTest> registered("count_bar");
#include "count_bar_test.moc"
