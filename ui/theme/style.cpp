// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QTableView>

namespace pilothouse::ui {

namespace {
constexpr const char* kindProperty = "pilothouseKind";
constexpr const char* smallProperty = "pilothouseSmall";
constexpr const char* invalidProperty = "pilothouseInvalid";

/// The option as its own class; the style is only ever asked with the class that the element names.
template <typename Option>
const Option& as(const QStyleOption* option) {
    return *static_cast<const Option*>(option);
}
} // namespace

void setButtonKind(QWidget* button, ButtonKind kind) {
    button->setProperty(kindProperty, static_cast<int>(kind));
    button->update();
}

ButtonKind buttonKind(const QWidget* button) {
    return button ? static_cast<ButtonKind>(button->property(kindProperty).toInt()) : ButtonKind::plain;
}

void setSmall(QWidget* control, bool small) {
    control->setProperty(smallProperty, small);
    control->setFont(uiFont(small ? 12 : 13));
    control->updateGeometry();
}

bool isSmall(const QWidget* control) {
    return control && control->property(smallProperty).toBool();
}

void setInvalid(QWidget* field, bool invalid) {
    field->setProperty(invalidProperty, invalid);
    field->update();
}

bool isInvalid(const QWidget* field) {
    return field && field->property(invalidProperty).toBool();
}

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void Style::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
        qobject_cast<QScrollBar*>(widget) || qobject_cast<QTabBar*>(widget) ||
        qobject_cast<QLineEdit*>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void Style::unpolish(QWidget* widget) {
    QProxyStyle::unpolish(widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
    const Tokens& t = tokens();
    switch (element) {
    case PE_PanelButtonCommand:
        paint::buttonBevel(*painter, as<QStyleOptionButton>(option), widget);
        return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (widget && widget->property("bare").toBool()) return; // its surroundings are the field
        paint::fieldPanel(*painter, *option, widget);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paint::checkBox(*painter, option->rect, option->state);
        return;
    case PE_IndicatorRadioButton:
        paint::radioButton(*painter, option->rect, option->state);
        return;
    case PE_FrameMenu:
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        paint::box(*painter, option->rect, t.raised, t.line2, 6);
        return;
    case PE_Frame:
    case PE_FrameWindow:
        paint::box(*painter, option->rect, Qt::transparent, t.line, 6);
        return;
    case PE_FrameFocusRect: {
        if (!(option->state & State_KeyboardFocusChange)) return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(t.youLine, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 4, 4);
        painter->restore();
        return;
    }
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), t.line);
        return;
    case PE_FrameTabWidget:
    case PE_FrameStatusBarItem:
    case PE_PanelStatusBar:
    case PE_FrameButtonBevel:
    case PE_PanelScrollAreaCorner:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const {
    switch (element) {
    case CE_PushButtonBevel:
        paint::buttonBevel(*painter, as<QStyleOptionButton>(option), widget);
        return;
    case CE_PushButtonLabel:
        paint::buttonLabel(*painter, as<QStyleOptionButton>(option), widget);
        return;
    case CE_ComboBoxLabel:
        paint::comboLabel(*painter, as<QStyleOptionComboBox>(option), widget);
        return;
    case CE_MenuItem:
        paint::menuItem(*painter, as<QStyleOptionMenuItem>(option));
        return;
    case CE_MenuEmptyArea:
        return;
    case CE_Header: // whole: the common style would shrink the label's place and add an arrow of its own
        paint::headerSection(*painter, as<QStyleOptionHeader>(option));
        paint::headerLabel(*painter, as<QStyleOptionHeader>(option));
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, tokens().sunken);
        painter->fillRect(QRect(option->rect.left(), option->rect.top(), option->rect.width(), 1),
                          tokens().line);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          tokens().line);
        return;
    case CE_TabBarTab:
        paint::tab(*painter, as<QStyleOptionTab>(option));
        return;
    case CE_TabBarTabShape:
    case CE_TabBarTabLabel:
        return; // all of it in CE_TabBarTab
    case CE_ProgressBar:
        paint::progress(*painter, as<QStyleOptionProgressBar>(option));
        return;
    case CE_Splitter: {
        const QRect r = option->rect;
        const bool upright = option->state & State_Horizontal;
        painter->fillRect(upright ? QRect(r.center().x(), r.top(), 1, r.height())
                                  : QRect(r.left(), r.center().y(), r.width(), 1),
                          tokens().line);
        return;
    }
    case CE_FocusFrame: {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokens().youLine, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 6, 6);
        painter->restore();
        return;
    }
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const {
    switch (control) {
    case CC_ComboBox:
        paint::comboBox(*painter, as<QStyleOptionComboBox>(option), widget);
        return;
    case CC_SpinBox:
        paint::spinBox(*painter, as<QStyleOptionSpinBox>(option), widget,
                       subControlRect(control, option, SC_SpinBoxUp, widget),
                       subControlRect(control, option, SC_SpinBoxDown, widget));
        return;
    case CC_ToolButton:
        paint::toolButton(*painter, as<QStyleOptionToolButton>(option), widget);
        return;
    case CC_ScrollBar:
        paint::scrollBar(*painter, as<QStyleOptionSlider>(option),
                         subControlRect(control, option, SC_ScrollBarSlider, widget));
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
                            const QWidget* widget) const {
    const QRect r = option->rect;
    if (control == CC_ComboBox && sub == SC_ComboBoxEditField) return r.adjusted(2, 1, -26, -1);
    if (control == CC_ComboBox && sub == SC_ComboBoxArrow)
        return QRect(r.right() - 24, r.top(), 24, r.height());
    if (control == CC_SpinBox && sub == SC_SpinBoxEditField) return r.adjusted(2, 1, -22, -1);
    if (control == CC_SpinBox && sub == SC_SpinBoxUp)
        return QRect(r.right() - 20, r.top() + 1, 20, r.height() / 2 - 1);
    if (control == CC_SpinBox && sub == SC_SpinBoxDown)
        return QRect(r.right() - 20, r.top() + r.height() / 2, 20, r.height() / 2 - 1);
    if (control == CC_ScrollBar) {
        if (sub == SC_ScrollBarAddLine || sub == SC_ScrollBarSubLine) return {};
        if (sub == SC_ScrollBarGroove) return r;
        const auto& slider = as<QStyleOptionSlider>(option);
        const bool flat = slider.orientation == Qt::Horizontal;
        const int length = flat ? r.width() : r.height();
        const qint64 range = qint64(slider.maximum) - slider.minimum;
        int handle = length;
        if (range > 0)
            handle = qBound(32, int(qint64(length) * slider.pageStep / (range + slider.pageStep)), length);
        const int start = sliderPositionFromValue(slider.minimum, slider.maximum, slider.sliderPosition,
                                                  length - handle, slider.upsideDown);
        const int from = sub == SC_ScrollBarSlider ? start : sub == SC_ScrollBarSubPage ? 0 : start + handle;
        const int size = sub == SC_ScrollBarSlider    ? handle
                         : sub == SC_ScrollBarSubPage ? start
                                                      : length - start - handle;
        return flat ? QRect(r.left() + from, r.top(), size, r.height())
                    : QRect(r.left(), r.top() + from, r.width(), size);
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
    switch (element) {
    case SE_LineEditContents:
        return option->rect.adjusted(6, 1, -6, -1);
    case SE_PushButtonContents:
        return option->rect;
    case SE_HeaderLabel:
        return option->rect;
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                              const QWidget* widget) const {
    const int height = isSmall(widget) ? 24 : 28;
    switch (type) {
    case CT_PushButton: {
        const auto& button = as<QStyleOptionButton>(option);
        const QFontMetrics metrics(widget && buttonKind(widget) == ButtonKind::primary
                                       ? uiFont(isSmall(widget) ? 12 : 13, Weight::strong)
                                   : widget ? widget->font()
                                            : uiFont(13));
        int width = metrics.horizontalAdvance(button.text) + (height == 24 ? 16 : 20) + 2;
        if (!button.icon.isNull()) width += button.text.isEmpty() ? 8 : 14 + 6;
        if (button.features & QStyleOptionButton::HasMenu) width += 12 + 6;
        return {qMax(width, height), height};
    }
    case CT_LineEdit:
        return {contents.width() + 16, height};
    case CT_ComboBox:
        return {contents.width() + 40, height};
    case CT_SpinBox:
        return {contents.width() + 32, height};
    case CT_ToolButton: {
        const auto& button = as<QStyleOptionToolButton>(option);
        if (button.toolButtonStyle == Qt::ToolButtonIconOnly || button.text.isEmpty()) return {28, 28};
        return {QFontMetrics(widget ? widget->font() : uiFont(13)).horizontalAdvance(button.text) + 16 +
                    (button.icon.isNull() ? 0 : 20),
                28};
    }
    case CT_MenuItem:
        return paint::menuItemSize(as<QStyleOptionMenuItem>(option), contents);
    case CT_HeaderSection:
        return {contents.width(), 28};
    case CT_TabBarTab: {
        const auto& tab = as<QStyleOptionTab>(option);
        return {QFontMetrics(uiFont(13, Weight::strong)).horizontalAdvance(tab.text) + 20, 36};
    }
    case CT_ProgressBar:
        return {contents.width(), 4};
    default:
        return QProxyStyle::sizeFromContents(type, option, contents, widget);
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollView_ScrollBarOverlap:
        // Over the margin of a table's last column: its header and lines go through to the edge.
        return widget && widget->parentWidget() &&
                       qobject_cast<const QTableView*>(widget->parentWidget()->parentWidget())
                   ? 12
                   : 0;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 14;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return 4;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_ButtonIconSize:
        return 14;
    case PM_SmallIconSize:
        return 16;
    case PM_ToolBarIconSize:
        return 16;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return 2;
    case PM_DefaultFrameWidth:
        return 1;
    case PM_SplitterWidth:
        return 5;
    case PM_HeaderMarkSize:
        return 10;
    case PM_TabBarTabHSpace:
        return 20;
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarBaseOverlap:
    case PM_TabBarBaseHeight:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* result) const {
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_ComboBox_Popup:
        return 0;
    case SH_FocusFrame_AboveWidget:
        return 1;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_ScrollBar_Transient:
        return 0;
    case SH_TabBar_ElideMode:
        return Qt::ElideNone;
    case SH_Menu_Scrollable:
        return 1;
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_UnderlineShortcut:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

} // namespace pilothouse::ui
