// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the tiles and boxes of a map stand: areas, order, no overlap, whole pixels.
#include "tests/support/test_registry.h"
#include "ui/widgets/map_plan.h"
#include "ui/widgets/tile_layout.h"

#include <QtTest>
#include <random>

using namespace pilothouse::ui;

namespace {

qint64 area(const QRect& rect) {
    return qint64(rect.width()) * rect.height();
}

bool overlap(const std::vector<QRect>& rects) {
    for (std::size_t i = 0; i < rects.size(); ++i)
        for (std::size_t j = i + 1; j < rects.size(); ++j)
            if (rects[i].intersects(rects[j])) return true;
    return false;
}

} // namespace

class TileLayoutTest : public QObject {
    Q_OBJECT

private slots:
    void tilesFillTheRoomWithoutOverlap() {
        std::mt19937 random(7);
        for (int round = 0; round < 200; ++round) {
            std::vector<std::int64_t> sizes(1 + random() % 30);
            for (auto& size : sizes)
                size = 128 << (random() % 6);
            std::sort(sizes.rbegin(), sizes.rend());
            const QRect room(3, 5, 60 + int(random() % 300), 40 + int(random() % 100));
            const auto tiles = splitTiles(sizes, room);
            QCOMPARE(tiles.size(), sizes.size());
            QVERIFY(!overlap(tiles));
            qint64 sum = 0;
            for (const QRect& tile : tiles) {
                QVERIFY(room.contains(tile));
                sum += area(tile);
            }
            QCOMPARE(sum, area(room)); // whole pixels: nothing is lost between them
        }
    }

    void areasFollowSizes() {
        const std::vector<std::int64_t> sizes{4'096, 2'048, 1'024, 1'024};
        const auto tiles = splitTiles(sizes, QRect(0, 0, 256, 80));
        const double unit = 256.0 * 80 / 8'192;
        for (std::size_t i = 0; i < sizes.size(); ++i)
            QVERIFY2(std::abs(double(area(tiles[i])) - unit * double(sizes[i])) <= 80 + 256,
                     qPrintable(QString::number(i)));
    }

    void theLargestStandsAtTheLeft() {
        const auto tiles = splitTiles(std::vector<std::int64_t>{4, 2, 1, 1}, QRect(0, 0, 240, 80));
        QCOMPARE(tiles[0],
                 QRect(0, 0, 120, 80)); // halves are nearest after the first, cut along the longer side
        QCOMPARE(tiles[1].left(), 120);
        QVERIFY(tiles[2].left() >= tiles[1].left());
    }

    void aCutIsMadeWhereTheHalvesAreNearest() {
        const auto tiles = splitTiles(std::vector<std::int64_t>{3, 3, 2, 2, 2}, QRect(0, 0, 240, 60));
        QCOMPARE(tiles[1].right(), 119); // 3 + 3 before, 2 + 2 + 2 after
        QCOMPARE(tiles[2].left(), 120);
    }

    void oneTileNoTileAndNoRoom() {
        QVERIFY(splitTiles({}, QRect(0, 0, 10, 10)).empty());
        const std::vector<std::int64_t> one{0};
        QCOMPARE(splitTiles(one, QRect(1, 2, 10, 10)).front(), QRect(1, 2, 10, 10));
        QCOMPARE(splitTiles(std::vector<std::int64_t>(9, 1), QRect(0, 0, 2, 1)).size(), std::size_t(9));
    }

    void theBoxIsItsOwnGauge() {
        QCOMPARE(filledWidth(276, 0, 100), 0);
        QCOMPARE(filledWidth(276, 50, 100), 138);
        QCOMPARE(filledWidth(276, 1, 100'000), 1); // something is there
        QCOMPARE(filledWidth(276, 300, 100), 276); // more than there is stays inside
        QCOMPARE(filledWidth(276, 5, 0), 276);
    }

    void whatIsUnboundedFlowsInRows() {
        const std::vector<std::int64_t> sizes{2'048, 1'024, 1'024, 1'024, 512, 512, 512};
        const Flow flow = flowTiles(sizes, 320, QSize(76, 38));
        QVERIFY(!overlap(flow.tiles));
        QCOMPARE(flow.tiles[0].width(), 152);
        QCOMPARE(flow.tiles[1].size(), QSize(76, 38));
        QCOMPARE(flow.tiles[4].left(), flow.tiles[5].left()); // a pair
        QCOMPARE(flow.tiles[5].top(), flow.tiles[4].bottom() + 1);
        for (const QRect& tile : flow.tiles)
            QVERIFY(tile.right() < 320 && tile.bottom() < flow.height);
    }

    void zonesStandBesideEachOtherAndWrap() {
        const MapShape shape{{4, 4, 4}, {}};
        const MapPlan wide = planMap(shape, 962, 100); // 1440 wide, without sidebar and inspector
        QCOMPARE(wide.groups[0].width(), 294);
        QCOMPARE(wide.groups[1].left() - wide.groups[0].right() - 1, 16);
        QCOMPARE(wide.groups[2].top(), wide.groups[0].top());
        QCOMPARE(wide.boxes.size(), std::size_t(12));
        QCOMPARE(wide.boxes[0].height(), 114);
        QCOMPARE(wide.roomOf(0).size(), QSize(276, 80));
        const MapPlan narrow = planMap(shape, 640, 100);
        QCOMPARE(narrow.groups[1].top(), narrow.groups[0].top());
        QVERIFY(narrow.groups[2].top() > narrow.groups[0].bottom());
    }

    void boxesStayInsideTheirGroupAtEveryZoom() {
        const MapShape shape{{7, 3, 40, 1}, {{512, 512, 1'024}, {2'048}}};
        for (const int width : {500, 804, 962, 1'600})
            for (const int zoom : mapZooms()) {
                const MapPlan plan = planMap(shape, width, zoom);
                QVERIFY(!overlap(plan.boxes));
                QVERIFY(!overlap(plan.groups));
                std::size_t box = 0;
                for (std::size_t group = 0; group < shape.groups.size(); ++group)
                    for (int i = 0; i < shape.groups[group]; ++i, ++box)
                        QVERIFY(plan.groups[group].contains(plan.boxes[box]));
                for (std::size_t region = 0; region < plan.regions.size(); ++region)
                    for (const QRect& tile : plan.regionTiles[region])
                        QVERIFY(plan.regions[region].contains(tile));
                QVERIFY(plan.regions.back().bottom() < plan.height);
                QVERIFY(plan.regions.back().right() < width);
            }
    }

    void aSmallClusterIsReadByNamesALargeOneBySums() {
        const QSize view(962, 700);
        QCOMPARE(fittingZoom(MapShape{{4, 4, 4}, {}}, view), 100);
        const MapShape large{{1'667, 1'667, 1'666}, {}};
        const int zoom = fittingZoom(large, view);
        const MapPlan plan = planMap(large, view.width(), zoom);
        QCOMPARE(plan.detail, MapDetail::cells);
        QVERIFY(plan.height <= 2 * view.height());
    }
};

static pilothouse::tests::Registered<TileLayoutTest> registered("tile_layout");
#include "tile_layout_test.moc"
