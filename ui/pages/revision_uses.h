// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"
#include "ui/words/sentence.h"

#include <QWidget>

class QVBoxLayout;

namespace pilothouse::ui {

/// Where the revisions of a family run in the cluster, a line each, with links.
class RevisionUses : public QWidget {
    Q_OBJECT
public:
    explicit RevisionUses(QWidget* parent = nullptr);
    void set(const console::Snapshot& snapshot, const std::string& family);

signals:
    void linkActivated(const QString& link);

private:
    std::vector<Sentence> m_lines;
    QVBoxLayout* m_column;
};

} // namespace pilothouse::ui
