// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/reason.h"

#include "ui/words/language.h"
#include "ui/words/quantities.h"

namespace pilothouse::ui {

namespace {

using Kind = console::Arg::Kind;

QString text(const console::Arg& arg) {
    return QString::fromStdString(arg.text);
}

/// Names in a sentence about trouble carry its hue, as on the overview.
Tone nameTone(std::string_view code) {
    if (code == "services.trouble") return Tone::bad;
    if (code == "services.atRisk") return Tone::warn;
    return Tone::text;
}

/// Without the registry's host, which is told with the container: the part before the first slash, if it has
/// a dot or a port or is localhost (the rule of image references). Of a digest its first signs.
QString shortImage(const QString& image) {
    const auto at = image.indexOf(u'@');
    const QString name = at < 0 ? image : image.left(at + 14);
    const auto slash = name.indexOf(u'/');
    const QString first = name.left(slash);
    const bool host =
        slash > 0 && (first.contains(u'.') || first.contains(u':') || first == QStringLiteral("localhost"));
    return host ? name.mid(slash + 1) : name;
}

Arg argOf(const console::Arg& arg, Tone tone) {
    switch (arg.kind) {
    case Kind::number:
        return Arg::number(arg.number);
    case Kind::percent:
        return Arg::plain(numberText(arg.number) + u'%');
    case Kind::mebibytes:
        return Arg::plain(memoryText(arg.number));
    case Kind::cpuUnits:
        return Arg::plain(cpuText(arg.number));
    case Kind::time:
        return Arg::clock(arg.number);
    case Kind::duration:
        return Arg::duration(arg.number);
    case Kind::text:
        return Arg::plain(text(arg));
    case Kind::service:
    case Kind::task:
    case Kind::definition:
    case Kind::container:
    case Kind::instance:
        return Arg::name(text(arg), linkOf(arg), tone);
    case Kind::image:
        return Arg::name(shortImage(text(arg)), {}, tone);
    case Kind::names: {
        Arg names;
        for (const auto& item : arg.items)
            names.items.push_back(argOf(item, tone));
        names.count = std::int64_t(arg.items.size());
        return names;
    }
    }
    return Arg::plain(text(arg));
}

/// The code's words without a name where the endpoint gave none.
std::string codeFor(const std::string& prefix, const console::Reason& reason) {
    std::string code = prefix + reason.code;
    for (const auto& [name, arg] : reason.args)
        if (arg.text.empty() && (arg.kind == Kind::container || arg.kind == Kind::image) &&
            hasWords(code + ".unnamed"))
            return code + ".unnamed";
    return code;
}

Sentence sayWith(const std::string& code, const console::Reason& reason) {
    Args args;
    for (const auto& [name, arg] : reason.args)
        args[name] = argOf(arg, nameTone(reason.code));
    return say(code, args);
}

} // namespace

QString linkOf(const console::Arg& arg) {
    switch (arg.kind) {
    case Kind::service:
        return QStringLiteral("service/") + text(arg);
    case Kind::task:
        return QStringLiteral("task/") + text(arg);
    default:
        return {};
    }
}

Sentence sayReason(const console::Reason& reason) {
    return sayWith(codeFor({}, reason), reason);
}

QString shortReason(const console::Reason& reason) {
    const std::string code = codeFor("short.", reason);
    return sayWith(hasWords(code) ? code : reason.code, reason).plain();
}

Sentence sayReasons(const std::vector<console::Reason>& reasons) {
    Sentence all;
    for (const auto& reason : reasons)
        all += sayReason(reason);
    return all;
}

Shape shapeOf(console::Status status) {
    using console::Status;
    switch (status) {
    case Status::unknown:
    case Status::idle:
        return Shape::unknown;
    case Status::healthy:
        return Shape::healthy;
    case Status::running:
        return Shape::running;
    case Status::changing:
        return Shape::changing;
    case Status::starting:
        return Shape::starting;
    case Status::atRisk:
        return Shape::atRisk;
    case Status::trouble:
        return Shape::trouble;
    case Status::failed:
        return Shape::failed;
    case Status::leaving:
        return Shape::leaving;
    case Status::stopped:
        return Shape::stopped;
    }
    return Shape::unknown;
}

Tone toneOf(console::Status status) {
    using console::Status;
    switch (status) {
    case Status::trouble:
    case Status::failed:
        return Tone::bad;
    case Status::atRisk:
        return Tone::warn;
    case Status::changing:
    case Status::starting:
        return Tone::change;
    default:
        return Tone::text2;
    }
}

} // namespace pilothouse::ui
