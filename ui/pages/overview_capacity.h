// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"
#include "ui/widgets/panel.h"

class QBoxLayout;

namespace pilothouse::ui {

class CapacityBar;
class Label;
class StateSentence;

/// What is reserved of the active instances and what is free, and the largest task that still fits.
class OverviewCapacity : public Panel {
    Q_OBJECT
public:
    explicit OverviewCapacity(QWidget* parent = nullptr);

    void apply(const console::Snapshot& snapshot);
    /// Its two bars beside each other, where the page is one column.
    void setOneLine(bool oneLine);

signals:
    void navigate(const QString& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Gauge {
        Label *name, *reserved, *free;
        CapacityBar* bar;
    };
    Gauge addGauge();
    void tell();
    void tell(const Gauge& gauge, const char* name, std::int64_t whole, std::int64_t free,
              const QString& amount);

    console::Rows<console::Instance> m_instances;
    Label *m_title, *m_count;
    QBoxLayout* m_gauges;
    Gauge m_cpu, m_memory;
    StateSentence* m_fits;
};

} // namespace pilothouse::ui
