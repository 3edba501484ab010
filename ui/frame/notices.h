// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"
#include "ui/words/sentence.h"

#include <QWidget>

namespace pilothouse::ui {

class Notice;
class Session;

/// The strips over all pages: that the engine is a simulation, that limits are only
/// counted. Each with what can be done about it.
class Notices : public QWidget {
    Q_OBJECT
public:
    explicit Notices(Session& session, QWidget* parent = nullptr);
    void setSession(Session& session); ///< another connection is shown

    /// Strips about the connection stand over its lists only.
    void setOverList(bool over);

signals:
    void connectRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void tell();

    Session* m_session = nullptr;
    bool m_overList = false;
    Notice *m_engine, *m_limits;
    bool m_limitsClosed = false;
};

} // namespace pilothouse::ui
