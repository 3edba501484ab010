// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/topology_fit.h"

#include "core/console/merge.h"
#include "ui/models/instance_names.h"
#include "ui/theme/icons.h"
#include "ui/widgets/capacity_bar.h"
#include "ui/widgets/label.h"
#include "ui/words/errors.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace pilothouse::ui {

using console::FitRule;

namespace {

QString q(const std::string& text) {
    return QString::fromStdString(text);
}

const console::Shortage* worstOf(const console::InstanceFit& fit) {
    // What binds most often comes first: memory, then the rest in the order in which they are asked.
    for (const auto& shortage : fit.shortages)
        if (shortage.rule == FitRule::memory) return &shortage;
    return fit.shortages.empty() ? nullptr : &fit.shortages.front();
}

FitNote noteOf(const console::InstanceFit& fit) {
    if (fit.placed > 0)
        return {sayPlain("map.fit.takes", {{"count", Arg::number(fit.placed)}}), Tone::ok, true};
    if (fit.room > 0)
        return {sayPlain("map.fit.room", {{"count", Arg::number(fit.room)}}), Tone::text2, true};
    const console::Shortage* shortage = worstOf(fit);
    if (!shortage) return {};
    const int lacks = shortage->needs - shortage->has;
    switch (shortage->rule) {
    case FitRule::memory:
        return {sayPlain("map.fit.short.memory", {{"lacks", Arg::plain(memoryText(lacks))}}), Tone::warn,
                false};
    case FitRule::cpu:
        return {sayPlain("map.fit.short.cpu", {{"lacks", Arg::number(lacks)}}), Tone::warn, false};
    case FitRule::ports:
        return {sayPlain("map.fit.short.ports"), Tone::warn, false};
    case FitRule::distinct:
        return {sayPlain("map.fit.short.distinct"), Tone::warn, false};
    default:
        return {sayPlain("map.fit.takesNone"), Tone::text3, false};
    }
}

std::string definitionOf(const console::Service& service) {
    return service.deployments.empty() ? service.taskDefinition : service.deployments.front().taskDefinition;
}

} // namespace

TopologyFit::TopologyFit(QWidget* parent)
    : QWidget(parent), m_snapshot(std::make_shared<console::Snapshot>()),
      m_title(new Label({}, 15, Tone::text, Weight::bold)), m_close(new QToolButton), m_what(new QComboBox),
      m_count(new QSpinBox), m_needs(new StateSentence(12)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->setSpacing(4);
    m_close->setIcon(icon(QStringLiteral("x")));
    m_close->setFixedSize(28, 28);
    head->addWidget(m_title, 1);
    head->addWidget(m_close);
    column->addLayout(head);
    auto* question = new QHBoxLayout;
    question->setSpacing(8);
    m_count->setRange(1, console::mostToFit);
    m_count->setFixedWidth(72);
    m_what->setMinimumWidth(80);
    m_what->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    question->addWidget(m_count);
    question->addWidget(m_what, 1);
    column->addLayout(question);
    column->addWidget(m_needs);
    m_answer = new QVBoxLayout;
    m_answer->setSpacing(2);
    column->addLayout(m_answer);
    connect(m_close, &QToolButton::clicked, this, &TopologyFit::closed);
    connect(m_what, &QComboBox::activated, this, &TopologyFit::ask);
    connect(m_count, &QSpinBox::valueChanged, this, &TopologyFit::ask);
    connect(m_needs, &QLabel::linkActivated, this, &TopologyFit::linkActivated);
    rename();
}

QWidget* TopologyFit::first() const {
    return m_what;
}

int TopologyFit::count() const {
    return m_count->value();
}

const TopologyFit::Choice* TopologyFit::chosen() const {
    const int at = m_what->currentIndex();
    return at >= 0 && at < int(m_choices.size()) ? &m_choices[std::size_t(at)] : nullptr;
}

QString TopologyFit::name() const {
    return chosen() ? chosen()->name : QString();
}

std::string TopologyFit::wanted() const {
    return chosen() ? chosen()->definition : std::string();
}

void TopologyFit::choose(const QString& service) {
    m_wish = service;
    fill();
    ask();
}

void TopologyFit::apply(const std::shared_ptr<const console::Snapshot>& snapshot) {
    m_snapshot = snapshot;
    const std::string before = wanted();
    fill();
    answer();
    if (wanted() != before) emit changed(); // a service was rolled to another revision
}

/// Services by name, then the families that run or are registered. What is chosen stays chosen.
void TopologyFit::fill() {
    std::vector<Choice> choices;
    for (const auto& service : m_snapshot->services.rows)
        choices.push_back({q(service->name), service->arn, definitionOf(*service)});
    std::sort(choices.begin(), choices.end(),
              [](const Choice& a, const Choice& b) { return a.name < b.name; });
    for (const auto& family : m_snapshot->families.rows)
        if (!family->active.empty())
            choices.push_back(
                {q(family->name) + u':' + QString::number(family->active.front()), {}, family->newestArn});
    const Choice now = chosen() ? *chosen() : Choice{};
    if (choices != m_choices) {
        m_choices = std::move(choices);
        const QSignalBlocker quiet(m_what);
        m_what->clear();
        for (const Choice& choice : m_choices)
            m_what->addItem(
                icon(choice.service.empty() ? QStringLiteral("taskdef") : QStringLiteral("services")),
                choice.name);
        for (std::size_t i = 0; i < m_choices.size(); ++i)
            if (m_choices[i].name == now.name && m_choices[i].service == now.service)
                m_what->setCurrentIndex(int(i));
    }
    if (m_wish.isEmpty()) return;
    for (std::size_t i = 0; i < m_choices.size(); ++i)
        if (m_choices[i].name == m_wish) {
            m_what->setCurrentIndex(int(i));
            m_wish.clear();
            return;
        }
}

void TopologyFit::ask() {
    answer();
    emit changed();
}

/// Anew whenever instances, tasks or the question change; it is a matter of microseconds an instance.
void TopologyFit::answer() {
    m_fit.reset();
    while (QLayoutItem* item = m_answer->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    const Choice* choice = chosen();
    if (!choice) return m_needs->setSentence(say("map.fit.nothing").toned(Tone::text2));
    const auto definition = console::findRow(m_snapshot->definitions.rows, choice->definition);
    if (!definition) {
        const auto& part = m_snapshot->definitions;
        const bool failed = part.error && part.state != console::PartState::ok;
        return m_needs->setSentence(
            (failed ? explainError(*part.error).why : say("page.loading")).toned(Tone::text2));
    }
    const auto service = console::findRow(m_snapshot->services.rows, choice->service);
    const console::Requirement requirement = service ? console::requirementOf(*definition, *service, count())
                                                     : console::requirementOf(*definition, count());
    m_cpu = requirement.cpu();
    m_memory = requirement.memory();
    m_fit = console::fit(*m_snapshot, requirement);
    const QString revision = q(definition->family) + u':' + QString::number(definition->revision);
    m_needs->setSentence(
        say("map.fit.needs", {{"count", Arg::number(count())},
                              {"definition", Arg::name(revision, QStringLiteral("definition/") + revision)},
                              {"cpu", Arg::number(m_cpu)},
                              {"memory", Arg::plain(memoryText(m_memory))}})
            .toned(Tone::text2));
    if (!m_fit->needsInstance) return addRow(Shape::healthy, sayPlain("map.fit.fargate"), {}, Tone::text2);
    const Args counts{{"placed", Arg::number(m_fit->placed)},
                      {"count", Arg::number(count())},
                      {"takers", Arg::number(m_fit->takers())},
                      {"instances", Arg::number(std::int64_t(m_fit->instances.size()))}};
    const bool all = m_fit->missing == 0;
    addRow(all ? Shape::healthy : Shape::atRisk,
           sayPlain(all                 ? "map.fit.all"
                    : m_fit->placed > 0 ? "map.fit.some"
                                        : "map.fit.none",
                    counts),
           {}, Tone::text);
    static constexpr std::pair<FitRule, std::string_view> rules[] = {
        {FitRule::memory, "map.fit.rule.memory"},      {FitRule::cpu, "map.fit.rule.cpu"},
        {FitRule::ports, "map.fit.rule.ports"},        {FitRule::distinct, "map.fit.rule.distinct"},
        {FitRule::notActive, "map.fit.rule.draining"}, {FitRule::agent, "map.fit.rule.agent"}};
    for (const auto& [rule, code] : rules)
        if (const int n = m_fit->failing(rule); n > 0)
            addRow(Shape::unknown, sayPlain(code), numberText(n), Tone::text2);
    for (const std::string& expression : m_fit->notJudged)
        addRow(Shape::hint, sayPlain("map.fit.notJudged", {{"words", Arg::plain(q(expression))}}), {},
               Tone::text2);
    if (!all) addNearest();
}

void TopologyFit::addRow(Shape shape, const QString& text, const QString& end, Tone tone) {
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    const bool head = shape != Shape::unknown;
    auto* mark = new StatusShape(shape, 10);
    line->addWidget(mark, 0, Qt::AlignVCenter);
    if (!head) mark->setVisible(false);
    if (!head) line->setContentsMargins(18, 0, 0, 0);
    auto* words = new Label(text, 12, tone, shape == Shape::hint || !head ? Weight::regular : Weight::strong);
    words->setWordWrap(head);
    words->setMinimumWidth(40);
    line->addWidget(words, 1);
    if (!end.isEmpty()) line->addWidget(new Label(end, 12, Tone::text3));
    row->setMinimumHeight(22);
    row->setAccessibleName(end.isEmpty() ? text : text + QStringLiteral(": ") + end);
    m_answer->addWidget(row);
}

/// The instances that lack least, each against what is needed.
void TopologyFit::addNearest() {
    const auto nearest = m_fit->nearest();
    if (nearest.empty()) return;
    auto* title = new Label(sayPlain("map.fit.nearest"), 11, Tone::text3, Weight::strong);
    title->setContentsMargins(0, 6, 0, 2);
    m_answer->addWidget(title);
    for (const std::size_t at : nearest) {
        const auto& fit = m_fit->instances[at];
        const auto instance = console::findRow(m_snapshot->instances.rows, fit.arn);
        const console::Shortage* shortage = worstOf(fit);
        if (!instance || !shortage) continue;
        auto* row = new QWidget;
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(8);
        auto* name = new Label(shortInstance(nameOf(*instance)), 12);
        name->setMono();
        auto* bar = new CapacityBar;
        bar->set(shortage->has, shortage->needs);
        auto* lacks = new Label(noteOf(fit).text, 12, Tone::warn);
        line->addWidget(name);
        line->addWidget(bar, 1);
        line->addWidget(lacks);
        row->setMinimumHeight(22);
        row->setAccessibleName(name->text() + QStringLiteral(": ") + lacks->text());
        m_answer->addWidget(row);
    }
}

std::vector<FitNote> TopologyFit::notes() const {
    std::vector<FitNote> notes;
    if (!m_fit || !m_fit->needsInstance) return notes;
    notes.reserve(m_fit->instances.size());
    for (const auto& fit : m_fit->instances)
        notes.push_back(noteOf(fit));
    return notes;
}

std::vector<Sentence> TopologyFit::shortages(std::string_view arn) const {
    std::vector<Sentence> told;
    if (!m_fit) return told;
    for (const auto& fit : m_fit->instances)
        if (fit.arn == arn)
            for (const auto& shortage : fit.shortages)
                told.push_back(sayReason(console::explain(shortage)));
    return told;
}

void TopologyFit::rename() {
    m_title->setText(sayPlain("map.fit.title"));
    m_close->setAccessibleName(sayPlain("map.fit.close"));
    m_close->setToolTip(sayPlain("map.fit.close"));
    m_what->setAccessibleName(sayPlain("map.fit.what"));
    m_what->setToolTip(sayPlain("map.fit.what"));
    m_count->setAccessibleName(sayPlain("map.fit.count"));
    m_count->setToolTip(sayPlain("map.fit.count"));
    answer();
}

} // namespace pilothouse::ui
