// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/service_tab.h"

namespace pilothouse::ui {

class JsonView;

/// The service as the endpoint spells it.
class ServiceJsonTab : public ServiceTab {
    Q_OBJECT
public:
    explicit ServiceJsonTab(QWidget* parent = nullptr);
    void apply(const ServiceView& view) override;
    void rename() override {}
    QWidget* mainWidget() override;
    bool find() override;

private:
    JsonView* m_json;
};

} // namespace pilothouse::ui
