// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "ui/acts/find.h"
#include "ui/acts/kinds.h"
#include "ui/dialogs/definition_field.h"
#include "ui/dialogs/documents.h"
#include "ui/dialogs/service_sheet.h"
#include "ui/theme/style.h"
#include "ui/widgets/finding.h"

#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

std::string familyOf(const std::string& arn) {
    const std::string name(lastPart(arn));
    return name.substr(0, name.rfind(':'));
}

/// "44" is a revision of the service's own family; anything else is taken as it is.
QString wantedOf(const Asking& asking, const console::Service& service) {
    const QString typed = asking.argument.trimmed();
    bool number = false;
    typed.toInt(&number);
    return number ? q(familyOf(service.taskDefinition)) + u':' + typed : typed;
}

/// Another revision: of the service's family to choose from, any to type. What it changes is shown before.
class DeploySheet : public ServiceSheet {
public:
    DeploySheet(QWidget* host, ActRunner* runner, const Asking& asking)
        : ServiceSheet(host, runner, asking, "deploy"), m_documents(new Documents(runner, snapshot(), this)),
          m_definition(new DefinitionField(runner, DefinitionField::Lists::revisions,
                                           familyOf(service().taskDefinition))),
          m_finding(new Finding) {
        if (const QString wanted = wantedOf(asking, service()); !wanted.isEmpty())
            m_definition->setName(wanted);
        fields()->addWidget(labelled(QStringLiteral("deployDefinition"), m_definition));
        fields()->addWidget(m_finding);
        connect(m_definition, &DefinitionField::changed, this, &DeploySheet::check);
        connect(m_definition, &DefinitionField::settled, this, [this] {
            m_documents->want(name());
            check();
        });
        connect(m_documents, &Documents::arrived, this, &DeploySheet::check);
        m_documents->want(service().taskDefinition);
        start();
        check();
    }

private:
    void labels() override {
        setLabel(m_definition, sayPlain("sheet.definition"));
        m_definition->lineEdit()->setPlaceholderText(sayPlain("sheet.definition.what"));
        check();
    }
    QWidget* firstField() const override { return m_definition; }
    std::string name() const { return m_definition->name().toStdString(); }
    bool isSame() const { return lastPart(name()) == lastPart(service().taskDefinition); }
    /// The revision that it stands for, where the endpoint has said so.
    std::string resolved() const {
        const Json* document = m_documents->find(name());
        const std::string arn = document ? document->str("taskDefinitionArn") : std::string();
        return std::string(lastPart(arn.empty() ? name() : arn));
    }

    void check() {
        Sentence wrong;
        Shape shape = Shape::trouble;
        if (const Error* refused = name().empty() ? nullptr : m_documents->refusal(name())) {
            wrong = explainError(*refused).why;
        } else if (const Json* document = m_documents->find(name());
                   document && document->str("status") == "INACTIVE") {
            wrong = say("deploy.inactive", args());
        } else if (m_definition->state() == DefinitionField::State::failed) {
            shape = Shape::hint;
            wrong = say("deploy.listFailed");
        }
        m_finding->say(shape, wrong);
        setInvalid(m_definition, !wrong.isEmpty() && shape == Shape::trouble);
        tell();
    }
    bool isRefused() const {
        const Json* document = m_documents->find(name());
        return m_documents->refusal(name()) || (document && document->str("status") == "INACTIVE");
    }

    Args args() const override {
        const auto [lower, upper] = Bounds::of(service());
        return {{"service", serviceName()},
                {"running", Arg::number(service().running)},
                {"from", Arg::name(lastPart(service().taskDefinition))},
                {"to", Arg::name(resolved(), {}, Tone::change)},
                {"lower", Arg::number(lower)},
                {"upper", Arg::number(upper)}};
    }
    Sentence will() const override {
        if (name().empty())
            return say(m_definition->state() == DefinitionField::State::reading ? "run.readingDefinitions"
                                                                                : "deploy.choose",
                       args());
        if (isSame()) return say("deploy.same", args());
        Sentence all = say("deploy.will", args());
        if (service().running > 0) all += say("deploy.bounds", args());
        return all;
    }
    std::vector<Change> changes() const override {
        if (name().empty() || isSame()) return {};
        std::vector<Change> all{
            {sayPlain("sheet.definition"), q(lastPart(service().taskDefinition)), q(resolved())}};
        const Json* before = m_documents->find(service().taskDefinition);
        const Json* after = m_documents->find(name());
        if (before && after)
            for (Change& change : changesBetween(*before, *after))
                all.push_back(std::move(change));
        return all;
    }
    std::vector<Call> calls() const override {
        if (name().empty() || isSame() || isRefused()) return {};
        Json wanted = input();
        wanted.set("taskDefinition", name());
        return {update(wanted, "deploy")};
    }
    Danger danger() const override { return Danger::change; }
    bool isDestructive() const override { return false; }
    bool follows() const override { return true; }

    Documents* m_documents;
    DefinitionField* m_definition;
    Finding* m_finding;
};

} // namespace

Sentence deployEffect(const Asking& asking) {
    const auto service = serviceOf(asking);
    const QString wanted = service ? wantedOf(asking, *service) : QString();
    if (wanted.isEmpty()) return {};
    const bool same = wanted.toStdString() == lastPart(service->taskDefinition);
    return say(same ? "deploy.same" : "deploy.will", {{"service", Arg::name(service->name)},
                                                      {"running", Arg::number(service->running)},
                                                      {"from", Arg::name(lastPart(service->taskDefinition))},
                                                      {"to", Arg::name(wanted, {}, Tone::change)}});
}

std::optional<console::Act> deployRequest(const Asking& asking) {
    const auto service = serviceOf(asking);
    const QString wanted = service ? wantedOf(asking, *service) : QString();
    if (wanted.isEmpty() || wanted.toStdString() == lastPart(service->taskDefinition)) return std::nullopt;
    return console::Act{"UpdateService",
                        Json::object({{"cluster", asking.snapshot->cluster},
                                      {"service", service->name},
                                      {"taskDefinition", wanted.toStdString()}}),
                        {{service->arn, "deploy", ""}}};
}

void openDeploy(QWidget* host, ActRunner* runner, const Asking& asking) {
    if (serviceOf(asking)) new DeploySheet(host, runner, asking);
}

} // namespace pilothouse::ui
