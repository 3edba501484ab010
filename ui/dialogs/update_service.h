// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/place.h"
#include "ui/widgets/sheet.h"

class QSpinBox;

namespace pilothouse::ui {

class ActRunner;

/// Scale a service: a number, and in words what it leads to. Sends the number alone.
class ScaleSheet : public Sheet {
    Q_OBJECT
public:
    static ScaleSheet* open(QWidget* host, ActRunner* runner, const Place& place,
                            const console::Service& service);
    void setWanted(int desired);

protected:
    void submit() override;
    void retranslate() override;
    QWidget* firstField() const override;

private:
    ScaleSheet(QWidget* host, ActRunner* runner, const Place& place, const console::Service& service);
    void tell();
    Args args(int to) const;

    ActRunner* m_runner;
    Place m_place;
    console::Service m_service;
    QSpinBox* m_desired;
};

/// Force a new deployment: the same definition once more, within the service's bounds.
class DeploySheet : public Sheet {
    Q_OBJECT
public:
    static DeploySheet* open(QWidget* host, ActRunner* runner, const Place& place,
                             const console::Service& service);

protected:
    void submit() override;
    void retranslate() override;
    QWidget* firstField() const override { return nullptr; }

private:
    DeploySheet(QWidget* host, ActRunner* runner, const Place& place, const console::Service& service);

    ActRunner* m_runner;
    Place m_place;
    console::Service m_service;
};

} // namespace pilothouse::ui
