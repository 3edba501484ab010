// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/counts.h"
#include "ui/acts/targets.h"
#include "ui/widgets/panel.h"

class QPushButton;

namespace pilothouse::ui {

class DataTable;
class Label;
class OverviewServiceModel;
class StateSentence;

/// The services, trouble first; those that are well are one line at the foot when all do not fit.
class OverviewServices : public Panel {
    Q_OBJECT
public:
    explicit OverviewServices(const console::Counts& counts, QWidget* parent = nullptr);

    void apply(const console::Snapshot& snapshot, Millis now);
    void setNow(Millis now);
    /// Rows that there is room for.
    void setRoom(int rows);
    Targets targets() const;
    DataTable* table() const { return m_table; }
    OverviewServiceModel* model() const { return m_model; }

signals:
    void navigate(const QString& path);
    void chosen();

protected:
    void changeEvent(QEvent* event) override;

private:
    void tell();
    void fold();
    void open();

    Label* m_title;
    Label* m_sub;
    StateSentence* m_all;
    DataTable* m_table;
    OverviewServiceModel* m_model;
    QPushButton* m_fold;
    int m_room = 14;
    bool m_unfolded = false; ///< by hand
};

} // namespace pilothouse::ui
