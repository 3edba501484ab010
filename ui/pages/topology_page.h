// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/page.h"
#include "ui/frame/page_context.h"
#include "ui/models/topology.h"

#include <QTimer>

class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace pilothouse::ui {

class FilterField;
class ListState;
class PageHeader;
class Segments;
class StaleBanner;
class TopologyInspector;
class TopologyMap;

/// The cluster as a map: which task stands on which instance, what waits and what is missing, and where more
/// would fit. "topology/service:web" sets the filter, "topology/fit:web" asks where one more of it would fit.
class TopologyPage : public Page {
    Q_OBJECT
public:
    explicit TopologyPage(const PageContext& context, QWidget* parent = nullptr);

    console::Interest interest() const override;
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot) override;
    void go(const QString& rest) override;
    QString missing() const override;
    void focusFilter() override;
    QList<QWidget*> panes() override;
    Targets targets() const override;

protected:
    QWidget* list() const override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildHeader();
    void buildTools(QVBoxLayout* column);
    void listen(const PageContext& context);
    void rename();
    void arrange();
    void tellSentence();
    void tellState();
    void tellCount();
    void tellZoom();
    void tellThing();
    void tellLegend();
    void tellFit();
    void setFitting(bool on);
    void setDrawer(bool open);
    bool isNarrow() const;

    std::shared_ptr<const console::Snapshot> m_shown;
    Topology m_topology;
    PageHeader* m_header;
    QPushButton *m_zoomOut, *m_zoomFit, *m_zoomIn, *m_fitting, *m_details;
    FilterField* m_filter;
    Segments *m_colour, *m_size, *m_group;
    StaleBanner* m_stale;
    QStackedWidget* m_stack;
    ListState* m_state;
    TopologyMap* m_map;
    TopologyInspector* m_inspector;
    QWidget* m_left;
    QTimer m_tick; ///< ages
    bool m_drawer = false;
};

} // namespace pilothouse::ui
