// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/gallery/sheets.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/pill.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

namespace pilothouse::ui::gallery {

namespace {

QWidget* shapes() {
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    for (int i = 0; i <= int(Shape::hint); ++i) {
        grid->addWidget(new StatusShape(Shape(i)), i / 2, (i % 2) * 2);
        grid->addWidget(new Label(shapeWord(Shape(i))), i / 2, (i % 2) * 2 + 1);
    }
    return box;
}

QPushButton* button(const QString& text, ButtonKind kind, bool enabled = true) {
    auto* b = new QPushButton(text);
    setButtonKind(b, kind);
    b->setEnabled(enabled);
    if (text.size() > 6) b->setIcon(icon(QStringLiteral("play")));
    return b;
}

QWidget* controls() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    auto* row = new QHBoxLayout;
    for (auto kind : {ButtonKind::plain, ButtonKind::danger, ButtonKind::ghost, ButtonKind::primary}) {
        row->addWidget(button(QStringLiteral("Scale…"), kind));
        row->addWidget(button(QStringLiteral("Run task…"), kind, kind != ButtonKind::primary));
    }
    row->addStretch();
    column->addLayout(row);
    row = new QHBoxLayout;
    auto* line = new QLineEdit(QStringLiteral("512"));
    auto* bad = new QLineEdit(QStringLiteral("768"));
    setInvalid(bad, true);
    auto* off = new QLineEdit(QStringLiteral("512"));
    off->setEnabled(false);
    auto* combo = new QComboBox;
    combo->addItems({QStringLiteral("web:43"), QStringLiteral("worker:76")});
    auto* spin = new QSpinBox;
    spin->setValue(4);
    auto* check = new QCheckBox(QStringLiteral("Only mine"));
    check->setChecked(true);
    auto* tool = new QToolButton;
    tool->setIcon(icon(QStringLiteral("copy")));
    for (QWidget* w : std::initializer_list<QWidget*>{line, bad, off, combo, spin, check, tool})
        row->addWidget(w);
    row->addStretch();
    column->addLayout(row);
    row = new QHBoxLayout;
    for (auto shape : {Shape::healthy, Shape::changing, Shape::atRisk, Shape::trouble, Shape::stopped}) {
        auto* pill = new StatusPill;
        pill->set(shape, shapeWord(shape));
        row->addWidget(pill);
    }
    row->addWidget(new Chip(QStringLiteral("EC2")));
    row->addWidget(new Chip(QStringLiteral("Ctrl K"), Chip::Look::key));
    row->addStretch();
    column->addLayout(row);
    return box;
}

QWidget* table() {
    auto* view = new DataTable;
    auto* model = new QStandardItemModel(4, 4, view);
    model->setHorizontalHeaderLabels({QStringLiteral("Service"), QStringLiteral("Revision"),
                                      QStringLiteral("Running"), QStringLiteral("Since")});
    for (int r = 0; r < 4; ++r) {
        const Cell cells[] = {
            {.text = QStringLiteral("payments"), .face = Cell::Face::strong, .shape = Shape(r)},
            {.text = QStringLiteral("5c1f09ab"), .face = Cell::Face::mono},
            {.text = QStringLiteral("%1 / 12").arg(r * 4), .face = Cell::Face::figures, .right = true},
            {.text = QStringLiteral("1:%1").arg(10 + r), .face = Cell::Face::figures, .right = true}};
        for (int c = 0; c < 4; ++c)
            model->setData(model->index(r, c), QVariant::fromValue(cells[c]), cellRole);
    }
    view->setModel(model);
    view->setColumnWidths({160, 100, 100, 90});
    view->setStretchColumn(0, 160);
    view->selectRow(1);
    view->setFixedHeight(28 * 5);
    return view;
}

} // namespace

QPixmap partsSheet() {
    Surface page(Ground::page);
    page.resize(900, 560);
    auto* column = new QVBoxLayout(&page);
    auto* header = new PageHeader;
    header->setTitle(QStringLiteral("web"));
    header->setParentTitle(QStringLiteral("Services"));
    auto* pill = new StatusPill;
    pill->set(Shape::changing, QStringLiteral("Deploying"));
    header->addBeside(pill);
    header->addAction(button(QStringLiteral("Run task…"), ButtonKind::plain));
    Sentence sentence;
    sentence.spans = {{QStringLiteral("5 of 12 tasks already run "), {}, Tone::text, false},
                      {QStringLiteral("web:43"), QStringLiteral("definition/web:43"), Tone::text, true},
                      {QStringLiteral(". About 4 min left. 起動中の操作"), {}, Tone::text2, false}};
    header->setSentence(sentence);
    column->addWidget(header);
    column->addWidget(controls());
    auto* panel = new Panel;
    panel->body()->addWidget(table());
    column->addWidget(panel);
    column->addWidget(shapes());
    page.ensurePolished();
    return page.grab();
}

} // namespace pilothouse::ui::gallery
