// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace pilothouse::ui {

/// Short news at the bottom right of the window, 360 wide. Good news goes by itself, errors stay until
/// closed.
class ToastStack : public QWidget {
    Q_OBJECT
public:
    explicit ToastStack(QWidget* host);
    void add(bool ok, const QString& title, const QString& detail, const QString& link);

signals:
    void linkActivated(const QString& link);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    QVBoxLayout* m_column;
};

} // namespace pilothouse::ui
