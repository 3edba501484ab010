// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/world/scene/words_on_screen.h"

#include "core/base/json.h"
#include "tests/ui/latin.h"
#include "tests/world/scene/controls.h"

#include <QAbstractItemModel>
#include <QAbstractItemView>
#include <QAccessible>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <algorithm>

namespace pilothouse::tests {

namespace {

constexpr int rowsLookedAt = 150;

/// Views that show text as it came.
bool isRaw(const QWidget* widget) {
    for (const QWidget* at = widget; at; at = at->parentWidget())
        for (const char* raw : {"RawText", "JsonView", "JsonText", "DiffView", "DiffArea"})
            if (QString(at->metaObject()->className()).endsWith(QLatin1String(raw))) return true;
    return false;
}

void addCells(const QAbstractItemModel& model, const QModelIndex& parent, const QString& by,
              QList<Shown>& all) {
    for (int row = 0; row < qMin(model.rowCount(parent), rowsLookedAt); ++row)
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            for (int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole),
                             int(Qt::AccessibleDescriptionRole)})
                all << Shown{index.data(role).toString(), by};
            if (column == 0 && model.hasChildren(index)) addCells(model, index, by, all);
        }
}

void addModel(const QAbstractItemView& view, const QString& by, QList<Shown>& all) {
    const QAbstractItemModel* model = view.model();
    if (!model) return;
    for (int column = 0; column < model->columnCount(); ++column)
        for (int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
            all << Shown{model->headerData(column, Qt::Horizontal, role).toString(), by};
    addCells(*model, {}, by, all);
}

/// What a painted widget tells a screen reader of its parts.
void addParts(QAccessibleInterface* interface, const QString& by, QList<Shown>& all, int depth = 0) {
    if (!interface || depth > 4) return;
    for (int i = 0; i < qMin(interface->childCount(), rowsLookedAt); ++i) {
        auto* child = interface->child(i);
        if (!child || (child->object() && child->object()->isWidgetType()))
            continue; // widgets are asked themselves
        for (auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value})
            all << Shown{child->text(kind), by};
        addParts(child, by, all, depth + 1);
    }
}

QString plain(const QString& text) {
    static const QRegularExpression tag("<[^>]*>");
    return text.startsWith('<') || text.contains("</") ? QString(text).remove(tag).replace("&quot;", "\"")
                                                       : text;
}

/// Of the world's definitions, members that no release of the API knows.
const QStringList unknownMembers{"milliwatts", "recorded", "digest"};

/// The words of the world: every name in it, and its longer texts, which are shown as they came.
struct WorldWords {
    QSet<QString> names;
    QStringList texts;

    WorldWords() {
        for (const QString& file : QDir(PILOTHOUSE_SOURCE_DIR "/tests/data/world").entryList({"*.json"})) {
            QFile data(PILOTHOUSE_SOURCE_DIR "/tests/data/world/" + file);
            if (!data.open(QIODevice::ReadOnly)) continue;
            const auto json = Json::parse(data.readAll().toStdString());
            add(json.value_or(Json()));
        }
        names << "tokyo"
              << "prod"
              << "staging"
              << "JST"
              << "Pilothouse";
        std::sort(texts.begin(), texts.end(),
                  [](const QString& a, const QString& b) { return a.size() > b.size(); });
        texts.removeDuplicates();
    }

    void add(const Json& json) {
        static const QRegularExpression latin("[A-Za-z]{2,}");
        for (const Json& item : json.items())
            add(item);
        for (const auto& [key, value] : json.members()) {
            // A member as the API spells it is a name; "status" may be a word that nobody translated.
            const QString member = QString::fromStdString(key);
            if (member != member.toLower()) names << member;
            if (unknownMembers.contains(member)) names << member;
            add(value);
        }
        const QString text = QString::fromStdString(json.asString());
        if (text.contains(' ')) {
            texts << text;
            // What follows the name of an error is shown alone too.
            if (const auto colon = text.indexOf(": "); colon > 0) texts << text.mid(colon + 2);
            return;
        }
        for (auto it = latin.globalMatch(text); it.hasNext();)
            names << it.next().captured();
    }
};

} // namespace

QList<Shown> wordsOf(QWidget& window) {
    QList<Shown> all;
    QList<QWidget*> widgets = window.findChildren<QWidget*>();
    widgets.prepend(&window);
    for (QWidget* widget : widgets) {
        if (!widget->isVisible() || widget->window() != &window || isRaw(widget)) continue;
        const QString by = describe(widget);
        // The text of a field is what a person typed.
        const bool field = qobject_cast<QLineEdit*>(widget);
        for (const char* property : {field ? "placeholderText" : "text", "title"})
            all << Shown{widget->property(property).toString(), by};
        all << Shown{widget->toolTip(), by} << Shown{widget->accessibleName(), by}
            << Shown{widget->accessibleDescription(), by};
        if (auto* view = qobject_cast<QAbstractItemView*>(widget))
            addModel(*view, by, all);
        else
            addParts(QAccessible::queryAccessibleInterface(widget), by, all);
    }
    all.removeIf([](const Shown& shown) { return shown.text.isEmpty(); });
    return all;
}

QString strayWord(const QString& shown) {
    static const WorldWords world;
    static const QRegularExpression latin("[A-Za-z]{2,}"),
        ids("\\b[0-9a-f]{5,}\\b|\\b[a-z]+-[0-9a-f]{5,}\\b|「[^」]*」");
    QString text = plain(shown);
    for (const QString& whole : world.texts)
        text.replace(whole, " ");
    text.remove(ids);
    for (auto it = latin.globalMatch(text); it.hasNext();) {
        const QString word = it.next().captured();
        if (!world.names.contains(word) && !ui::tests::latinInJapanese().contains(word)) return word;
    }
    return {};
}

} // namespace pilothouse::tests
