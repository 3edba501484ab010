// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace pilothouse::ui {

/// The colours of the product, one struct with two values. Text tokens have 4.5:1 on every surface, fills 3:1
/// on panel (tests/ui/contrast_test.cpp).
struct Tokens {
    // surfaces
    QColor window, page, panel, raised, sunken, hover, pressed, line, line2, grid;
    // text
    QColor text, text2, text3, disabled;
    // you: selection, focus, primary action, links
    QColor you, youHover, youPress, youBg, youLine, onYou;
    // change: deployments, starting, drafts
    QColor change, changeFill, changeBg, changeLine;
    // healthy
    QColor ok, okFill, okBg, okLine;
    // at risk, waits
    QColor warn, warnFill, warnBg, warnLine;
    // trouble; badSoft is the ground of the one problem that needs a person
    QColor bad, badFill, badBg, badLine, badSoft;
    // old, stopped, unknown
    QColor idle, idleFill, idleBg, idleLine;
    // chart series: who, never how well
    QColor s1, s2, s3, s4, s5, s6, s7, s8;
    // JSON and differences
    QColor jstr, jnum, jpun, addBg, addHi, delBg, delHi;
    // canvas dots; behind overlays
    QColor dot, scrim;
};

const Tokens& lightTokens();
const Tokens& darkTokens();

} // namespace pilothouse::ui
