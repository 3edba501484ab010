// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/place.h"
#include "ui/widgets/sheet.h"

class QComboBox;
class QSpinBox;

namespace pilothouse::ui {

class ActRunner;

/// Run task: which definition (as the endpoint lists them), how many.
class RunTaskSheet : public Sheet {
    Q_OBJECT
public:
    static RunTaskSheet* open(QWidget* host, ActRunner* runner, const Place& place);

protected:
    void submit() override;
    void retranslate() override;
    QWidget* firstField() const override;

private:
    RunTaskSheet(QWidget* host, ActRunner* runner, const Place& place);
    void readDefinitions(const std::string& nextToken);
    void tell();
    void took(const Json& reply, int count);
    QString definition() const;

    enum class Definitions { reading, read, failed };
    ActRunner* m_runner;
    Place m_place;
    QComboBox *m_definition, *m_launchType;
    QSpinBox* m_count;
    QStringList m_names;
    Definitions m_definitions = Definitions::reading;
};

} // namespace pilothouse::ui
