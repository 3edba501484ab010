// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/backend.h"
#include "ui/pages/first_start_way.h"

#include <QPushButton>

namespace pilothouse::ui {

class StatusShape;

/// The profiles of ~/.aws, a row each: can it be connected, its region, what it needs.
class ProfileRows : public Way {
    Q_OBJECT
public:
    explicit ProfileRows(QWidget* parent = nullptr);

    void setPlaces(const Places& places);
    /// That profile is being connected; "": none. All buttons wait meanwhile.
    void setConnecting(const QString& profile, bool any);

signals:
    void chosen(const QString& profile);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        ProfileFound profile;
        QWidget* widget;
        StatusShape* shape;
        Label* state;
        QPushButton* button;
    };
    void addRow(const ProfileFound& profile);
    void tell();

    Places m_places;
    Label* m_count;
    QWidget* m_list;
    QList<Row> m_rows;
    QString m_connecting;
    bool m_busy = false;
};

} // namespace pilothouse::ui
