// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pilothouse/settings_file.h"

#include <QObject>
#include <QThreadPool>

namespace pilothouse::app {

/// Keeps what a person chooses in a window, and nothing else: what flags said is not a choice. Only what
/// changed is written, for another window may have changed the rest; on a thread of its own, one change after
/// the other.
class SettingsKeeper : public QObject {
    Q_OBJECT
public:
    SettingsKeeper(const SettingsFile& file, const ui::Preferences& preferences, QObject* parent = nullptr);
    ~SettingsKeeper() override; ///< all is written then

    /// All that are open, the shown one first; `shown` is nothing on first start.
    void keepConnections(const QList<ui::Target>& all);
    void keepLast(const std::optional<ui::Target>& shown);
    void wait() { m_writer.waitForDone(); }

private:
    void look();

    const SettingsFile& m_file;
    const ui::Preferences& m_preferences;
    PreferenceValues m_known; ///< what the file holds, or a flag said
    QThreadPool m_writer;
};

} // namespace pilothouse::app
