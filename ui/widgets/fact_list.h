// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/words/sentence.h"

#include <QWidget>

class QGridLayout;

namespace pilothouse::ui {

struct Fact {
    QString label;
    Sentence value;
    bool mono = false;
    bool operator==(const Fact&) const = default;
};

/// Names at the left (text3, 96 wide), values at the right, 22 px a line. Values can be selected.
class FactList : public QWidget {
    Q_OBJECT
public:
    explicit FactList(QWidget* parent = nullptr);
    void set(const std::vector<Fact>& facts);

signals:
    void linkActivated(const QString& link);

private:
    QWidget* monoValue(const Sentence& value);
    QWidget* plainValue(const Sentence& value);
    QGridLayout* m_grid;
    std::vector<Fact> m_facts;
};

} // namespace pilothouse::ui
