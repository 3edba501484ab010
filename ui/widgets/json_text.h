// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/status_shape.h"

#include <QMap>
#include <QPlainTextEdit>

namespace pilothouse::ui {

/// JSON as text: coloured, mono, rows of 18 px, line numbers with marks at the left. It can be edited unless
/// setReadOnly; find bars light up what they found by setFound.
class JsonText : public QPlainTextEdit {
    Q_OBJECT
public:
    struct Mark {
        ui::Shape shape;
        QString tip;
        bool operator==(const Mark&) const = default;
    };

    explicit JsonText(QWidget* parent = nullptr);
    void setNumbered(bool numbered);
    /// By line from 0.
    void setMarks(const QMap<int, Mark>& marks);
    void setFound(const QList<QTextCursor>& all, int current);
    void goToLine(int line);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    class Gutter;
    class Colours;
    void apply();
    void placeGutter();
    void paintGutter(QPainter& painter, const QRect& dirty);
    int lineAt(int y) const;

    Gutter* m_gutter;
    Colours* m_colours;
    bool m_numbered = true;
    QMap<int, Mark> m_marks;
    QList<QTextCursor> m_found;
    int m_foundAt = -1;
};

} // namespace pilothouse::ui
