// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_json_tab.h"

#include "ui/widgets/find_bar.h"
#include "ui/widgets/json_text.h"
#include "ui/widgets/json_view.h"

#include <QVBoxLayout>

namespace pilothouse::ui {

ServiceJsonTab::ServiceJsonTab(QWidget* parent) : ServiceTab(parent), m_json(new JsonView) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_json);
}

void ServiceJsonTab::apply(const ServiceView& view) {
    if (!(m_json->document() == view.service->raw)) m_json->set(view.service->raw);
}

QWidget* ServiceJsonTab::mainWidget() {
    return m_json->text();
}

bool ServiceJsonTab::find() {
    m_json->findBar()->open();
    return true;
}

} // namespace pilothouse::ui
