// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/page.h"
#include "ui/frame/page_context.h"

#include <QTimer>

class QScrollArea;
class QVBoxLayout;

namespace pilothouse::ui {

class ActButton;
class ActRunner;
class ListState;
class OverviewCapacity;
class OverviewChanges;
class OverviewLive;
class OverviewServices;
class Panel;
class ProblemList;
class SampleActs;
class StaleBanner;
class StateSentence;

/// The cluster in one sentence; then what to do, the services with trouble first; beside them capacity, live
/// counts and what changed.
class OverviewPage : public Page {
    Q_OBJECT
public:
    explicit OverviewPage(const PageContext& context, QWidget* parent = nullptr);

    console::Interest interest() const override;
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot) override;
    QString missing() const override;
    QList<QWidget*> panes() override;
    Targets targets() const override;

protected:
    QWidget* list() const override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Columns { none, one, narrow, wide };

    QWidget* buildHeader();
    void buildBoard();
    void place(Columns columns);
    void arrange();
    void tell();
    void tellFacts();
    void tellState();
    void tellStale();
    void tellActions();
    void tick();

    ActRunner& m_runner;
    SampleActs& m_sample;
    std::shared_ptr<const console::Snapshot> m_shown;
    StateSentence *m_sentence, *m_facts;
    QList<ActButton*> m_acts;
    StaleBanner* m_stale;
    ListState* m_whole; ///< in place of the board: it is being read, denied, failed
    QScrollArea* m_scroll;
    QWidget* m_board;
    QWidget* m_header;
    ProblemList* m_problems;
    Panel* m_emptyPanel; ///< in place of the services: there is none
    ListState* m_empty;
    OverviewServices* m_services;
    OverviewCapacity* m_capacity;
    OverviewLive* m_live;
    OverviewChanges* m_changes;
    Columns m_columns = Columns::none;
    QTimer m_tick;
};

} // namespace pilothouse::ui
