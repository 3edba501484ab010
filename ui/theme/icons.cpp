// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace pilothouse::ui {

namespace {

QPixmap render(const QString& name, const QSize& size, qreal ratio, const QColor& colour) {
    const QString key = QStringLiteral("ph/%1/%2x%3@%4/%5")
                            .arg(name)
                            .arg(size.width())
                            .arg(size.height())
                            .arg(ratio)
                            .arg(colour.rgba(), 0, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QByteArray svg = file.readAll();
    svg.replace("#000000", colour.name(QColor::HexRgb).toLatin1());
    pixmap = QPixmap(size * ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(svg).render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class Engine final : public QIconEngine {
public:
    explicit Engine(QString name) : m_name(std::move(name)) {}
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        paintIcon(*painter, rect, m_name, mode == QIcon::Disabled ? tokens().disabled : tokens().text2);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
        return render(m_name, size, 1, mode == QIcon::Disabled ? tokens().disabled : tokens().text2);
    }
    QIconEngine* clone() const override { return new Engine(*this); }
    QString iconName() override { return m_name; }

private:
    QString m_name;
};

} // namespace

void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& colour) {
    painter.drawPixmap(rect.topLeft(),
                       render(name, rect.size().toSize(), painter.device()->devicePixelRatioF(), colour));
}

QIcon icon(const QString& name) {
    return QIcon(new Engine(name));
}

} // namespace pilothouse::ui
