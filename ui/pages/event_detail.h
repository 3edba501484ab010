// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/event_table_model.h"
#include "ui/widgets/panel.h"

namespace pilothouse::ui {

class RawText;
class StateSentence;
class StatusShape;

/// The event under the cursor: what it says in words, the rows it names as links, and the endpoint's own
/// words.
class EventDetail : public Surface {
    Q_OBJECT
public:
    explicit EventDetail(QWidget* parent = nullptr);
    /// `ofService`: it stands on its service's own page, which need not be named.
    void set(const EventRow& row, const EventFacts& facts, Millis now, bool ofService = false);

signals:
    void linkActivated(const QString& link);

private:
    StatusShape* m_shape;
    StateSentence* m_words;
    RawText* m_raw;
};

} // namespace pilothouse::ui
