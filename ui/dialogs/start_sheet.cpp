// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/start_sheet.h"

#include "core/base/arn.h"
#include "core/console/fit.h"
#include "ui/dialogs/act_runner.h"
#include "ui/dialogs/documents.h"
#include "ui/theme/style.h"
#include "ui/widgets/finding.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

Json listOf(const QString& text) {
    Json list = Json::array();
    for (const QString& word : wordsOf(text))
        list.push(word.toStdString());
    return list;
}

} // namespace

QStringList wordsOf(const QString& text) {
    static const QRegularExpression between(QStringLiteral("[,\\s]+"));
    return text.split(between, Qt::SkipEmptyParts);
}

StartSheet::StartSheet(QWidget* host, ActRunner* runner, const Asking& asking, std::string code,
                       DefinitionField::Lists lists)
    : ActSheet(host, runner, asking, std::move(code)), m_documents(new Documents(runner, snapshot(), this)),
      m_definition(new DefinitionField(runner, lists)), m_launchType(new QComboBox), m_subnets(new QLineEdit),
      m_groups(new QLineEdit), m_publicIp(new QCheckBox), m_definitionFinding(new Finding),
      m_networkFinding(new Finding), m_room(new Finding), m_network(new QWidget) {
    m_launchType->addItem(QString());
    m_launchType->addItems({QStringLiteral("EC2"), QStringLiteral("FARGATE")});
    connect(m_definition, &DefinitionField::changed, this, [this] { check(); });
    connect(m_definition, &DefinitionField::settled, this, [this] {
        m_documents->want(definitionName());
        check();
    });
    connect(m_documents, &Documents::arrived, this, [this] { check(); });
    connect(m_launchType, &QComboBox::currentIndexChanged, this, [this] { check(); });
    connect(m_subnets, &QLineEdit::textChanged, this, [this] { check(); });
    connect(m_groups, &QLineEdit::textChanged, this, [this] { check(); });
    connect(m_publicIp, &QCheckBox::toggled, this, [this] { check(); });
}

void StartSheet::addDefinition() {
    fields()->addWidget(labelled(QStringLiteral("definition"), m_definition));
    fields()->addWidget(m_definitionFinding);
}

void StartSheet::addPlace() {
    fields()->addWidget(m_room);
    fields()->addWidget(labelled(QStringLiteral("launchType"), m_launchType));
    auto* column = new QVBoxLayout(m_network);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(labelled(QStringLiteral("subnets"), m_subnets));
    column->addWidget(labelled(QStringLiteral("securityGroups"), m_groups));
    column->addWidget(labelled(QStringLiteral("publicIp"), m_publicIp));
    column->addWidget(m_networkFinding);
    m_network->hide();
    fields()->addWidget(m_network);
}

void StartSheet::labels() {
    setLabel(m_definition, sayPlain("sheet.definition"));
    m_definition->lineEdit()->setPlaceholderText(sayPlain("sheet.definition.what"));
    setLabel(m_launchType, sayPlain("sheet.launchType"));
    m_launchType->setItemText(0, sayPlain("sheet.launchType.default"));
    setLabel(m_subnets, sayPlain("sheet.subnets"));
    m_subnets->setPlaceholderText(sayPlain("sheet.subnets.what"));
    setLabel(m_groups, sayPlain("sheet.groups"));
    m_groups->setPlaceholderText(sayPlain("sheet.groups.what"));
    setLabel(m_publicIp, sayPlain("sheet.publicIp"));
    m_publicIp->setText(sayPlain("sheet.publicIp.what"));
    check();
}

const Json* StartSheet::document() const {
    return definitionName().empty() ? nullptr : m_documents->find(definitionName());
}

Arg StartSheet::definitionArg() const {
    const Json* found = document();
    const std::string arn = found ? found->str("taskDefinitionArn") : std::string();
    return Arg::name(arn.empty() ? definitionName() : std::string(lastPart(arn)));
}

bool StartSheet::hasOwnNetwork() const {
    const Json* found = document();
    return found && found->str("networkMode") == "awsvpc";
}

QString StartSheet::launchType() const {
    return m_launchType->currentIndex() > 0 ? m_launchType->currentText() : QString();
}

void StartSheet::setLaunchType(const QString& type) {
    if (const int at = m_launchType->findText(type); at > 0) m_launchType->setCurrentIndex(at);
}

void StartSheet::setNetwork(const QStringList& subnets, const QStringList& groups, bool publicIp) {
    m_subnets->setText(subnets.join(QStringLiteral(", ")));
    m_groups->setText(groups.join(QStringLiteral(", ")));
    m_publicIp->setChecked(publicIp);
}

bool StartSheet::isReady() const {
    const Json* found = document();
    return !definitionName().empty() && !m_documents->refusal(definitionName()) &&
           !(found && found->str("status") == "INACTIVE") &&
           !(hasOwnNetwork() && wordsOf(m_subnets->text()).isEmpty());
}

void StartSheet::addTo(Json& input) const {
    input.set("taskDefinition", definitionName());
    if (const QString type = launchType(); !type.isEmpty()) input.set("launchType", type.toStdString());
    if (!hasOwnNetwork()) return;
    Json network = Json::object({{"subnets", listOf(m_subnets->text())}});
    if (const Json groups = listOf(m_groups->text()); groups.size() > 0)
        network.set("securityGroups", groups);
    if (m_publicIp->isChecked()) network.set("assignPublicIp", "ENABLED");
    input.set("networkConfiguration", Json::object({{"awsvpcConfiguration", network}}));
}

void StartSheet::check() {
    checkDefinition();
    m_network->setVisible(hasOwnNetwork());
    const bool noSubnet = hasOwnNetwork() && wordsOf(m_subnets->text()).isEmpty();
    m_networkFinding->say(Shape::hint, noSubnet ? say("sheet.subnets.needed") : Sentence());
    checkRoom();
    tell();
}

void StartSheet::checkDefinition() {
    Sentence wrong;
    Shape shape = Shape::trouble;
    const Json* found = document();
    if (const Error* refused = m_documents->refusal(definitionName()); refused && !definitionName().empty()) {
        wrong = explainError(*refused).why;
    } else if (found && found->str("status") == "INACTIVE") {
        wrong = say("deploy.inactive", {{"to", definitionArg()}});
    } else if (m_definition->state() == DefinitionField::State::failed) {
        shape = Shape::hint;
        wrong = say("deploy.listFailed");
    }
    m_definitionFinding->say(shape, wrong);
    setInvalid(m_definition, !wrong.isEmpty() && shape == Shape::trouble);
}

/// By the control plane's own placement code, as far as the instances are known.
void StartSheet::checkRoom() {
    const auto now = runner()->newest();
    const console::Snapshot& where = now ? *now : snapshot();
    const Json* found = document();
    const bool instances = where.instances.state == console::PartState::ok && where.cluster == cluster() &&
                           launchType() != QLatin1String("FARGATE");
    if (!found || !instances || count() < 1) return m_room->clear();
    console::Definition definition;
    definition.arn = found->str("taskDefinitionArn");
    definition.family = found->str("family");
    definition.raw = *found;
    const console::Fit fit = console::fit(where, console::requirementOf(definition, count()));
    if (!fit.needsInstance) return m_room->clear();
    const Args args{{"placed", Arg::number(fit.placed)},
                    {"missing", Arg::number(fit.missing)},
                    {"count", Arg::number(count())}};
    m_room->say(fit.missing > 0 ? Shape::atRisk : Shape::hint, say(fit.placed == 0   ? "sheet.room.none"
                                                                   : fit.missing > 0 ? "sheet.room.some"
                                                                   : count() == 1    ? "sheet.room.one"
                                                                                     : "sheet.room.all",
                                                                   args));
}

} // namespace pilothouse::ui
