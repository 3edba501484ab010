// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acts/find.h"
#include "ui/acts/kinds.h"
#include "ui/dialogs/service_sheet.h"
#include "ui/widgets/choice.h"

#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

/// Deletes a service. ECS refuses one that still wants tasks: then it is scaled to 0 first, or deleted with
/// `force`, as a person says.
class DeleteServiceSheet : public ServiceSheet {
public:
    DeleteServiceSheet(QWidget* host, ActRunner* runner, const Asking& asking)
        : ServiceSheet(host, runner, asking, "deleteService"), m_way(new Choice(2)) {
        m_way->setObjectName(QStringLiteral("deleteWay"));
        fields()->addWidget(m_way);
        connect(m_way, &Choice::changed, this, &DeleteServiceSheet::tell);
        start();
    }

private:
    bool wantsTasks() const { return service().schedulingStrategy != "DAEMON" && service().desired > 0; }
    int tasks() const { return service().running + service().pending; }

    void labels() override {
        m_way->setVisible(wantsTasks());
        m_way->setWay(0, sayPlain("deleteService.down"), sayPlain("deleteService.down.what"));
        m_way->setWay(1, sayPlain("deleteService.force"), sayPlain("deleteService.force.what"));
    }
    QWidget* firstField() const override { return wantsTasks() ? m_way : nullptr; }
    Sentence look(const console::Snapshot& now) override {
        Sentence gone = ServiceSheet::look(now);
        m_way->setVisible(wantsTasks());
        return gone;
    }
    Args args() const override {
        return {{"service", serviceName()},
                {"tasks", Arg::number(tasks())},
                {"cluster", Arg::plain(clusterName())}};
    }
    Sentence will() const override {
        return say(tasks() > 0 ? "deleteService.will" : "deleteService.willEmpty", args());
    }
    std::vector<Change> changes() const override {
        return {{sayPlain("sheet.service"), QString::fromStdString(service().name), {}}};
    }
    std::vector<Call> calls() const override {
        const bool force = wantsTasks() && m_way->chosen() == 1;
        Json wanted = input();
        if (force) wanted.set("force", true);
        std::vector<Call> all;
        if (wantsTasks() && !force) {
            Json down = input();
            down.set("desiredCount", 0);
            all.push_back(update(down, "scale", "0"));
        }
        all.push_back({{"DeleteService", wanted, {{service().arn, "delete", ""}}}, service().arn});
        return all;
    }
    bool inOrder() const override { return true; }
    Danger danger() const override { return tasks() > 0 ? Danger::grave : Danger::change; }
    QString link() const override { return {}; }

    Choice* m_way;
};

} // namespace

QString deleteServiceObstacle(const Asking& asking) {
    const auto service = serviceOf(asking);
    return service && service->status != "ACTIVE" ? sayPlain("services.gone") : QString();
}

Sentence deleteServiceEffect(const Asking& asking) {
    const auto service = serviceOf(asking);
    if (!service) return {};
    const int tasks = service->running + service->pending;
    return say(tasks > 0 ? "deleteService.will" : "deleteService.willEmpty",
               {{"service", Arg::name(service->name)},
                {"tasks", Arg::number(tasks)},
                {"cluster", Arg::plain(asking.snapshot->cluster)}});
}

void openDeleteService(QWidget* host, ActRunner* runner, const Asking& asking) {
    if (serviceOf(asking)) new DeleteServiceSheet(host, runner, asking);
}

} // namespace pilothouse::ui
