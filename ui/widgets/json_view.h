// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <QWidget>

class QToolButton;

namespace pilothouse::ui {

class FindBar;
class JsonText;

/// A document to read: coloured, found in by Ctrl F, copied whole by its button or in part by selecting. A
/// document that changes keeps the place one reads at.
class JsonView : public QWidget {
    Q_OBJECT
public:
    explicit JsonView(QWidget* parent = nullptr);
    void set(const Json& document);
    const Json& document() const { return m_document; }
    JsonText* text() const { return m_text; }
    FindBar* findBar() const { return m_find; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void rename();

    Json m_document;
    JsonText* m_text;
    FindBar* m_find;
    QToolButton* m_copy;
};

} // namespace pilothouse::ui
