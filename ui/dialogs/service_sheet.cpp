// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/service_sheet.h"

#include "ui/acts/find.h"

namespace pilothouse::ui {

ServiceSheet::ServiceSheet(QWidget* host, ActRunner* runner, const Asking& asking, std::string code)
    : ActSheet(host, runner, asking, std::move(code)), m_service(serviceOf(asking)) {}

Arg ServiceSheet::serviceName() const {
    return Arg::name(m_service->name);
}

Json ServiceSheet::input() const {
    return Json::object({{"cluster", cluster()}, {"service", m_service->name}});
}

ActSheet::Call ServiceSheet::update(Json input, const char* act, const std::string& value) const {
    return {{"UpdateService", std::move(input), {{m_service->arn, act, value}}}, m_service->arn};
}

QString ServiceSheet::link() const {
    return QStringLiteral("service/") + QString::fromStdString(m_service->name);
}

Sentence ServiceSheet::look(const console::Snapshot& now) {
    if (now.services.state == console::PartState::ok) {
        const auto row = console::findRow(now.services.rows, m_service->arn);
        m_gone = !row || row->status != "ACTIVE";
        if (row) m_service = row;
    }
    return m_gone ? say("sheet.serviceGone", {{"service", serviceName()}}) : Sentence();
}

Bounds Bounds::of(const console::Service& service) {
    const int desired = service.desired;
    return {(desired * service.minimumHealthyPercent + 99) / 100, desired * service.maximumPercent / 100};
}

} // namespace pilothouse::ui
