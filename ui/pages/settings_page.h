// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/page.h"
#include "ui/frame/page_context.h"

class QComboBox;
class QVBoxLayout;

namespace pilothouse::ui {

class Label;
class PageHeader;
class Panel;
class PlanePanel;
class ConnectionRow;

/// Language, theme, keys, refresh; colour and care of each connection; the control plane of this computer.
/// What is chosen acts at once.
class SettingsPage : public Page {
    Q_OBJECT
public:
    explicit SettingsPage(const PageContext& context, QWidget* parent = nullptr);

    console::Interest interest() const override;
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot) override;
    void go(const QString& rest) override;

protected:
    QWidget* list() const override;
    void changeEvent(QEvent* event) override;

private:
    Panel* section(const char* words);
    QComboBox* choice(Panel* panel, const char* words, const char* note = nullptr);
    void build();
    void fill();
    void listConnections();
    void listShortcuts();

    PageContext m_context;
    PageHeader* m_header;
    QVBoxLayout* m_column;
    QList<std::pair<Label*, const char*>> m_labels;
    QList<std::pair<QComboBox*, const char*>> m_names;
    QComboBox *m_language, *m_theme, *m_keys, *m_refresh;
    QWidget *m_connections, *m_shortcuts;
    PlanePanel* m_plane;
    bool m_filling = false;
};

} // namespace pilothouse::ui
