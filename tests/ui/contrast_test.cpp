// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The measures of the design: text has 4.5:1 on every surface it may stand on, fills and series 3:1 on panel.
#include "tests/support/test_registry.h"
#include "ui/theme/tokens.h"

#include <QtTest>
#include <cmath>

using namespace pilothouse::ui;

namespace {

double linear(int channel) {
    const double x = channel / 255.0;
    return x <= 0.03928 ? x / 12.92 : std::pow((x + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c) {
    return 0.2126 * linear(c.red()) + 0.7152 * linear(c.green()) + 0.0722 * linear(c.blue());
}

double contrast(const QColor& a, const QColor& b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

class ContrastTest : public QObject {
    Q_OBJECT

private:
    static void each(const std::function<void(const char*, const Tokens&)>& check) {
        check("light", lightTokens());
        check("dark", darkTokens());
    }
    static void atLeast(double least, const char* theme, const QColor& ink, const QColor& ground) {
        QVERIFY2(contrast(ink, ground) >= least,
                 qPrintable(QStringLiteral("%1: %2 on %3 has %4")
                                .arg(QLatin1String(theme), ink.name(), ground.name())
                                .arg(contrast(ink, ground))));
    }

private slots:
    void textOnEverySurface() {
        each([](const char* theme, const Tokens& t) {
            for (const auto& ink : {t.text, t.text2, t.text3, t.you, t.change, t.ok, t.warn, t.bad})
                for (const auto& ground : {t.window, t.page, t.panel, t.sunken, t.raised, t.hover, t.youBg})
                    atLeast(4.5, theme, ink, ground);
        });
    }

    void textOnItsOwnGround() {
        each([](const char* theme, const Tokens& t) {
            atLeast(4.5, theme, t.change, t.changeBg);
            atLeast(4.5, theme, t.ok, t.okBg);
            atLeast(4.5, theme, t.warn, t.warnBg);
            atLeast(4.5, theme, t.bad, t.badBg);
            atLeast(4.5, theme, t.text2, t.idleBg);
            for (const auto& ground : {t.you, t.youHover, t.youPress})
                atLeast(4.5, theme, t.onYou, ground);
        });
    }

    void fillsAndSeriesOnPanel() {
        each([](const char* theme, const Tokens& t) {
            for (const auto& fill : {t.okFill, t.warnFill, t.badFill, t.changeFill, t.idleFill, t.s1, t.s2,
                                     t.s3, t.s4, t.s5, t.s6, t.s7, t.s8})
                atLeast(3.0, theme, fill, t.panel);
        });
    }
};

static pilothouse::tests::Registered<ContrastTest> registered("contrast");
#include "contrast_test.moc"
