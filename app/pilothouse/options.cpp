// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothouse/options.h"

#include "ui/frame/page_table.h"

#include <QRegularExpression>

namespace pilothouse::app {

namespace {

constexpr const char* usageText = R"(pilothouse [connection] [options]

Connection (without: the last one, else the page "first start")
  --this-computer       the control plane of this computer; it is started if it does not run
  --simulated           the same with a simulated engine instead of Docker
  --endpoint URL        anything that speaks the ECS API
  --profile NAME        a profile of ~/.aws
  --region NAME         of a profile or an endpoint
  --cluster NAME        the cluster that is shown
  --service NAME        the service whose page is shown
  --read-only           nothing can be changed over this connection

Options
  --sample              starts the sample application
  --theme light|dark|system
  --language en|ja|system
  --page PLACE          first-start, overview, services, service/NAME, tasks, task/ID, instances, definitions ...
  --size WxH            of the window, in pixels
  --screenshot FILE     draws the connected window into a PNG file instead of opening it; needs no display
  --version, --help
)";

tl::unexpected<Error> wrong(const QString& what) {
    return fail("options.usage", {}, what.toStdString());
}

// Names as ECS takes them: 255 letters, digits, hyphens, underscores.
const QRegularExpression nameForm("^[0-9A-Za-z_-]{1,255}$");
const QRegularExpression sizeForm("^([0-9]{3,4})x([0-9]{3,4})$");

/// Reads one flag after the other into Options; `error` tells what went wrong first.
class Reader {
public:
    explicit Reader(const QStringList& arguments) : m_rest(arguments) {}

    Result<Options> read() {
        while (!m_rest.isEmpty() && m_error.isEmpty())
            flag(m_rest.takeFirst());
        if (!m_region.isEmpty()) {
            if (!m_options.target || m_options.target->kind == ui::Target::Kind::thisComputer)
                error("--region needs --profile or --endpoint");
            else
                m_options.target->region = m_region;
        }
        if (m_readOnly) {
            if (m_options.target)
                m_options.target->readOnly = true;
            else
                error("--read-only needs a connection");
        }
        if (!m_error.isEmpty()) return wrong(m_error);
        return m_options;
    }

private:
    void flag(const QString& name) {
        using Kind = ui::Target::Kind;
        if (name == "--this-computer")
            target({Kind::thisComputer, {}, {}, m_simulated});
        else if (name == "--simulated")
            simulated();
        else if (name == "--endpoint")
            target({Kind::endpoint, value(name), {}, false});
        else if (name == "--profile")
            target({Kind::profile, value(name), {}, false});
        else if (name == "--region")
            m_region = value(name);
        else if (name == "--cluster")
            m_options.cluster = matching(name, nameForm);
        else if (name == "--service")
            page(name, "service/" + matching(name, nameForm));
        else if (name == "--read-only")
            m_readOnly = true;
        else if (name == "--sample")
            m_options.sample = true;
        else if (name == "--theme")
            m_options.theme = oneOf(name, {"light", "dark", "system"});
        else if (name == "--language")
            m_options.language = oneOf(name, {"en", "ja", "system"});
        else if (name == "--page")
            page(name, value(name));
        else if (name == "--size")
            size(matching(name, sizeForm));
        else if (name == "--screenshot")
            m_options.screenshot = value(name);
        else if (name == "--version")
            m_options.version = true;
        else if (name == "--help" || name == "-h")
            m_options.help = true;
        else
            error("unknown flag " + name);
    }

    QString value(const QString& name) {
        if (m_rest.isEmpty() || m_rest.first().startsWith("--")) {
            error(name + " needs a value");
            return {};
        }
        return m_rest.takeFirst();
    }

    QString oneOf(const QString& name, const QStringList& words) {
        const QString word = value(name);
        if (!word.isEmpty() && !words.contains(word)) error(name + " is one of " + words.join(", "));
        return word;
    }

    QString matching(const QString& name, const QRegularExpression& form) {
        const QString text = value(name);
        if (!text.isEmpty() && !form.match(text).hasMatch()) error(name + " cannot be " + text);
        return text;
    }

    /// A page of the table, or the one before any connection; what follows is the page's to understand.
    void page(const QString& name, const QString& path) {
        static const QRegularExpression form("^[0-9A-Za-z_/:.-]+$");
        const bool known = path == "first-start" || ui::pageKind(ui::pageOf(path).first);
        if (!known || !form.match(path).hasMatch() || path.contains("..")) error(name + " cannot be " + path);
        if (!m_options.page.isEmpty()) error("only one page can be shown");
        m_options.page = path;
    }

    void size(const QString& text) {
        const auto match = sizeForm.match(text);
        m_options.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
    }

    void simulated() {
        m_simulated = true;
        if (m_options.target && m_options.target->kind == ui::Target::Kind::thisComputer)
            m_options.target->simulated = true;
        else
            target({ui::Target::Kind::thisComputer, {}, {}, true});
    }

    void target(ui::Target target) {
        const bool again = m_options.target && m_options.target->kind == target.kind &&
                           m_options.target->name == target.name;
        if (m_options.target && !again) error("only one connection can be opened");
        m_options.target = std::move(target);
    }

    void error(const QString& text) {
        if (m_error.isEmpty()) m_error = text;
    }

    QStringList m_rest;
    Options m_options;
    QString m_region, m_error;
    bool m_simulated = false, m_readOnly = false;
};

} // namespace

Result<Options> readOptions(const QStringList& arguments) {
    return Reader(arguments).read();
}

QString usage() {
    return QString::fromUtf8(usageText);
}

} // namespace pilothouse::app
