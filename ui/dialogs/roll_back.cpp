// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "ui/acts/find.h"
#include "ui/acts/kinds.h"
#include "ui/dialogs/documents.h"
#include "ui/dialogs/earlier_states.h"
#include "ui/dialogs/service_sheet.h"
#include "ui/widgets/finding.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// Back to a state in which the service was once deployed, to choose from: the last one first.
class RollBackSheet : public ServiceSheet {
public:
    RollBackSheet(QWidget* host, ActRunner* runner, const Asking& asking)
        : ServiceSheet(host, runner, asking, "rollBack"),
          m_states(new EarlierStates(runner, snapshot(), service(), this)),
          m_documents(new Documents(runner, snapshot(), this)), m_choice(new QComboBox),
          m_finding(new Finding), m_asked(asking.argument.trimmed()) {
        m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        fields()->addWidget(labelled(QStringLiteral("earlier"), m_choice));
        fields()->addWidget(m_finding);
        connect(m_states, &EarlierStates::arrived, this, &RollBackSheet::fill);
        connect(m_documents, &Documents::arrived, this, &RollBackSheet::check);
        connect(m_choice, &QComboBox::currentIndexChanged, this, &RollBackSheet::choose);
        connect(m_choice, &QComboBox::activated, this, [this] { m_touched = true; });
        m_documents->want(service().taskDefinition);
        start();
        fill();
    }

private:
    void labels() override {
        setLabel(m_choice, sayPlain("rollBack.to"));
        for (int i = 0; i < m_choice->count(); ++i)
            m_choice->setItemText(i, textOf(m_states->states()[std::size_t(i)]));
        check();
    }
    QWidget* firstField() const override { return m_choice; }

    static QString textOf(const EarlierState& state) {
        return sayPlain(
            state.at > 0 ? "rollBack.state" : "rollBack.revision",
            {{"definition", Arg::plain(lastPart(state.definition))}, {"time", Arg::clock(state.at)}});
    }
    /// What was chosen stays chosen when more arrives.
    void fill() {
        const std::string chosen = definition();
        int at = 0; // of what was asked for, until a person chooses another
        {
            const QSignalBlocker quiet(m_choice);
            m_choice->clear();
            for (const EarlierState& state : m_states->states()) {
                const bool asked = !m_asked.isEmpty() && lastPart(state.definition) == m_asked.toStdString();
                if (m_touched || m_asked.isEmpty() ? state.definition == chosen : asked)
                    at = m_choice->count();
                m_choice->addItem(textOf(state));
            }
            m_choice->setCurrentIndex(m_choice->count() > 0 ? at : -1);
        }
        m_choice->setEnabled(m_choice->count() > 0);
        choose();
    }
    void choose() {
        if (const std::string arn = definition(); !arn.empty()) m_documents->want(arn);
        check();
    }
    const EarlierState* chosen() const {
        const int at = m_choice->currentIndex();
        return at >= 0 && std::size_t(at) < m_states->states().size() ? &m_states->states()[std::size_t(at)]
                                                                      : nullptr;
    }
    std::string definition() const { return chosen() ? chosen()->definition : std::string(); }
    bool isInactive() const {
        const Json* document = m_documents->find(definition());
        return document && document->str("status") == "INACTIVE";
    }
    void check() {
        Sentence said;
        Shape shape = Shape::hint;
        if (isInactive()) {
            shape = Shape::trouble;
            said = say("deploy.inactive", args());
        } else if (chosen() && !m_states->deployed()) {
            said = say("rollBack.onlyRevisions", args());
        }
        m_finding->say(shape, said);
        tell();
    }

    Args args() const override {
        const auto [lower, upper] = Bounds::of(service());
        Args all{{"service", serviceName()},
                 {"running", Arg::number(service().running)},
                 {"from", Arg::name(lastPart(service().taskDefinition))},
                 {"to", Arg::name(lastPart(definition()), {}, Tone::change)},
                 {"lower", Arg::number(lower)},
                 {"upper", Arg::number(upper)}};
        return all;
    }
    Sentence will() const override {
        if (!chosen()) return say(m_states->isReading() ? "rollBack.reading" : "rollBack.none", args());
        Sentence all = say("rollBack.will", args());
        if (service().running > 0) all += say("deploy.bounds", args());
        return all;
    }
    std::vector<Change> changes() const override {
        if (!chosen()) return {};
        std::vector<Change> all{
            {sayPlain("sheet.definition"), q(lastPart(service().taskDefinition)), q(lastPart(definition()))}};
        const Json* before = m_documents->find(service().taskDefinition);
        const Json* after = m_documents->find(definition());
        if (before && after)
            for (Change& change : changesBetween(*before, *after))
                all.push_back(std::move(change));
        return all;
    }
    std::vector<Call> calls() const override {
        if (!chosen() || isInactive() || definition() == service().taskDefinition) return {};
        Json wanted = input();
        wanted.set("taskDefinition", definition());
        return {update(wanted, "deploy")};
    }
    Danger danger() const override { return Danger::change; }
    bool isDestructive() const override { return false; }
    bool follows() const override { return true; }

    EarlierStates* m_states;
    Documents* m_documents;
    QComboBox* m_choice;
    Finding* m_finding;
    QString m_asked; ///< family:revision; empty: the last one
    bool m_touched = false;
};

} // namespace

Sentence rollBackEffect(const Asking& asking) {
    const auto service = serviceOf(asking);
    return service ? say("rollBack.effect", {{"service", Arg::name(service->name)}}) : Sentence();
}

void openRollBack(QWidget* host, ActRunner* runner, const Asking& asking) {
    if (serviceOf(asking)) new RollBackSheet(host, runner, asking);
}

} // namespace pilothouse::ui
