// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acts/kinds.h"
#include "ui/dialogs/act_runner.h"
#include "ui/dialogs/names.h"
#include "ui/dialogs/start_sheet.h"
#include "ui/theme/style.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/finding.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

constexpr int mostTasks = 5'000, mostPercent = 1'000;
constexpr int usualLower = 100, usualUpper = 200; // ECS's own
constexpr int mostTags = 50;

/// "team=web, stage=prod"; nothing if a part is no tag.
std::optional<Json> tagsOf(const QString& text) {
    Json tags = Json::array();
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString tag = part.trimmed();
        if (tag.isEmpty()) continue;
        const qsizetype equals = tag.indexOf(u'=');
        const QString key = tag.left(equals).trimmed(), value = tag.mid(equals + 1).trimmed();
        if (equals < 1 || key.isEmpty() || key.size() > 128 || value.size() > 256 ||
            key.startsWith(QStringLiteral("aws:"), Qt::CaseInsensitive))
            return std::nullopt;
        tags.push(Json::object({{"key", key.toStdString()}, {"value", value.toStdString()}}));
    }
    return tags.size() > mostTags ? std::nullopt : std::optional(tags);
}

/// A new service. What is left at ECS's own default is not sent.
class CreateServiceSheet : public StartSheet {
public:
    CreateServiceSheet(QWidget* host, ActRunner* runner, const Asking& asking)
        : StartSheet(host, runner, asking, "createService", DefinitionField::Lists::newest),
          m_name(new QLineEdit(asking.argument.trimmed())), m_nameFinding(new Finding),
          m_desired(new QSpinBox), m_more(new Disclosure), m_placement(new QComboBox), m_lower(new QSpinBox),
          m_upper(new QSpinBox), m_boundsFinding(new Finding), m_breaker(new QCheckBox),
          m_rollback(new QCheckBox), m_tags(new QLineEdit), m_tagsFinding(new Finding) {
        m_name->setMaxLength(mostOfAName);
        m_desired->setRange(0, mostTasks);
        m_desired->setValue(1);
        m_desired->setFixedWidth(160);
        for (QSpinBox* percent : {m_lower, m_upper}) {
            percent->setRange(0, mostPercent);
            percent->setSuffix(QStringLiteral(" %"));
            percent->setFixedWidth(160);
        }
        m_lower->setValue(usualLower);
        m_upper->setValue(usualUpper);
        m_breaker->setChecked(true);
        m_rollback->setChecked(true);
        m_placement->addItems({{}, {}, {}});
        addDefinition();
        fields()->insertWidget(0, labelled(QStringLiteral("serviceName"), m_name));
        fields()->insertWidget(1, m_nameFinding);
        fields()->addWidget(labelled(QStringLiteral("desired"), m_desired));
        addPlace();
        m_more->button()->setObjectName(QStringLiteral("more"));
        for (QWidget* row :
             {labelled(QStringLiteral("placement"), m_placement), labelled(QStringLiteral("lower"), m_lower),
              labelled(QStringLiteral("upper"), m_upper), static_cast<QWidget*>(m_boundsFinding),
              labelled(QStringLiteral("breaker"), m_breaker),
              labelled(QStringLiteral("rollback"), m_rollback), labelled(QStringLiteral("tags"), m_tags),
              static_cast<QWidget*>(m_tagsFinding)})
            m_more->body()->addWidget(row);
        fields()->addWidget(m_more);
        connect(m_more, &Disclosure::toggled, this, &CreateServiceSheet::settle);
        for (QSpinBox* box : {m_desired, m_lower, m_upper})
            connect(box, &QSpinBox::valueChanged, this, [this] { check(); });
        for (QLineEdit* line : {m_name, m_tags})
            connect(line, &QLineEdit::textChanged, this, [this] { check(); });
        for (QCheckBox* box : {m_breaker, m_rollback})
            connect(box, &QCheckBox::toggled, this, [this] { check(); });
        connect(m_placement, &QComboBox::currentIndexChanged, this, [this] { check(); });
        start();
    }

private:
    void labels() override {
        setLabel(m_name, sayPlain("sheet.name"));
        setLabel(m_desired, sayPlain("sheet.desired"));
        m_more->setText(sayPlain("createService.more"));
        setLabel(m_placement, sayPlain("createService.placement"));
        m_placement->setItemText(0, sayPlain("createService.placement.default"));
        m_placement->setItemText(1, sayPlain("createService.placement.spread"));
        m_placement->setItemText(2, sayPlain("createService.placement.pack"));
        setLabel(m_lower, sayPlain("createService.lower"));
        setLabel(m_upper, sayPlain("createService.upper"));
        setLabel(m_breaker, sayPlain("createService.breaker"));
        m_breaker->setText(sayPlain("createService.breaker.what"));
        setLabel(m_rollback, sayPlain("createService.rollback"));
        m_rollback->setText(sayPlain("createService.rollback.what"));
        setLabel(m_tags, sayPlain("sheet.tags"));
        m_tags->setPlaceholderText(sayPlain("sheet.tags.what"));
        StartSheet::labels();
    }
    QWidget* firstField() const override { return m_name; }
    int count() const override { return m_desired->value(); }
    std::string name() const { return m_name->text().trimmed().toStdString(); }

    bool isTaken() const {
        const auto now = runner()->newest();
        const console::Snapshot& where = now && now->cluster == cluster() ? *now : snapshot();
        return std::any_of(where.services.rows.begin(), where.services.rows.end(),
                           [&](const auto& row) { return row->name == name() && row->status != "INACTIVE"; });
    }
    int lower() const { return (count() * m_lower->value() + 99) / 100; }
    int upper() const { return count() * m_upper->value() / 100; }
    /// Neither may a task stop nor one more start: nothing could ever be replaced.
    bool isStuck() const { return count() > 0 && lower() >= count() && upper() <= count(); }

    void check() override {
        const Sentence wrong = name().empty()    ? Sentence()
                               : !isName(name()) ? say("sheet.nameRule")
                               : isTaken()       ? say("createService.taken", args())
                                                 : Sentence();
        m_nameFinding->say(Shape::trouble, wrong);
        setInvalid(m_name, !wrong.isEmpty());
        m_boundsFinding->say(isStuck() ? Shape::atRisk : Shape::hint,
                             say(isStuck() ? "createService.stuck" : "createService.bounds", args()));
        m_rollback->setEnabled(m_breaker->isChecked());
        m_placement->setEnabled(launchType() != QLatin1String("FARGATE"));
        const bool badTags = !tagsOf(m_tags->text());
        m_tagsFinding->say(Shape::trouble, badTags ? say("sheet.tagsRule") : Sentence());
        setInvalid(m_tags, badTags);
        StartSheet::check();
    }

    Args args() const override {
        return {{"service", Arg::name(name())},         {"definition", definitionArg()},
                {"cluster", Arg::plain(clusterName())}, {"count", Arg::number(count())},
                {"lower", Arg::number(lower())},        {"upper", Arg::number(upper())}};
    }
    Sentence will() const override {
        if (definition()->state() == DefinitionField::State::read && definition()->isEmpty() &&
            definitionName().empty())
            return say("run.noDefinitions", args());
        if (name().empty() || definitionName().empty()) return say("createService.choose", args());
        return say(count() == 0 ? "createService.willEmpty" : "createService.will", args());
    }
    std::vector<Call> calls() const override {
        const auto tags = tagsOf(m_tags->text());
        if (!isName(name()) || isTaken() || !isReady() || !tags) return {};
        Json input = Json::object({{"cluster", cluster()}, {"serviceName", name()}});
        addTo(input);
        input.set("desiredCount", count());
        if (const Json bounds = deployment(); bounds.size() > 0) input.set("deploymentConfiguration", bounds);
        if (const Json strategy = placement(); strategy.size() > 0) input.set("placementStrategy", strategy);
        if (tags->size() > 0) input.set("tags", *tags);
        return {{{"CreateService", input, {}}, name()}};
    }
    Json deployment() const {
        Json all = Json::object();
        if (m_lower->value() != usualLower) all.set("minimumHealthyPercent", m_lower->value());
        if (m_upper->value() != usualUpper) all.set("maximumPercent", m_upper->value());
        if (m_breaker->isChecked())
            all.set("deploymentCircuitBreaker",
                    Json::object({{"enable", true}, {"rollback", m_rollback->isChecked()}}));
        return all;
    }
    Json placement() const {
        if (!m_placement->isEnabled()) return Json::array();
        const auto rule = [](const char* type, const char* field) {
            return Json::object({{"type", type}, {"field", field}});
        };
        if (m_placement->currentIndex() == 1)
            return Json::array(
                {rule("spread", "attribute:ecs.availability-zone"), rule("spread", "instanceId")});
        if (m_placement->currentIndex() == 2) return Json::array({rule("binpack", "memory")});
        return Json::array();
    }
    Danger danger() const override { return Danger::none; }
    bool follows() const override { return true; }
    QString link() const override { return QStringLiteral("service/") + QString::fromStdString(name()); }

    QLineEdit* m_name;
    Finding* m_nameFinding;
    QSpinBox* m_desired;
    Disclosure* m_more;
    QComboBox* m_placement;
    QSpinBox *m_lower, *m_upper;
    Finding* m_boundsFinding;
    QCheckBox *m_breaker, *m_rollback;
    QLineEdit* m_tags;
    Finding* m_tagsFinding;
};

} // namespace

void openCreateService(QWidget* host, ActRunner* runner, const Asking& asking) {
    new CreateServiceSheet(host, runner, asking);
}

} // namespace pilothouse::ui
