// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/place.h"
#include "ui/widgets/sheet.h"

namespace pilothouse::ui {

class SampleActs;

/// Remove the sample: names what goes, and goes through the API as everything else.
class RemoveSampleSheet : public Sheet {
    Q_OBJECT
public:
    static RemoveSampleSheet* open(QWidget* host, SampleActs& sample, const console::Snapshot& snapshot);

protected:
    void submit() override;
    void retranslate() override;
    QWidget* firstField() const override { return nullptr; }

private:
    RemoveSampleSheet(QWidget* host, SampleActs& sample, const console::Snapshot& snapshot);

    SampleActs& m_sample;
    std::vector<QString> m_services;
    int m_tasks = 0;
};

} // namespace pilothouse::ui
