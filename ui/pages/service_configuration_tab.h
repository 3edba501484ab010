// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/service_tab.h"

class QGridLayout;
class QScrollArea;

namespace pilothouse::ui {

class FactList;
class ServicePanel;

/// All that the service is set to, under plain labels in panels of what belongs together.
class ServiceConfigurationTab : public ServiceTab {
    Q_OBJECT
public:
    explicit ServiceConfigurationTab(QWidget* parent = nullptr);
    void apply(const ServiceView& view) override;
    void rename() override;
    QWidget* mainWidget() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Group {
        std::string code;
        ServicePanel* panel;
        FactList* facts;
        int lines = 0;
    };
    void tell();
    void arrange();

    std::shared_ptr<const console::Service> m_service;
    QScrollArea* m_scroll;
    QGridLayout* m_grid;
    std::vector<Group> m_groups;
};

} // namespace pilothouse::ui
