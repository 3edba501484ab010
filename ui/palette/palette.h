// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/search.h"

#include <QPointer>
#include <QWidget>
#include <functional>

class QLineEdit;
class QListView;

namespace pilothouse::ui {

class Chip;
class Label;
class Panel;
class PaletteModel;

/// One box for everything (Ctrl K), over the window on a flat scrim: type a name, an action, a number; Enter
/// does what is marked, Tab completes, Ctrl Enter copies the `aws` command, Escape leaves.
class Palette : public QWidget {
    Q_OBJECT
public:
    /// `world` is asked anew at each key, for what is around goes on changing.
    Palette(QWidget* host, std::function<PaletteWorld()> world);

    void setText(const QString& text);
    void search();

signals:
    void chosen(const pilothouse::ui::PaletteItem& item);
    void copied(const QString& command);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void build();
    void place();
    void retell();
    void move(int step);
    void take();
    void copy();
    void leave();
    bool key(QKeyEvent* event);

    std::function<PaletteWorld()> m_world;
    std::shared_ptr<const console::Snapshot> m_summed; ///< what m_summaries are of
    std::shared_ptr<const console::Summaries> m_summaries;
    QPointer<QWidget> m_before; ///< had the keyboard
    Panel* m_panel;
    QLineEdit* m_field;
    Label *m_where, *m_none;
    QListView* m_list;
    PaletteModel* m_model;
    QList<std::pair<Label*, const char*>> m_hints;
};

} // namespace pilothouse::ui
