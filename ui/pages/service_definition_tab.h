// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/service_tab.h"

class QComboBox;
class QStackedWidget;

namespace pilothouse::ui {

class DiffView;
class JsonView;
class Label;
class ListState;
class StateSentence;

/// The revisions of the service's task definition: the difference of any two, or one alone.
class ServiceDefinitionTab : public ServiceTab {
    Q_OBJECT
public:
    explicit ServiceDefinitionTab(QWidget* parent = nullptr);
    void apply(const ServiceView& view) override;
    void reset() override;
    void rename() override;
    std::set<std::string> definitions() const override;
    bool wantsFamilies() const override { return true; }
    QWidget* mainWidget() override;
    bool find() override;

    const std::vector<std::string>& revisions() const { return m_revisions; } ///< ARNs, newest first

private:
    void fill();
    void choose();
    void tell();
    std::string newer() const;
    std::string older() const; ///< "": the other stands alone

    ServiceView m_view;
    std::vector<std::string> m_revisions;
    std::string m_olderChosen, m_newerChosen; ///< by hand; "": by itself
    bool m_alone = false;                     ///< by hand
    Label *m_show, *m_against;
    QComboBox *m_newer, *m_older;
    StateSentence* m_link;
    QStackedWidget* m_stack;
    ListState* m_state;
    DiffView* m_diff;
    JsonView* m_json;
};

/// Revisions of the family of a service's task definition, newest first: those of the family where it is
/// known, and those that its deployments hold.
std::vector<std::string> revisionsOf(const console::Service& service, const console::Snapshot& snapshot);

} // namespace pilothouse::ui
