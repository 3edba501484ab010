// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/world/scene/controls.h"

#include "ui/palette/palette.h"
#include "ui/widgets/sheet.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>

namespace pilothouse::tests {

namespace {

constexpr int longestWay = 600;

bool isPart(const QWidget* widget) {
    if (qobject_cast<const QScrollBar*>(widget) || qobject_cast<const QHeaderView*>(widget)) return true;
    const QString name = widget->objectName();
    // The palette's list is moved by the arrows of its field, where the keyboard stays.
    if (qobject_cast<const QAbstractItemView*>(widget) && widget->focusPolicy() == Qt::NoFocus &&
        widget->parentWidget()->parentWidget()->inherits("pilothouse::ui::Palette"))
        return true;
    if (name.startsWith("qt_") || widget->inherits("QTableCornerButton")) return true;
    for (const QWidget* at = widget->parentWidget(); at; at = at->parentWidget())
        if (qobject_cast<const QAbstractSpinBox*>(at) || qobject_cast<const QComboBox*>(at)) return true;
    return false;
}

bool isControl(const QWidget* widget) {
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
           qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
           qobject_cast<const QAbstractItemView*>(widget) || (widget->focusPolicy() & Qt::TabFocus);
}

} // namespace

QList<QWidget*> controlsOf(QWidget& window) {
    QList<QWidget*> all;
    // What lies under a question or the palette waits for it.
    QWidget* over = window.findChild<ui::Sheet*>();
    if (!over) over = window.findChild<ui::Palette*>();
    for (auto* widget : (over ? over : &window)->findChildren<QWidget*>())
        if (widget->isVisible() && !widget->visibleRegion().isEmpty() && widget->window() == &window &&
            !isPart(widget) && isControl(widget) && !widget->focusProxy())
            all << widget;
    return all;
}

QString describe(const QWidget* widget) {
    QString text = widget->property("text").toString().left(40);
    QString chain;
    for (const QWidget* at = widget->parentWidget(); at && !at->isWindow(); at = at->parentWidget())
        if (!at->inherits("QStackedWidget") && qstrcmp(at->metaObject()->className(), "QWidget") != 0) {
            chain = QString(" in ") + at->metaObject()->className();
            break;
        }
    return QString(widget->metaObject()->className()) + " \"" + text + "\"" + chain;
}

QString accessibleNameOf(QWidget* widget) {
    auto* interface = QAccessible::queryAccessibleInterface(widget);
    return interface ? interface->text(QAccessible::Name) : widget->accessibleName();
}

QSet<QWidget*> reachedByTab(QWidget& window) {
    QSet<QWidget*> reached;
    QWidget* first = QApplication::focusWidget();
    bool left = false; // a label's links are each a step of their own
    qsizetype before = -1;
    for (int step = 0; step < longestWay; ++step) {
        QWidget* at = QApplication::focusWidget();
        if (!at || at->window() != &window) break;
        // What the way itself has woken up (a list took a row, its buttons can act) is met in the next round.
        if (at == first && left) {
            if (reached.size() == before) break;
            before = reached.size();
            left = false;
        }
        left = left || at != first;
        reached << at;
        // Of buttons that exclude each other Tab stops at one, arrows go on.
        if (auto* button = qobject_cast<QAbstractButton*>(at))
            if (button->group() && button->group()->exclusive())
                for (QAbstractButton* other : button->group()->buttons())
                    reached << other;
        for (auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
            QKeyEvent tab(type, Qt::Key_Tab, Qt::NoModifier, "\t");
            if (QWidget* to = QApplication::focusWidget()) QApplication::sendEvent(to, &tab);
        }
    }
    return reached;
}

} // namespace pilothouse::tests
