// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The labels (tr) of ui/ in Japanese: all of them are there, none is left in English, holes are kept.
#include "tests/support/test_registry.h"
#include "tests/ui/latin.h"

#include <QDirIterator>
#include <QFile>
#include <QXmlStreamReader>
#include <QtTest>

using namespace pilothouse::ui::tests;

class TranslationsTest : public QObject {
    Q_OBJECT

private:
    struct Message {
        QString context, source, translation, type;
    };
    static QList<Message> messages() {
        QFile file(QStringLiteral(PILOTHOUSE_SOURCE_DIR "/translations/pilothouse_ja.ts"));
        if (!file.open(QIODevice::ReadOnly)) return {};
        QXmlStreamReader xml(&file);
        QList<Message> all;
        QString context;
        Message message;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement() && xml.name() == QStringLiteral("name"))
                context = xml.readElementText();
            else if (xml.isStartElement() && xml.name() == QStringLiteral("source"))
                message = {context, xml.readElementText(), {}, {}};
            else if (xml.isStartElement() && xml.name() == QStringLiteral("translation")) {
                message.type = xml.attributes().value(QStringLiteral("type")).toString();
                message.translation = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
                all << message;
            }
        }
        return all;
    }

private slots:
    void everyLabelIsTranslated() {
        const auto all = messages();
        QVERIFY(all.size() > 50);
        for (const Message& message : all) {
            const QString where = message.context + QStringLiteral(": ") + message.source;
            QVERIFY2(message.type.isEmpty() && !message.translation.isEmpty(), qPrintable(where));
            for (const QString& hole : {QStringLiteral("%1"), QStringLiteral("%2")})
                QVERIFY2(message.source.contains(hole) == message.translation.contains(hole),
                         qPrintable(where));
            QVERIFY2(foreignWord(message.translation).isEmpty(),
                     qPrintable(where + QStringLiteral(": ") + foreignWord(message.translation)));
        }
    }

    void everyLabelInTheSourceIsInTheFile() {
        // lupdate keeps the file; a label that was added without it would stay English.
        QSet<QString> known;
        for (const Message& message : messages())
            known << message.source;
        static const QRegularExpression call(QStringLiteral("\\btr\\(\"((?:[^\"\\\\]|\\\\.)*)\"[,)]"));
        int found = 0;
        QDirIterator files(QStringLiteral(PILOTHOUSE_SOURCE_DIR "/ui"),
                           {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            for (auto it = call.globalMatch(text); it.hasNext(); ++found) {
                const QString source =
                    it.next().captured(1).replace(QStringLiteral("\\\""), QStringLiteral("\""));
                QVERIFY2(known.contains(source), qPrintable(file.fileName() + QStringLiteral(": ") + source));
            }
        }
        QVERIFY(found > 50);
    }
};

static pilothouse::tests::Registered<TranslationsTest> registered("translations");
#include "translations_test.moc"
