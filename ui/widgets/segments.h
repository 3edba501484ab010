// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace pilothouse::ui {

class Label;

/// One of a few values, all of them in sight: "Colour [Health|Service|Age]". The keyboard comes to the chosen
/// one and moves on by the arrows.
class Segments : public QWidget {
    Q_OBJECT
public:
    explicit Segments(int count, QWidget* parent = nullptr);
    /// Also the accessible names: "Colour: health".
    void setTexts(const QString& label, const QStringList& values);
    void setTips(const QStringList& tips);
    void setLabelVisible(bool visible);
    void setCurrent(int value); ///< tells nobody
    int current() const;

signals:
    void chosen(int value);

private:
    class Segment;
    Label* m_label;
    QButtonGroup* m_group;
    QList<Segment*> m_segments;
};

} // namespace pilothouse::ui
