// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui_frame/fake_backend.h"
#include "ui/models/service_table_model.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QtTest>

namespace pilothouse::tests {

using namespace pilothouse::ui;

/// A window over a FakeCluster, offscreen.
struct Desk {
    FakeCluster cluster;
    FakeBackend backend{cluster};
    Preferences preferences;
    MainWindow window{backend, preferences};

    explicit Desk(QSize size = {1440, 900}) {
        window.resize(size);
        window.show();
        QApplication::setActiveWindow(&window);
    }
    /// Opens on its services, where a person opens on the overview.
    void open(const Target& target = {}) {
        if (!window.session().isOpen()) window.go(QStringLiteral("services"));
        window.connectTo(target);
    }
    void put(const Json& service) {
        cluster.with([&] { cluster.services[service.str("serviceArn")] = service; });
    }
    template <typename Widget>
    Widget* find() {
        for (auto* widget : window.findChildren<Widget*>())
            if (widget->isVisible()) return widget;
        return nullptr;
    }
    QWidget* page() { return window.findChild<QStackedWidget*>()->currentWidget(); }
    QPushButton* button(const QString& text) {
        for (auto* button : window.findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == text) return button;
        return nullptr;
    }
    ServiceTableModel* services() { return window.findChild<ServiceTableModel*>(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window, key, modifiers);
    }
    /// What was asked of the endpoint by that name, oldest first.
    QList<Json> calls(const std::string& operation) {
        QList<Json> all;
        for (const auto& call : cluster.endpoint.calls())
            if (call.operation == operation) all << call.input;
        return all;
    }
    bool hasRows() { return services()->rowCount() > 0; }
};

inline void prepareDesks() {
    qRegisterMetaType<Target>();
    Theme::instance().install(ThemeChoice::light);
    Languages::instance().set(Language::en);
}

inline void tidyDesks() {
    Languages::instance().set(Language::en);
    Theme::instance().setChoice(ThemeChoice::light);
}

} // namespace pilothouse::tests
