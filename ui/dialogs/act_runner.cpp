// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/act_runner.h"

#include <QCoreApplication>
#include <QPointer>

namespace pilothouse::ui {

void ActRunner::run(console::Act act, QObject* receiver, Done done) {
    if (!m_send) return;
    QPointer<QObject> alive(receiver);
    m_send(std::move(act), [alive, done = std::move(done)](Result<Json> result) {
        // The receiver lives on the UI thread: whether it is still there is only asked there.
        QMetaObject::invokeMethod(
            qApp,
            [alive, done, result = std::move(result)] {
                if (alive) done(result);
            },
            Qt::QueuedConnection);
    });
}

} // namespace pilothouse::ui
