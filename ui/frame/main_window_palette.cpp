// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/main_window.h"

#include "ui/frame/page.h"
#include "ui/frame/preferences.h"
#include "ui/palette/palette.h"
#include "ui/widgets/sheet.h"
#include "ui/widgets/toast.h"
#include "ui/words/errors.h"

#include <QPointer>

namespace pilothouse::ui {

void MainWindow::openPalette() {
    if (findChild<Sheet*>() || findChild<Palette*>()) return; // one thing at a time
    auto* palette = new Palette(this, [this] { return paletteWorld(); });
    connect(palette, &Palette::chosen, this, &MainWindow::takeFromPalette);
    connect(palette, &Palette::copied, this,
            [this](const QString& command) { m_toasts->add(true, sayPlain("palette.copied"), command, {}); });
}

PaletteWorld MainWindow::paletteWorld() const {
    PaletteWorld world;
    world.snapshot = m_at->session.snapshot();
    world.connections = &m_connections;
    world.open = m_at->session.isOpen();
    world.readOnly = m_at->runner.isReadOnly();
    if (world.open && !m_firstStartShown) world.chosen = page()->targets();
    world.actions = m_actions.ofWindow();
    return world;
}

void MainWindow::takeFromPalette(const PaletteItem& item) {
    if (item.action) return item.action->trigger();
    if (!item.connection.isEmpty()) return openAt(item.connection, item.cluster, {});
    if (!item.act) return go(item.path);
    // The act was found on what was shown at the last key: it goes there or nowhere.
    const auto now = m_at->session.snapshot();
    if (!m_at->session.isOpen() || m_at->runner.isReadOnly() ||
        now->connection != item.asking.snapshot->connection || now->cluster != item.asking.snapshot->cluster)
        return m_toasts->add(false, nameOf(*item.act), sayPlain("act.gone"), {});
    // Said whole, with its effect on screen: Enter was the answer. In production it is asked all the same.
    if (!isSaidWhole(item) || m_at->choice().production)
        return item.act->open(this, &m_at->runner, item.asking);
    const auto request = item.act->request(item.asking);
    ActRunner* runner = &m_at->runner;
    runner->run(*request, runner, [runner, what = Arg::plain(item.title)](const Result<Json>& reply) {
        if (reply) {
            emit runner->told(true, sayPlain("palette.asked", {{"what", what}}), {}, {});
            return;
        }
        const Explanation told = explainError(reply.error());
        emit runner->told(false, sayPlain("palette.failed", {{"what", what}}),
                          told.why.plain() + u' ' + told.next.plain(), {});
    });
}

} // namespace pilothouse::ui
