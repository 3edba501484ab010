// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/overrides_box.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/finding.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"

#include <QHBoxLayout>
#include <QIntValidator>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

constexpr int labelWidth = 96, environmentHeight = 64;

Label* rowLabel(QHBoxLayout* row) {
    auto* label = new Label({}, 13, Tone::text2);
    label->setFixedWidth(labelWidth);
    row->addWidget(label);
    return label;
}

QHBoxLayout* row(QVBoxLayout* column) {
    auto* made = new QHBoxLayout;
    made->setSpacing(8);
    column->addLayout(made);
    return made;
}

QLineEdit* numberField() {
    auto* field = new QLineEdit;
    field->setValidator(new QIntValidator(1, 100'000'000, field));
    return field;
}

const Json* containerOf(const Json& list, const std::string& name) {
    for (const Json& item : list.items())
        if (item.str("name") == name) return &item;
    return nullptr;
}

QString memberText(const Json* container, const char* member) {
    const Json& value = container ? container->at(member) : Json();
    return value.isNumber() ? QString::number(value.asInt()) : QString::fromStdString(value.asString());
}

} // namespace

OverridesBox::OverridesBox(QWidget* parent)
    : QWidget(parent), m_cpu(numberField()), m_memory(numberField()), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    auto* size = row(m_column);
    m_labels.push_back(rowLabel(size));
    size->addWidget(m_cpu);
    size->addWidget(m_memory);
    m_cpu->setObjectName(QStringLiteral("taskCpu"));
    m_memory->setObjectName(QStringLiteral("taskMemory"));
    for (QLineEdit* field : {m_cpu, m_memory})
        connect(field, &QLineEdit::textChanged, this, &OverridesBox::changed);
}

OverridesBox::Container OverridesBox::make(const std::string& name, int number) {
    Container made{name,
                   new QWidget,
                   new Label({}, 13, Tone::text, Weight::bold),
                   new QLineEdit,
                   numberField(),
                   numberField(),
                   new QPlainTextEdit,
                   new Finding,
                   {}};
    const QString prefix = QStringLiteral("container%1").arg(number);
    auto* column = new QVBoxLayout(made.box);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(8);
    made.title->setText(QString::fromStdString(name));
    column->addWidget(made.title);
    made.command->setFont(monoFont(12));
    made.command->setObjectName(prefix + QStringLiteral("Command"));
    auto* line = row(column);
    made.labels.push_back(rowLabel(line));
    line->addWidget(made.command);
    made.environment->setFont(monoFont(12));
    made.environment->setFixedHeight(environmentHeight);
    made.environment->setTabChangesFocus(true);
    made.environment->setObjectName(prefix + QStringLiteral("Environment"));
    line = row(column);
    made.labels.push_back(rowLabel(line));
    made.labels.back()->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    made.labels.back()->setContentsMargins(0, 4, 0, 0);
    made.environment->setFrameShape(QFrame::NoFrame);
    auto* ground = new Panel(nullptr, Ground::sunken);
    ground->body()->setContentsMargins(1, 1, 1, 1);
    made.environment->viewport()->setAutoFillBackground(false);
    ground->body()->addWidget(made.environment);
    line->addWidget(ground);
    column->addWidget(made.finding);
    made.cpu->setObjectName(prefix + QStringLiteral("Cpu"));
    made.memory->setObjectName(prefix + QStringLiteral("Memory"));
    line = row(column);
    made.labels.push_back(rowLabel(line));
    line->addWidget(made.cpu);
    line->addWidget(made.memory);
    for (QLineEdit* field : {made.command, made.cpu, made.memory})
        connect(field, &QLineEdit::textChanged, this, &OverridesBox::check);
    connect(made.environment, &QPlainTextEdit::textChanged, this, &OverridesBox::check);
    m_column->addWidget(made.box);
    return made;
}

void OverridesBox::setDefinition(const Json& document) {
    if (document == m_document) return;
    m_document = document;
    std::vector<Container> kept = std::move(m_containers);
    m_containers.clear();
    int number = 0;
    for (const Json& item : document.at("containerDefinitions").items()) {
        const std::string name = item.str("name");
        const auto it =
            std::find_if(kept.begin(), kept.end(), [&](const auto& one) { return one.name == name; });
        if (it != kept.end()) {
            m_containers.push_back(std::move(*it));
            kept.erase(it);
        } else {
            m_containers.push_back(make(name, number));
            fill(m_containers.back());
        }
        ++number;
    }
    for (const Container& gone : kept)
        gone.box->deleteLater();
    rename();
    check();
}

void OverridesBox::setOverrides(const Json& overrides) {
    m_given = overrides.isObject() ? overrides : Json::object();
    m_cpu->setText(memberText(&m_given, "cpu"));
    m_memory->setText(memberText(&m_given, "memory"));
    for (Container& container : m_containers)
        fill(container);
}

void OverridesBox::fill(Container& container) const {
    const Json* given = containerOf(m_given.at("containerOverrides"), container.name);
    if (!given) return;
    container.command->setText(commandText(given->at("command")));
    QStringList lines;
    for (const Json& pair : given->at("environment").items())
        lines << QString::fromStdString(pair.str("name") + "=" + pair.str("value"));
    container.environment->setPlainText(lines.join(u'\n'));
    container.cpu->setText(memberText(given, "cpu"));
    container.memory->setText(memberText(given, "memory"));
}

void OverridesBox::rename() {
    auto word = [](const char* code) { return sayPlain(code); };
    auto size = [&](QLineEdit* cpu, QLineEdit* memory, const QString& of) {
        cpu->setPlaceholderText(word("run.cpu"));
        memory->setPlaceholderText(word("run.memory"));
        cpu->setAccessibleName(of + u' ' + word("run.cpu"));
        memory->setAccessibleName(of + u' ' + word("run.memory"));
    };
    m_labels[0]->setText(word("run.taskSize"));
    size(m_cpu, m_memory, word("run.taskSize"));
    for (const Container& container : m_containers) {
        const QString name = QString::fromStdString(container.name);
        container.labels[0]->setText(word("run.command"));
        container.labels[1]->setText(word("run.environment"));
        container.labels[2]->setText(word("run.size"));
        container.command->setAccessibleName(name + u' ' + word("run.command"));
        container.environment->setAccessibleName(name + u' ' + word("run.environment"));
        container.environment->setPlaceholderText(word("run.environment.what"));
        const Json* defined = containerOf(m_document.at("containerDefinitions"), container.name);
        const QString usual = defined ? commandText(defined->at("command")) : QString();
        container.command->setPlaceholderText(usual.isEmpty() ? word("run.command.what") : usual);
        size(container.cpu, container.memory, name);
    }
}

std::optional<Json> OverridesBox::read(const Container& container) const {
    const auto command = commandOf(container.command->text());
    const auto environment = environmentOf(container.environment->toPlainText());
    if (!command || !environment) return std::nullopt;
    const Json* given = containerOf(m_given.at("containerOverrides"), container.name);
    Json made = given ? *given : Json::object();
    made.erase("name");
    for (const char* own : {"command", "environment", "cpu", "memory"})
        made.erase(own);
    if (command->size() > 0) made.set("command", *command);
    if (environment->size() > 0) made.set("environment", *environment);
    if (const int cpu = container.cpu->text().toInt(); cpu > 0) made.set("cpu", cpu);
    if (const int memory = container.memory->text().toInt(); memory > 0) made.set("memory", memory);
    if (made.size() == 0) return Json();
    Json named = Json::object({{"name", container.name}});
    for (const auto& [member, value] : made.members())
        named.set(member, value);
    return named;
}

std::optional<Json> OverridesBox::overrides() const {
    Json all = m_given;
    Json containers = Json::array();
    for (const Container& container : m_containers) {
        const auto made = read(container);
        if (!made) return std::nullopt;
        if (!made->isNull()) containers.push(*made);
    }
    if (m_containers.empty()) // the definition was not read: those of the task stay as they were
        for (const Json& given : m_given.at("containerOverrides").items())
            if (given.size() > 1) containers.push(given);
    for (const char* own : {"cpu", "memory", "containerOverrides", "inferenceAcceleratorOverrides"})
        all.erase(own);
    if (!m_cpu->text().isEmpty()) all.set("cpu", m_cpu->text().toStdString());
    if (!m_memory->text().isEmpty()) all.set("memory", m_memory->text().toStdString());
    if (containers.size() > 0) all.set("containerOverrides", containers);
    return all;
}

void OverridesBox::check() {
    for (const Container& container : m_containers) {
        const bool command = commandOf(container.command->text()).has_value();
        const bool environment = environmentOf(container.environment->toPlainText()).has_value();
        setInvalid(container.command, !command);
        container.finding->say(Shape::trouble, !command       ? say("run.commandRule")
                                               : !environment ? say("run.environmentRule")
                                                              : Sentence());
    }
    emit changed();
}

} // namespace pilothouse::ui
