// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/page.h"
#include "ui/frame/page_context.h"

class QStackedWidget;

namespace pilothouse::ui {

class ActRunner;
class FamiliesView;
class FamilyView;

/// Task definitions: "definitions" all families, "definition/FAMILY" and "definition/FAMILY:REVISION" one of
/// them.
class DefinitionsPage : public Page {
    Q_OBJECT
public:
    explicit DefinitionsPage(const PageContext& context, QWidget* parent = nullptr);

    console::Interest interest() const override;
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot) override;
    void go(const QString& rest) override;
    QString missing() const override;
    void focusFilter() override;
    QList<QWidget*> panes() override;
    Targets targets() const override;

    /// A family's place; one called "new" is no form.
    static QString placeOf(const QString& family);

protected:
    QWidget* list() const override;

private:
    std::set<std::string> drafts() const;

    ActRunner& m_runner;
    std::shared_ptr<const console::Snapshot> m_shown;
    QStackedWidget* m_stack;
    FamiliesView* m_families;
    FamilyView* m_family;
};

} // namespace pilothouse::ui
