// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_page.h"

#include "ui/acts/keys.h"
#include "ui/frame/connection.h"
#include "ui/frame/connections.h"
#include "ui/frame/page_table.h"
#include "ui/frame/preferences.h"
#include "ui/pages/settings_connection.h"
#include "ui/pages/settings_plane.h"
#include "ui/widgets/label.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/pill.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

constexpr int widest = 760, labelWide = 160, fieldWide = 240;
constexpr int seconds[] = {1, 2, 5, 10, 30, 60};

} // namespace

SettingsPage::SettingsPage(const PageContext& context, QWidget* parent)
    : Page(context.session, parent), m_context(context) {
    build();
    connect(&context.preferences, &Preferences::changed, this, &SettingsPage::fill);
    connect(&context.connections, &Connections::changed, this, &SettingsPage::listConnections);
    fill();
    listConnections();
}

Panel* SettingsPage::section(const char* words) {
    auto* title = new Label({}, 13, Tone::text, Weight::bold);
    m_labels.append({title, words});
    auto* panel = new Panel;
    panel->body()->setContentsMargins(16, 12, 16, 12);
    panel->body()->setSpacing(10);
    m_column->addWidget(title);
    m_column->addSpacing(8);
    m_column->addWidget(panel);
    m_column->addSpacing(20);
    return panel;
}

QComboBox* SettingsPage::choice(Panel* panel, const char* words, const char* note) {
    auto* label = new Label({}, 13, Tone::text2);
    label->setFixedWidth(labelWide);
    m_labels.append({label, words});
    auto* box = new QComboBox;
    box->setFixedWidth(fieldWide);
    m_names.append({box, words});
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(label);
    row->addWidget(box);
    row->addStretch(1);
    panel->body()->addLayout(row);
    if (note) {
        auto* words2 = new Label({}, 12, Tone::text3);
        words2->setWordWrap(true);
        words2->setContentsMargins(labelWide + 12, 0, 0, 0);
        m_labels.append({words2, note});
        panel->body()->addWidget(words2);
    }
    return box;
}

void SettingsPage::build() {
    m_header = new PageHeader;
    auto* content = new QWidget;
    auto* centre = new QHBoxLayout(content);
    centre->setContentsMargins(24, 0, 24, 24);
    auto* column = new QWidget;
    column->setMaximumWidth(widest);
    centre->addWidget(column, 1);
    centre->addStretch(0);
    m_column = new QVBoxLayout(column);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);

    Panel* appearance = section("settings.appearance");
    m_language = choice(appearance, "frame.language");
    m_theme = choice(appearance, "frame.theme");
    Panel* keys = section("settings.keys");
    m_keys = choice(keys, "settings.keys", "settings.keys.note");
    m_refresh = choice(section("settings.refresh"), "settings.refresh", "settings.refresh.note");
    Panel* connections = section("settings.connections");
    m_connections = new QWidget;
    connections->body()->addWidget(m_connections);
    m_plane = new PlanePanel(m_context.backend);
    section("settings.plane")->body()->addWidget(m_plane);
    Panel* shortcuts = section("settings.shortcuts");
    m_shortcuts = new QWidget;
    shortcuts->body()->addWidget(m_shortcuts);
    m_column->addStretch(1);

    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto* ground = new Surface(Ground::page);
    auto* inner = new QVBoxLayout(ground);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(m_header);
    inner->addWidget(scroll, 1);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(ground);

    Preferences* p = &m_context.preferences;
    auto takes = [this](QComboBox* box, auto take) {
        connect(box, &QComboBox::activated, this, [this, take](int at) {
            if (!m_filling) take(at);
        });
    };
    takes(m_language, [p](int at) {
        p->setLanguage(at == 0   ? std::nullopt
                       : at == 1 ? std::optional(Language::en)
                                 : std::optional(Language::ja));
    });
    takes(m_theme, [p](int at) {
        p->setTheme(at == 0 ? ThemeChoice::system : at == 1 ? ThemeChoice::light : ThemeChoice::dark);
    });
    takes(m_keys, [p](int at) { p->setKeys(at == 0 ? KeyScheme::usual : KeyScheme::e1s); });
    takes(m_refresh, [p](int at) { p->setRefreshInterval(at == 0 ? 0 : seconds[at - 1] * 1000); });
}

/// All words and choices anew, in the language of the moment.
void SettingsPage::fill() {
    m_filling = true;
    m_header->setTitle(sayPlain("frame.settings"));
    m_header->setSentence(say("settings.sentence"));
    for (const auto& [label, words] : m_labels)
        label->setText(sayPlain(words));
    for (const auto& [box, words] : m_names)
        box->setAccessibleName(sayPlain(words));
    auto put = [](QComboBox* box, const QStringList& items, int at) {
        box->clear();
        box->addItems(items);
        box->setCurrentIndex(at);
    };
    const Preferences& p = m_context.preferences;
    const auto language = p.language();
    put(m_language,
        {sayPlain("frame.language.system"), sayPlain("frame.language.en"), sayPlain("frame.language.ja")},
        !language                   ? 0
        : *language == Language::en ? 1
                                    : 2);
    put(m_theme,
        {sayPlain("frame.theme.system"), sayPlain("frame.theme.light"), sayPlain("frame.theme.dark")},
        p.theme() == ThemeChoice::system  ? 0
        : p.theme() == ThemeChoice::light ? 1
                                          : 2);
    put(m_keys, {sayPlain("settings.keys.usual"), sayPlain("settings.keys.e1s")},
        p.keys() == KeyScheme::usual ? 0 : 1);
    QStringList intervals{sayPlain("settings.refresh.usual")};
    int chosen = 0;
    for (int i = 0; i < int(std::size(seconds)); ++i) {
        intervals << sayPlain("settings.refresh.seconds", {{"seconds", Arg::number(seconds[i])}});
        if (p.refreshInterval() == Millis(seconds[i]) * 1000) chosen = i + 1;
    }
    put(m_refresh, intervals, chosen);
    listShortcuts();
    m_filling = false;
}

void SettingsPage::listConnections() {
    delete m_connections->layout();
    qDeleteAll(m_connections->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    auto* column = new QVBoxLayout(m_connections);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    for (const Connection* connection : m_context.connections.all())
        column->addWidget(new ConnectionRow(connection->key(), connection->name(),
                                            int(m_context.connections.all().indexOf(connection)),
                                            m_context.preferences));
    if (m_context.connections.all().isEmpty())
        column->addWidget(new Label(sayPlain("settings.connections.none"), 13, Tone::text3));
}

/// Every key that does something, with what it does, in two columns.
void SettingsPage::listShortcuts() {
    delete m_shortcuts->layout();
    qDeleteAll(m_shortcuts->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    auto* grid = new QGridLayout(m_shortcuts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    QList<std::pair<QString, QString>> all;
    for (const QAction* action : window()->actions()) {
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        QString name = action->text();
        name.remove(u'…');
        if (!key.isEmpty()) all.append({key, name});
    }
    const int half = int(all.size() + 1) / 2;
    for (int i = 0; i < all.size(); ++i) {
        const int row = i % half, column = i < half ? 0 : 2;
        auto* key = new Chip(all[i].first, Chip::Look::key);
        grid->addWidget(key, row, column, Qt::AlignLeft);
        grid->addWidget(new Label(all[i].second, 12, Tone::text2), row, column + 1);
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
}

console::Interest SettingsPage::interest() const {
    return {.services = false, .tasks = false, .stoppedTasks = false, .instances = false};
}

void SettingsPage::apply(const std::shared_ptr<const console::Snapshot>&) {}

void SettingsPage::go(const QString&) {
    m_plane->look();
    listShortcuts(); // of the window, which this page has come into
}

QWidget* SettingsPage::list() const {
    return m_language;
}

void SettingsPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        fill();
        listConnections();
    }
    Page::changeEvent(event);
}

} // namespace pilothouse::ui
