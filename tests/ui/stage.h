// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/merge.h"
#include "tests/ui/endpoint.h"
#include "tests/ui/world.h"
#include "ui/acts/act.h"
#include "ui/widgets/sheet.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QtTest>

namespace pilothouse::ui::tests {

/// A window with something behind the sheet, an endpoint to answer it, and the newest snapshot.
struct Stage {
    QWidget window;
    QLineEdit* behind = new QLineEdit(&window);
    ActRunner runner;
    Endpoint endpoint{runner};
    std::shared_ptr<console::Snapshot> now = std::make_shared<console::Snapshot>();

    Stage() {
        now->connection = "This computer";
        now->cluster = "default";
        now->region = "us-east-1";
        now->endpointUrl = "http://127.0.0.1:7717";
        now->clusters.state = now->services.state = now->tasks.state = now->instances.state =
            now->families.state = console::PartState::ok;
        runner.setNewest([this] { return now; });
        window.resize(900, 700);
        behind->setGeometry(10, 10, 200, 28);
        window.show();
        window.activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(&window));
        behind->setFocus();
    }

    /// Asks as a button does; null if there is an obstacle.
    Sheet* ask(const char* id, Targets targets = {}, const QString& argument = {}) {
        const Asking asking{now, std::move(targets), argument};
        const ActKind* kind = actKind(id);
        if (!kind || !obstacleTo(*kind, asking).isEmpty()) return nullptr;
        kind->open(&window, &runner, asking);
        QCoreApplication::processEvents();
        const auto sheets = window.findChildren<Sheet*>();
        return sheets.isEmpty() ? nullptr : sheets.last();
    }
    QString obstacle(const char* id, Targets targets = {}) const {
        return obstacleTo(*actKind(id), {now, std::move(targets), {}});
    }
    /// Another snapshot, changed by `change`.
    template <typename Change>
    void next(Change change) {
        now = std::make_shared<console::Snapshot>(*now);
        ++now->sequence;
        change(*now);
        emit runner.changed();
    }
    void put(const console::Service& service) {
        next([&](auto& s) {
            std::erase_if(s.services.rows, [&](const auto& row) { return row->arn == service.arn; });
            s.services.rows = console::mergeRows(s.services.rows, {service}, s.services.rows);
        });
    }

    /// What was sent last by that name; null if nothing was.
    Json sent(const std::string& operation) const {
        const auto* act = endpoint.last(operation);
        return act ? act->input : Json();
    }
    Json sent(std::size_t call) const {
        return call < endpoint.asked.size() ? endpoint.asked[call].input : Json();
    }

    static QPushButton* primary(Sheet* sheet) {
        for (auto* button : sheet->findChildren<QPushButton*>())
            if (button->isDefault()) return button;
        return nullptr;
    }
    static void press(Sheet* sheet) {
        QCoreApplication::processEvents(); // what came or went has its place
        QTest::mouseClick(primary(sheet), Qt::LeftButton);
    }
    static QString said(Sheet* sheet) {
        QString all;
        for (auto* label : sheet->findChildren<QLabel*>())
            if (label->isVisible()) all += label->accessibleName() + u'|' + label->text() + u'\n';
        return all;
    }
    static QString will(Sheet* sheet) { return sheet->accessibleDescription(); }
    template <typename Widget>
    static Widget* field(Sheet* sheet, const char* name) {
        return sheet->findChild<Widget*>(QString::fromLatin1(name));
    }
    /// The one request that the sheet would send, as its disclosure shows it.
    static QString request(Sheet* sheet) {
        return field<QPlainTextEdit>(sheet, "requestText")->toPlainText();
    }
};

inline console::Service serviceOfName(const std::string& name, int desired = 12) {
    console::Service s;
    s.name = name;
    s.arn = ArnMaker{}.service("default", name);
    s.status = "ACTIVE";
    s.taskDefinition = ArnMaker{}.taskDefinition(name, 43);
    s.desired = s.running = desired;
    s.minimumHealthyPercent = 75;
    s.maximumPercent = 150;
    return s;
}

inline Targets onService(const std::string& name) {
    return {Targets::Kind::service, {ArnMaker{}.service("default", name)}};
}

} // namespace pilothouse::ui::tests
