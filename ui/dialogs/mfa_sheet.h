// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/backend.h"
#include "ui/widgets/sheet.h"

class QLineEdit;

namespace pilothouse::ui {

/// Asks for the one-time code of an MFA device. Whoever waits for it is another thread's; closing the sheet
/// is an answer too.
class MfaSheet : public Sheet {
    Q_OBJECT
public:
    static MfaSheet* open(QWidget* host, const QString& profile, const QString& serial, MfaAnswer answer);
    ~MfaSheet() override;

    const QString& profile() const { return m_profile; }

protected:
    void submit() override;
    void retranslate() override;
    QWidget* firstField() const override;

private:
    MfaSheet(QWidget* host, const QString& profile, const QString& serial, MfaAnswer answer);
    void tell();
    void answer(const std::optional<QString>& code);

    const QString m_profile, m_serial;
    MfaAnswer m_answer; ///< null once given
    QLineEdit* m_code;
};

} // namespace pilothouse::ui
