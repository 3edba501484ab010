// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/world/scene/fixed_clock.h"
#include "tests/world/scene/replay.h"
#include "ui/frame/backend.h"
#include "ui/frame/main_window.h"
#include "ui/frame/preferences.h"

#include <QImage>
#include <functional>

namespace pilothouse::tests {

/// Connects to the fixed world whatever the target.
class WorldBackend : public ui::Backend {
    Q_OBJECT
public:
    explicit WorldBackend(Replay& world);

    void look() override;
    void connectTo(const ui::Target& target) override;

    ui::Places places; ///< what look() finds

private:
    Replay& m_world;
};

/// The whole window over the fixed world, at the world's moment, on the cluster production of
/// the connection tokyo-prod.
class Stage {
public:
    explicit Stage(QSize size = {1440, 900});
    ~Stage();

    Replay world;
    WorldBackend backend{world};
    ui::Preferences preferences;
    ui::MainWindow window{backend, preferences};

    void open();
    /// Goes there in this state and waits until the page shows it; false with why in `error` after a minute.
    bool show(const QString& place, Replay::State state = Replay::State::normal);
    /// Shows data that is 47 s old and cannot be had anew.
    bool growStale();
    /// The window as it is once two looks at it are alike, without a pointer.
    QImage picture();

    QString error;

    /// Events until it holds; false after a minute.
    bool wait(const std::function<bool()>& holds, const QString& what);

private:
    bool settle();
    bool quiet(); ///< what is asked of the endpoint brings nothing new
};

/// "empty", "loading", "stale", "denied", "failed"; normal for any other word.
Replay::State stateOf(const QString& word);

} // namespace pilothouse::tests
