// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/part_facts.h"
#include "ui/widgets/panel.h"

#include <QTimer>
#include <optional>

namespace pilothouse::ui {

class Label;
class Session;
class StatusShape;

/// At the foot, 24 high: age of the data, account, region; latency, calls a second, the time. It looks at the
/// newest snapshot once a second by itself.
class StatusBar : public Surface {
    Q_OBJECT
public:
    explicit StatusBar(Session& session, QWidget* parent = nullptr);
    void setSession(Session& session); ///< another connection is shown

    /// Which list's state and age is told; "": none is on screen.
    void setList(const QString& list);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void tell();
    void tellAge(const console::Snapshot& snapshot);
    QWidget* separator();

    Session* m_session = nullptr;
    QString m_list;
    QTimer m_tick;
    StatusShape* m_shape;
    Label *m_age, *m_account, *m_region, *m_latency, *m_calls, *m_clock;
    QList<QWidget*> m_separators;
};

/// Of what the page of that name lists; nothing for a page that lists no part of the snapshot.
std::optional<PartFacts> factsOf(const console::Snapshot& snapshot, const QString& list);

} // namespace pilothouse::ui
