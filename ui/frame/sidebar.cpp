// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/sidebar.h"

#include "ui/frame/connection.h"
#include "ui/frame/connection_colour.h"
#include "ui/frame/page_table.h"
#include "ui/frame/sidebar_item.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"
#include "ui/words/sentence.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>
#include <algorithm>

namespace pilothouse::ui {

namespace {

constexpr int wide = 216, narrow = 48;

Label* title(QWidget* parent) {
    auto* label = new Label({}, 11, Tone::text3, Weight::strong, parent);
    label->setContentsMargins(8, 8, 8, 4);
    return label;
}

/// What runs behind a cluster: the engine where an instance names it, else ECS.
QString kindOf(const console::Snapshot& snapshot) {
    for (const auto& instance : snapshot.instances.rows) {
        if (instance->engine == "simulated") return sayPlain("frame.kind.simulated");
        if (!instance->engine.empty()) {
            const QString engine =
                QString::fromStdString(instance->engine.substr(0, instance->engine.find(' ')));
            return engine.left(1).toUpper() + engine.mid(1);
        }
    }
    return QStringLiteral("ECS");
}

} // namespace

Sidebar::Sidebar(QWidget* parent) : Surface(Ground::frame, Qt::RightEdge, parent) {
    setFixedWidth(wide);
    build();
    rename();
    arrange();
}

void Sidebar::build() {
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(8, 8, 9, 8);
    m_column->setSpacing(0);
    m_cluster = new QWidget(this);
    m_cluster->setFixedHeight(32);
    auto* head = new QHBoxLayout(m_cluster);
    head->setContentsMargins(8, 0, 8, 0);
    head->setSpacing(8);
    m_clusterName = new Label({}, 13, Tone::text, Weight::bold);
    m_kind = new Chip;
    head->addWidget(m_clusterName);
    head->addWidget(m_kind);
    head->addStretch(1);
    m_noneTitle = title(this);
    m_none = new Label({}, 12, Tone::text3);
    m_none->setWordWrap(true);
    m_none->setContentsMargins(8, 0, 8, 0);
    m_othersTitle = title(this);
    m_others = new QVBoxLayout;
    m_others->setSpacing(0);
    m_connect = new SidebarItem(QStringLiteral("plus"), this);
    m_settings = new SidebarItem(QStringLiteral("gear"), this);
    for (QWidget* widget : {m_cluster, static_cast<QWidget*>(m_noneTitle), static_cast<QWidget*>(m_none)})
        m_column->addWidget(widget);
    for (const PageKind& kind : pageKinds()) {
        if (!kind.inSidebar) continue;
        m_pages.append({&kind, new SidebarItem(QString::fromLatin1(kind.icon), this)});
        m_column->addWidget(m_pages.last().second);
    }
    m_column->addWidget(m_othersTitle);
    m_column->addLayout(m_others);
    m_connectionsTitle = title(this);
    m_connections = new QVBoxLayout;
    m_connections->setSpacing(0);
    m_column->addWidget(m_connectionsTitle);
    m_column->addLayout(m_connections);
    m_column->addStretch(1);
    m_column->addWidget(m_connect);
    m_column->addWidget(m_settings);
    // The page decides what is checked, not the click.
    auto opens = [this](SidebarItem* item, const char* section) {
        item->setCheckable(true);
        connect(item, &QAbstractButton::clicked, this, [this, item, section] {
            item->setChecked(true);
            emit opened(QString::fromLatin1(section));
        });
    };
    for (const auto& [kind, item] : m_pages)
        opens(item, kind->name);
    opens(m_connect, "connect");
    m_settings->setCheckable(true);
    connect(m_settings, &QAbstractButton::clicked, this, [this] {
        m_settings->setChecked(true);
        emit settingsRequested();
    });
}

void Sidebar::rename() {
    m_noneTitle->setText(sayPlain("frame.clusters"));
    m_none->setText(sayPlain("frame.noCluster"));
    for (const auto& [kind, item] : m_pages)
        item->setName(sayPlain(kind->words));
    m_othersTitle->setText(sayPlain("frame.otherClusters"));
    m_connectionsTitle->setText(sayPlain("frame.otherConnections"));
    m_connect->setName(sayPlain("frame.connect"));
    m_settings->setName(sayPlain("frame.settings"));
    m_settings->setDetail(QStringLiteral("Ctrl ,"));
    setAccessibleName(sayPlain("frame.sidebar"));
}

void Sidebar::apply(const console::Snapshot& snapshot, bool connected) {
    m_connected = connected;
    m_clusterName->setText(QString::fromStdString(snapshot.cluster));
    m_kind->setText(kindOf(snapshot));
    count(snapshot);
    listClusters(snapshot);
    arrange();
}

SidebarItem* Sidebar::item(const char* page) const {
    for (const auto& [kind, item] : m_pages)
        if (std::string_view(kind->name) == page) return item;
    return nullptr;
}

void Sidebar::count(const console::Snapshot& snapshot) {
    // A list that has been whole counts for itself; until then the cluster's own figures serve.
    const console::Cluster* cluster = nullptr;
    for (const auto& row : snapshot.clusters.rows)
        if (row->name == snapshot.cluster) cluster = row.get();
    QString services, tasks;
    if (snapshot.services.asOf != 0)
        services = numberText(qint64(snapshot.services.rows.size()));
    else if (cluster)
        services = numberText(cluster->activeServices);
    if (cluster) tasks = numberText(cluster->runningTasks + cluster->pendingTasks);
    if (snapshot.tasks.asOf != 0)
        tasks = numberText(
            std::count_if(snapshot.tasks.rows.begin(), snapshot.tasks.rows.end(),
                          [](const auto& task) { return task->lastStatus != ecs::TaskStatus::stopped; }));
    item("services")->setDetail(services);
    item("tasks")->setDetail(tasks);
    item("definitions")->setDetail(
        snapshot.families.asOf != 0 ? numberText(qint64(snapshot.families.rows.size())) : QString());

    const console::Summaries summaries = console::summarize(snapshot.tasks);
    int trouble = 0, atRisk = 0;
    for (const auto& service : snapshot.services.rows) {
        const auto status = console::explain(*service, console::summaryOf(summaries, *service)).status;
        trouble += status == console::Status::trouble;
        atRisk += status == console::Status::atRisk;
    }
    if (trouble > 0)
        item("services")->setAlert(Shape::trouble, trouble);
    else if (atRisk > 0)
        item("services")->setAlert(Shape::atRisk, atRisk);
    else
        item("services")->setAlert(std::nullopt, 0);
}

void Sidebar::listClusters(const console::Snapshot& snapshot) {
    QHash<QString, SidebarItem*> gone = std::exchange(m_otherItems, {});
    for (const auto& cluster : snapshot.clusters.rows) {
        const QString name = QString::fromStdString(cluster->name);
        if (cluster->name == snapshot.cluster) continue;
        SidebarItem* item = gone.take(name);
        if (!item) {
            item = new SidebarItem(QStringLiteral("instances"), this);
            item->setName(name);
            item->setRail(m_rail);
            m_others->addWidget(item);
            connect(item, &QAbstractButton::clicked, this, [this, name] { emit clusterChosen(name); });
        }
        item->setDetail(numberText(cluster->activeServices));
        m_otherItems.insert(name, item);
    }
    qDeleteAll(gone);
}

void Sidebar::setConnections(const Connections& connections) {
    qDeleteAll(std::exchange(m_connectionItems, {}));
    for (const Connection* connection : connections.all()) {
        if (connection == connections.current()) continue;
        auto* item = new SidebarItem(QStringLiteral("cloud"), this);
        item->setName(connection->name());
        item->setRail(m_rail);
        item->setColour([&connections, connection] { return colourOf(connections, connection); });
        m_connections->addWidget(item);
        item->show();
        m_connectionItems << item;
        connect(item, &QAbstractButton::clicked, this,
                [this, key = connection->key()] { emit connectionChosen(key); });
    }
    arrange();
}

void Sidebar::arrange() {
    const bool cluster = m_connected && !m_clusterName->text().isEmpty();
    m_cluster->setVisible(cluster && !m_rail);
    m_noneTitle->setVisible(!m_connected && !m_rail);
    m_none->setVisible(!m_connected && !m_rail);
    for (const auto& [kind, item] : m_pages)
        item->setVisible(m_connected);
    m_othersTitle->setVisible(!m_otherItems.isEmpty() && !m_rail);
    m_connectionsTitle->setVisible(!m_connectionItems.isEmpty() && !m_rail);
}

void Sidebar::setCurrent(const QString& section) {
    for (const auto& [kind, item] : m_pages)
        item->setChecked(section == QLatin1String(kind->name));
    m_connect->setChecked(section == QLatin1String("connect"));
    m_settings->setChecked(section == QLatin1String("settings"));
}

void Sidebar::setRail(bool rail) {
    if (rail == m_rail) return;
    m_rail = rail;
    setFixedWidth(rail ? narrow : wide);
    for (auto* item : findChildren<SidebarItem*>())
        item->setRail(rail);
    arrange();
}

/// Up and Down move between the rows, as in a list.
void Sidebar::keyPressEvent(QKeyEvent* event) {
    const bool up = event->key() == Qt::Key_Up, down = event->key() == Qt::Key_Down;
    auto* now = qobject_cast<SidebarItem*>(focusWidget());
    if ((!up && !down) || !now) return Surface::keyPressEvent(event);
    QList<SidebarItem*> items;
    for (auto* item : findChildren<SidebarItem*>())
        if (item->isVisible()) items << item;
    std::sort(items.begin(), items.end(), [](auto* a, auto* b) { return a->y() < b->y(); });
    const qsizetype next = items.indexOf(now) + (up ? -1 : 1);
    if (next >= 0 && next < items.size()) items[next]->setFocus(Qt::TabFocusReason);
}

void Sidebar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rename();
    Surface::changeEvent(event);
}

} // namespace pilothouse::ui
