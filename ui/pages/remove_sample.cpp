// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/remove_sample.h"

#include "ui/frame/sample_acts.h"

namespace pilothouse::ui {

RemoveSampleSheet* RemoveSampleSheet::open(QWidget* host, SampleActs& sample,
                                           const console::Snapshot& snapshot) {
    return new RemoveSampleSheet(host, sample, snapshot);
}

RemoveSampleSheet::RemoveSampleSheet(QWidget* host, SampleActs& sample, const console::Snapshot& snapshot)
    : Sheet(host, Place::of(snapshot).text()), m_sample(sample) {
    for (const auto& service : snapshot.services.rows)
        if (SampleActs::isSample(*service) && service->status == "ACTIVE") {
            m_services.push_back(QString::fromStdString(service->name));
            m_tasks += service->running + service->pending;
        }
    start();
}

void RemoveSampleSheet::retranslate() {
    setTitle(sayPlain("services.removeSample"));
    Arg names;
    for (const QString& name : m_services)
        names.items.push_back(Arg::name(name));
    names.count = std::int64_t(m_services.size());
    setWill(say("services.removeSample.will", {{"names", names}, {"tasks", Arg::number(m_tasks)}}));
    setPrimary(sayPlain("services.removeSample"), true, true);
}

void RemoveSampleSheet::submit() {
    m_sample.remove();
    close();
}

} // namespace pilothouse::ui
