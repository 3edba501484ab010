// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/act_sheet.h"

#include "ui/dialogs/act_runner.h"
#include "ui/dialogs/deployment_watch.h"
#include "ui/dialogs/place.h"
#include "ui/theme/style.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/finding.h"
#include "ui/widgets/json_text.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {
constexpr int mostLines = 12, lineHeight = 18; // of the request
constexpr std::size_t mostShown = 20;          // calls in the disclosure
constexpr int mostInFlight = 8;
} // namespace

struct ActSheet::Round {
    QPointer<ActSheet> sheet;
    ActRunner* runner = nullptr;
    std::string code;
    Args args;
    Reading reading;
    bool follows = false, inOrder = false;
    std::vector<Call> calls;
    std::vector<Json> replies;
    std::size_t sent = 0, answered = 0;
    std::set<std::string> failed; ///< what the failed calls were about
    std::size_t failures = 0;
    std::optional<Error> error; ///< of the first that failed

    Args told() const {
        Args all = args;
        all["done"] = Arg::number(std::int64_t(answered));
        all["total"] = Arg::number(std::int64_t(calls.size()));
        all["failures"] = Arg::number(std::int64_t(failures));
        return all;
    }
};

ActSheet::ActSheet(QWidget* host, ActRunner* runner, const Asking& asking, std::string code)
    : Sheet(host, Place::of(*asking.snapshot).text()), m_runner(runner), m_asking(asking),
      m_code(std::move(code)), m_difference(new DifferenceList), m_request(new Disclosure),
      m_json(new JsonText), m_copyJson(new QPushButton), m_copyCommand(new QPushButton),
      m_confirmBox(new QWidget), m_confirmLabel(new Label({}, 13, Tone::text)), m_confirm(new QLineEdit),
      m_gone(new Finding) {
    setObjectName(QString::fromStdString(m_code));
    // The connection was closed: there is nowhere left to send it.
    connect(m_runner, &QObject::destroyed, this, [this] {
        hide();
        deleteLater();
    });
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton* button : {m_copyCommand, m_copyJson}) {
        setSmall(button);
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    m_json->setObjectName(QStringLiteral("requestText"));
    m_json->setReadOnly(true);
    m_json->setNumbered(false);
    m_json->setTabChangesFocus(true);
    m_json->viewport()->setAutoFillBackground(false);
    auto* ground = new Panel(nullptr, Ground::sunken);
    ground->body()->setContentsMargins(2, 2, 2, 2);
    ground->body()->addWidget(m_json);
    m_request->body()->addWidget(ground);
    m_request->body()->addLayout(buttons);
    m_request->button()->setObjectName(QStringLiteral("request"));
    m_copyCommand->setObjectName(QStringLiteral("copyCommand"));
    connect(m_request, &Disclosure::toggled, this, &ActSheet::settle);
    connect(m_copyJson, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_json->toPlainText()); });
    connect(m_copyCommand, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_commands); });

    auto* confirm = new QVBoxLayout(m_confirmBox);
    confirm->setContentsMargins(0, 0, 0, 0);
    confirm->setSpacing(4);
    m_confirmLabel->setWordWrap(true);
    confirm->addWidget(m_confirmLabel);
    confirm->addWidget(m_confirm);
    m_confirm->setObjectName(QStringLiteral("confirm"));
    m_confirmBox->hide();
    connect(m_confirm, &QLineEdit::textChanged, this, &ActSheet::tell);
    foot()->addWidget(m_gone);
    foot()->addWidget(m_confirmBox);
    connect(m_runner, &ActRunner::changed, this, &ActSheet::lookAgain);
}

void ActSheet::retranslate() {
    if (m_difference->parentWidget() == nullptr) { // after the fields of the kind
        fields()->addWidget(m_difference);
        fields()->addWidget(m_request);
    }
    m_copyJson->setText(sayPlain("sheet.copyRequest"));
    m_copyCommand->setText(sayPlain("sheet.copyCommand"));
    m_json->setAccessibleName(sayPlain("sheet.request"));
    m_request->setText(sayPlain("sheet.request"));
    labels();
    lookAgain();
    tell();
}

void ActSheet::lookAgain() {
    const auto now = m_runner->newest();
    if (isBusy() || !now || now->connection != snapshot().connection || now->cluster != cluster()) return;
    m_goneWords = look(*now);
    tell();
}

QWidget* ActSheet::firstField() const {
    return m_confirmBox->isHidden() ? nullptr : m_confirm;
}

bool ActSheet::isConfirmed() const {
    const Danger harm = danger();
    if (harm == Danger::none || (harm == Danger::change && !m_runner->isProduction())) return true;
    return word().isEmpty() || m_confirm->text().trimmed() == word();
}

void ActSheet::tell() {
    if (!m_difference->parentWidget()) return; // not started: its fields are only being filled
    const Args told = args();
    const auto wanted = calls();
    const bool asks = danger() == Danger::grave || (danger() == Danger::change && m_runner->isProduction());
    m_confirmBox->setVisible(asks && !word().isEmpty() && !goneWhole());
    const QString ask = sayPlain("sheet.confirm", {{"word", Arg::plain(word())}});
    m_confirmLabel->setText(ask);
    m_confirm->setAccessibleName(ask);
    m_gone->say(goneWhole() ? Shape::trouble : Shape::hint, m_goneWords);
    m_difference->setChanges(changes());
    m_request->setVisible(!wanted.empty());
    tellRequest(wanted);
    setTitle(sayPlain(m_code + ".title", told));
    setPrimary(sayPlain(m_code + ".button", told), !wanted.empty() && isConfirmed() && !goneWhole(),
               isDestructive());
    setWill(will());
}

void ActSheet::tellRequest(const std::vector<Call>& wanted) {
    QStringList shown, commands;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const console::Act& act = wanted[i].act;
        commands << awsCommand(act, snapshot());
        if (i < mostShown)
            shown << QString::fromStdString(act.operation + " " + act.input.dump(2));
        else if (i == mostShown)
            shown << sayPlain("sheet.moreCalls", {{"count", Arg::number(int(wanted.size() - mostShown))}});
    }
    m_commands = commands.join(u'\n');
    const QString text = shown.join(u'\n');
    if (m_json->toPlainText() == text) return;
    m_json->setPlainText(text);
    m_json->setFixedHeight(qBound(1, int(text.count(u'\n')) + 1, mostLines) * lineHeight + 16);
}

void ActSheet::submit() {
    auto round = std::make_shared<Round>();
    round->calls = calls();
    if (round->calls.empty() || !isConfirmed() || goneWhole() || isBusy() || m_runner->isReadOnly()) return;
    round->sheet = this;
    round->runner = m_runner;
    round->code = m_code;
    round->args = args();
    round->reading = reading();
    round->follows = follows();
    round->inOrder = inOrder();
    round->replies.resize(round->calls.size());
    send(round);
}

/// Some at a time, so that a hundred StopTasks do not spend the connection's whole allowance at once.
void ActSheet::send(const std::shared_ptr<Round>& round) {
    if (round->sheet)
        round->sheet->setBusy(
            [code = round->code + ".pending", args = round->told()] { return say(code, args); });
    const std::size_t most = round->answered + (round->inOrder ? 1 : mostInFlight);
    while (round->sent < round->calls.size() && round->sent < most) {
        const std::size_t call = round->sent++;
        round->runner->run(round->calls[call].act, round->runner,
                           [round, call](Result<Json> reply) { answered(round, call, std::move(reply)); });
    }
}

void ActSheet::answered(const std::shared_ptr<Round>& round, std::size_t call, Result<Json> reply) {
    ++round->answered;
    if (reply) {
        round->replies[call] = std::move(*reply);
    } else {
        ++round->failures;
        round->failed.insert(round->calls[call].about);
        if (!round->error) round->error = reply.error();
    }
    const bool over = round->inOrder && round->error;
    if (round->answered < round->calls.size() && !over)
        send(round);
    else
        outcome(round);
}

void ActSheet::outcome(const std::shared_ptr<Round>& round) {
    const Args told = round->told();
    ActRunner* runner = round->runner;
    if (round->error) {
        if (round->sheet)
            round->sheet->failed(*round);
        else
            emit runner->told(false, sayPlain(round->code + ".failed", told),
                              explainError(*round->error).why.plain(), {});
        return;
    }
    const Outcome outcome = round->reading(round->replies);
    if (outcome.refused && round->sheet) return round->sheet->setFailed(*outcome.refused);
    if (outcome.refused) {
        const Explanation why = (*outcome.refused)();
        emit runner->told(false, why.why.plain(), why.raw, outcome.link);
        return;
    }
    emit runner->told(true, sayPlain(round->code + ".done", told), {}, outcome.link);
    if (round->follows) DeploymentWatch::start(runner, round->replies.front());
    if (round->sheet) round->sheet->close();
}

void ActSheet::failed(const Round& round) {
    keepOnly(round.failed);
    m_confirm->clear();
    tell();
    setFailed(failure(m_code + ".failed", round.told(), *round.error));
}

ActSheet::Reading ActSheet::reading() const {
    return [link = link()](const std::vector<Json>&) { return Outcome{{}, link}; };
}

void ActSheet::read(console::Act act, std::function<void(const Result<Json>&)> done) {
    m_runner->run(std::move(act), this, [done = std::move(done)](Result<Json> reply) { done(reply); });
}

} // namespace pilothouse::ui
