// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_definition_tab.h"

#include "core/base/arn.h"
#include "core/console/merge.h"
#include "ui/widgets/diff_view.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/json_text.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/label.h"
#include "ui/widgets/list_state.h"
#include "ui/widgets/panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace pilothouse::ui {

using console::PartState;

namespace {

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

int revisionOf(std::string_view arn) {
    const auto colon = arn.rfind(':');
    int number = 0;
    for (char c : arn.substr(colon + 1))
        number = c >= '0' && c <= '9' ? number * 10 + (c - '0') : number;
    return number;
}

std::string withoutRevision(const std::string& arn) {
    return arn.substr(0, arn.rfind(':'));
}

} // namespace

std::vector<std::string> revisionsOf(const console::Service& service, const console::Snapshot& snapshot) {
    const std::string stem = withoutRevision(service.taskDefinition);
    const std::string family(lastPart(stem));
    std::set<std::string> all{service.taskDefinition};
    for (const auto& row : snapshot.families.rows)
        if (row->name == family)
            for (const auto* revisions : {&row->active, &row->inactive})
                for (int revision : *revisions)
                    all.insert(stem + ":" + std::to_string(revision));
    for (const auto& deployment : service.deployments)
        if (withoutRevision(deployment.taskDefinition) == stem) all.insert(deployment.taskDefinition);
    std::vector<std::string> made(all.begin(), all.end());
    std::sort(made.begin(), made.end(),
              [](const auto& a, const auto& b) { return revisionOf(a) > revisionOf(b); });
    return made;
}

ServiceDefinitionTab::ServiceDefinitionTab(QWidget* parent)
    : ServiceTab(parent), m_show(new Label({}, 13, Tone::text2)), m_against(new Label({}, 13, Tone::text2)),
      m_newer(new QComboBox), m_older(new QComboBox), m_link(new StateSentence(13)),
      m_stack(new QStackedWidget), m_state(new ListState), m_diff(new DiffView), m_json(new JsonView) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(24, 8, 24, 8);
    row->setSpacing(8);
    for (QComboBox* box : {m_newer, m_older}) {
        box->setMinimumWidth(168);
        box->setMaxVisibleItems(20);
    }
    row->addWidget(m_show);
    row->addWidget(m_newer);
    row->addWidget(m_against);
    row->addWidget(m_older);
    row->addSpacing(8);
    row->addWidget(m_link, 1);
    column->addLayout(row);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_diff);
    m_stack->addWidget(m_json);
    column->addWidget(m_stack, 1);
    connect(m_newer, &QComboBox::activated, this, [this] { choose(); });
    connect(m_older, &QComboBox::activated, this, [this] { choose(); });
    connect(m_link, &QLabel::linkActivated, this, &ServiceTab::navigate);
}

std::string ServiceDefinitionTab::newer() const {
    return m_newer->currentData().toString().toStdString();
}

std::string ServiceDefinitionTab::older() const {
    return m_older->currentData().toString().toStdString();
}

std::set<std::string> ServiceDefinitionTab::definitions() const {
    std::set<std::string> all{newer(), older()};
    all.erase("");
    return all;
}

void ServiceDefinitionTab::reset() {
    m_olderChosen.clear();
    m_newerChosen.clear();
    m_alone = false;
    m_revisions.clear();
}

void ServiceDefinitionTab::choose() {
    m_newerChosen = newer();
    m_olderChosen = older();
    m_alone = m_olderChosen.empty();
    emit wantsChanged();
    tell();
}

/// By itself it shows what the service is set to against the revision before.
void ServiceDefinitionTab::fill() {
    const auto before = definitions();
    const std::string now = m_view.service->taskDefinition;
    const std::string wantedNewer = m_newerChosen.empty() ? now : m_newerChosen;
    std::string wantedOlder = m_olderChosen;
    if (wantedOlder.empty() && !m_alone)
        for (const std::string& revision : m_revisions)
            if (wantedOlder.empty() && revisionOf(revision) < revisionOf(wantedNewer)) wantedOlder = revision;
    const QSignalBlocker quietNewer(m_newer), quietOlder(m_older);
    m_newer->clear();
    m_older->clear();
    m_older->addItem(sayPlain("definitionTab.alone"), QString());
    for (const std::string& revision : m_revisions) {
        const QString name = q(lastPart(revision));
        m_newer->addItem(revision == now ? sayPlain("definitionTab.now", {{"name", Arg::plain(name)}}) : name,
                         q(revision));
        m_older->addItem(m_newer->itemText(m_newer->count() - 1), q(revision));
    }
    m_newer->setCurrentIndex(std::max(0, m_newer->findData(q(wantedNewer))));
    m_older->setCurrentIndex(std::max(0, m_older->findData(q(wantedOlder))));
    if (definitions() != before) emit wantsChanged();
}

void ServiceDefinitionTab::apply(const ServiceView& view) {
    const bool moved = !m_view.service || m_view.service->taskDefinition != view.service->taskDefinition;
    m_view = view;
    auto revisions = revisionsOf(*view.service, *view.snapshot);
    if (revisions != m_revisions || moved) {
        m_revisions = std::move(revisions);
        fill();
    }
    tell();
}

void ServiceDefinitionTab::tell() {
    if (!m_view.service) return;
    const auto& part = m_view.snapshot->definitions;
    const auto after = console::findRow(part.rows, newer());
    const auto before = older().empty() ? nullptr : console::findRow(part.rows, older());
    const QString name = q(lastPart(newer()));
    m_link->setSentence(say("definitionTab.open",
                            {{"name", Arg::name(name, QStringLiteral("definition/") + name, Tone::you)}}));
    if (after && older().empty()) {
        if (!(m_json->document() == after->raw)) m_json->set(after->raw);
        m_stack->setCurrentWidget(m_json);
    } else if (after && before) {
        m_diff->set(before->raw, m_older->currentText(), after->raw, m_newer->currentText());
        m_stack->setCurrentWidget(m_diff);
    } else {
        if (part.error && part.state != PartState::loading && part.state != PartState::ok)
            m_state->showError(*part.error);
        else
            m_state->show(ListState::Kind::loading, say("definitionTab.reading"));
        m_stack->setCurrentWidget(m_state);
    }
}

QWidget* ServiceDefinitionTab::mainWidget() {
    return m_newer;
}

bool ServiceDefinitionTab::find() {
    if (m_stack->currentWidget() != m_json) return false;
    m_json->findBar()->open();
    return true;
}

void ServiceDefinitionTab::rename() {
    m_show->setText(sayPlain("definitionTab.show"));
    m_against->setText(sayPlain("definitionTab.against"));
    m_newer->setAccessibleName(sayPlain("definitionTab.newer"));
    m_older->setAccessibleName(sayPlain("definitionTab.older"));
    m_newer->setToolTip(m_newer->accessibleName());
    m_older->setToolTip(m_older->accessibleName());
    if (m_view.service) fill();
    tell();
}

} // namespace pilothouse::ui
