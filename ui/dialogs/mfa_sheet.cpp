// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/mfa_sheet.h"

#include "ui/theme/fonts.h"

#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

constexpr int digits = 6; // STS: TokenCode

/// "arn:aws:iam::111122223333:mfa/me" is the device "me" to a person; a bare serial stays.
QString deviceOf(const QString& serial) {
    return serial.section(QLatin1Char('/'), -1);
}

} // namespace

MfaSheet* MfaSheet::open(QWidget* host, const QString& profile, const QString& serial, MfaAnswer answer) {
    return new MfaSheet(host, profile, serial, std::move(answer));
}

MfaSheet::MfaSheet(QWidget* host, const QString& profile, const QString& serial, MfaAnswer answer)
    : Sheet(host, profile), m_profile(profile), m_serial(serial), m_answer(std::move(answer)),
      m_code(new QLineEdit) {
    m_code->setFont(monoFont(13));
    m_code->setFixedWidth(160);
    m_code->setMaxLength(digits);
    m_code->setInputMethodHints(Qt::ImhDigitsOnly);
    m_code->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]*")), m_code));
    fields()->addWidget(labelled(QStringLiteral("mfaCode"), m_code));
    connect(m_code, &QLineEdit::textChanged, this, &MfaSheet::tell);
    connect(this, &Sheet::closed, this, [this] { this->answer(std::nullopt); });
    start();
}

MfaSheet::~MfaSheet() {
    answer(std::nullopt);
}

void MfaSheet::answer(const std::optional<QString>& code) {
    if (const MfaAnswer give = std::exchange(m_answer, nullptr)) give(code);
}

QWidget* MfaSheet::firstField() const {
    return m_code;
}

void MfaSheet::retranslate() {
    const Args args{{"profile", Arg::plain(m_profile)}, {"device", Arg::name(deviceOf(m_serial))}};
    setTitle(sayPlain("mfa.title", args));
    setWill(say("mfa.will", args));
    setLabel(m_code, sayPlain("mfa.code"));
    m_code->setToolTip(m_serial);
    tell();
}

void MfaSheet::tell() {
    setPrimary(sayPlain("mfa.button"), m_code->text().size() == digits);
}

void MfaSheet::submit() {
    if (m_code->text().size() != digits) return;
    answer(m_code->text());
    close();
}

} // namespace pilothouse::ui
