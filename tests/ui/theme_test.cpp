// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"
#include "ui/words/language.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QVBoxLayout>
#include <QtTest>

using namespace pilothouse::ui;

class ThemeTest : public QObject {
    Q_OBJECT

private:
    static bool holdsColour(const QImage& image, const QColor& colour) {
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y).rgb() == colour.rgb()) return true;
        return false;
    }

private slots:
    void initTestCase() { Theme::instance().install(ThemeChoice::light); }
    void cleanup() {
        Theme::instance().setChoice(ThemeChoice::light);
        Languages::instance().set(Language::en);
    }

    void labelsKeepTheirToneInBothThemes() {
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto* early = new Label(QStringLiteral("early"), 12, Tone::text3);
        column->addWidget(early);
        window.show();
        auto* late = new Label(QStringLiteral("late"), 12, Tone::bad, Weight::regular, &window);
        late->show();
        for (auto choice : {ThemeChoice::light, ThemeChoice::dark, ThemeChoice::light}) {
            Theme::instance().setChoice(choice);
            QCOMPARE(early->palette().color(early->foregroundRole()), tokens().text3);
            QCOMPARE(late->palette().color(late->foregroundRole()), tokens().bad);
        }
    }

    void aSwitchIsPaintedAtOnce() {
        Surface ground(Ground::page);
        ground.resize(40, 40);
        QVERIFY(holdsColour(ground.grab().toImage(), lightTokens().page));
        Theme::instance().setChoice(ThemeChoice::dark);
        QVERIFY(holdsColour(ground.grab().toImage(), darkTokens().page));
        QVERIFY(!holdsColour(ground.grab().toImage(), lightTokens().page));
    }

    void primaryAndDangerousButtonsAreTold() {
        QPushButton button(QStringLiteral("Scale"));
        QVERIFY(!holdsColour(button.grab().toImage(), tokens().you));
        setButtonKind(&button, ButtonKind::primary);
        QVERIFY(holdsColour(button.grab().toImage(), tokens().you));
        button.setEnabled(false);
        QVERIFY(!holdsColour(button.grab().toImage(), tokens().you));
    }

    void controlsHaveTheHeightsOfTheDesign() {
        QPushButton button(QStringLiteral("Scale…"));
        QCOMPARE(button.sizeHint().height(), 28);
        setSmall(&button);
        QCOMPARE(button.sizeHint().height(), 24);
        QLineEdit field;
        QCOMPARE(field.sizeHint().height(), 28);
        QComboBox box;
        box.addItem(QStringLiteral("web:43"));
        QCOMPARE(box.sizeHint().height(), 28);
        QSpinBox number;
        QCOMPARE(number.sizeHint().height(), 28);
    }

    void headersStandOverTheirCells() {
        QStandardItemModel model(1, 2);
        for (int c = 0; c < 2; ++c) {
            model.setHeaderData(c, Qt::Horizontal, QStringLiteral("HHH"));
            model.setHeaderData(c, Qt::Horizontal, int(Qt::AlignLeft | Qt::AlignVCenter),
                                Qt::TextAlignmentRole);
            model.setData(model.index(0, c), QVariant::fromValue(Cell{.text = QStringLiteral("HHH")}),
                          cellRole);
        }
        DataTable table;
        table.setModel(&model);
        table.setColumnWidths({120, 120});
        table.resize(240, 80);
        table.show();
        const QImage image = table.grab().toImage();
        const auto firstInk = [&image](int from, int top, int bottom, const QColor& ground) {
            for (int x = from; x < image.width(); ++x)
                for (int y = top; y < bottom; ++y)
                    if (image.pixelColor(x, y).rgb() != ground.rgb()) return x;
            return -1;
        };
        for (int from : {0, 120}) {
            const int header = firstInk(from, 4, 24, tokens().sunken),
                      cell = firstInk(from, 32, 52, tokens().panel);
            QVERIFY2(header > 0 && qAbs(header - cell) <= 1,
                     qPrintable(QStringLiteral("header at %1, cell at %2").arg(header).arg(cell)));
        }
    }

    void everyDigitTakesTheSameRoom() {
        const QFontMetricsF metrics(uiFont(13));
        QVERIFY(metrics.horizontalAdvance(u'1') <
                metrics.horizontalAdvance(u'4')); // why drawFigures is there
        QCOMPARE(figuresWidth(metrics, QStringLiteral("1111")),
                 figuresWidth(metrics, QStringLiteral("4444")));
    }

    void monoHasNoLigatures() {
        const QFontMetricsF metrics(monoFont(12));
        const qreal one = metrics.horizontalAdvance(u'-');
        QCOMPARE(metrics.horizontalAdvance(QStringLiteral("->")), 2 * one);
        QVERIFY(monoFont(12).styleStrategy() & QFont::PreferNoShaping);
    }

    void strongIsBoldInJapanese() {
        QCOMPARE(uiFont(13, Weight::strong).weight(), int(QFont::Medium));
        Languages::instance().set(Language::ja);
        QCOMPARE(uiFont(13, Weight::strong).weight(), int(QFont::DemiBold));
    }
};

static pilothouse::tests::Registered<ThemeTest> registered("theme");
#include "theme_test.moc"
