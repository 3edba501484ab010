// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/backend.h"
#include "ui/widgets/sheet.h"

class QVBoxLayout;

namespace pilothouse::ui {

/// The control planes of this computer: where they listen, where their data and log are; one that runs can
/// be stopped.
class PlanePanel : public QWidget {
    Q_OBJECT
public:
    explicit PlanePanel(Backend* backend, QWidget* parent = nullptr);
    void look();

protected:
    void changeEvent(QEvent* event) override;

private:
    void tell();
    void addPlane(const PlaneFound& plane);

    Backend* m_backend;
    std::optional<QList<PlaneFound>> m_planes;
    QVBoxLayout* m_column;
};

/// Asks before a plane is ended, and says what goes on without it.
class StopPlaneSheet : public Sheet {
    Q_OBJECT
public:
    StopPlaneSheet(QWidget* host, Backend* backend, const PlaneFound& plane);

protected:
    void submit() override;
    void retranslate() override;
    QWidget* firstField() const override { return nullptr; }

private:
    Backend* m_backend;
    PlaneFound m_plane;
};

} // namespace pilothouse::ui
