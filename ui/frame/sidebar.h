// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"
#include "ui/widgets/panel.h"

#include <QHash>
#include <memory>

class QVBoxLayout;

namespace pilothouse::ui {

class Chip;
class Connections;
class Label;
class SidebarItem;
struct PageKind;

/// At the left of all pages: the cluster and its sections with counts, the other clusters, and at the foot
/// Connect and Settings. 216 wide, as a rail 48.
class Sidebar : public Surface {
    Q_OBJECT
public:
    explicit Sidebar(QWidget* parent = nullptr);

    void apply(const console::Snapshot& snapshot, bool connected);
    void setCurrent(const QString& section);             ///< name of a page, or "connect"
    void setConnections(const Connections& connections); ///< those that are not shown stand below
    void setRail(bool rail);
    bool isRail() const { return m_rail; }

signals:
    void opened(const QString& section);
    void clusterChosen(const QString& name);
    void connectionChosen(const QString& key);
    void settingsRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void rename();
    void count(const console::Snapshot& snapshot);
    SidebarItem* item(const char* page) const;
    void listClusters(const console::Snapshot& snapshot);
    void arrange();

    QVBoxLayout* m_column;
    QWidget* m_cluster; ///< head: name and kind
    Label *m_clusterName, *m_othersTitle, *m_connectionsTitle, *m_noneTitle, *m_none;
    Chip* m_kind;
    QList<std::pair<const PageKind*, SidebarItem*>> m_pages;
    SidebarItem *m_connect, *m_settings;
    QVBoxLayout *m_others, *m_connections;
    QList<SidebarItem*> m_connectionItems;
    QHash<QString, SidebarItem*> m_otherItems; ///< by cluster
    std::shared_ptr<const console::Snapshot> m_last;
    bool m_rail = false, m_connected = false;
};

} // namespace pilothouse::ui
