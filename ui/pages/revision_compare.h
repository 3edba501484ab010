// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"

#include <QWidget>

class QVBoxLayout;

namespace pilothouse::ui {

class DiffView;
class StateSentence;

/// How two revisions differ: in words, then line by line.
class RevisionCompare : public QWidget {
    Q_OBJECT
public:
    explicit RevisionCompare(QWidget* parent = nullptr);
    void set(const console::Definition& older, const console::Definition& newer);
    void setNothingBefore(int revision);
    DiffView* view() const { return m_view; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void tell();

    console::Definition m_older, m_newer;
    int m_first = 0;
    StateSentence* m_hint;
    QVBoxLayout* m_words;
    DiffView* m_view;
};

} // namespace pilothouse::ui
