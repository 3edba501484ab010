// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

namespace pilothouse::ui {

/// One value that an act changes.
struct Change {
    QString what;
    QString from; ///< empty: there was none
    QString to;   ///< empty: it goes
    bool operator==(const Change&) const = default;
};

/// What changes, a row each: what, the old value, an arrow, the new one in violet. Nothing: hidden.
class DifferenceList : public QWidget {
    Q_OBJECT
public:
    explicit DifferenceList(QWidget* parent = nullptr);
    void setChanges(const std::vector<Change>& changes);
    const std::vector<Change>& changes() const { return m_changes; }

    QSize sizeHint() const override { return {200, heightForWidth(416)}; }
    QSize minimumSizeHint() const override { return {120, 0}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int draw(QPainter* painter, int width) const; ///< its height; without a painter it only measures
    std::vector<Change> m_changes;
};

} // namespace pilothouse::ui
