// SPDX-License-Identifier: Apache-2.0
#include "cli/finding_output.h"

#include "tidu/codec/file_name.h"
#include "tidu/codec/json_write.h"
#include "tidu/system/lint.h"
#include "tidu/text/version.h"

namespace tidu::cli {
namespace {

std::string_view word_of(Severity severity) {
    switch (severity) {
        case Severity::error:
            return "error";
        case Severity::warning:
            return "warning";
        case Severity::note:
            return "note";
    }
    return "note";
}

std::size_t count(const std::vector<FileFindings>& files, Severity severity) {
    std::size_t total = 0;
    for (const FileFindings& file : files)
        total += file.findings.count(severity);
    return total;
}

// ---- JSON

void write_finding(JsonWriter& json, const Diagnostic& finding, Language language) {
    json.open_object();
    if (!finding.rule.empty()) json.member("rule", finding.rule);
    json.member("severity", word_of(finding.severity));
    json.member("message", finding.message.in(language));
    if (!finding.help.empty()) json.member("help", finding.help.in(language));
    if (!finding.subject.empty()) json.member("subject", finding.subject);
    if (finding.place.span.line > 0) {
        json.member("line", finding.place.span.line);
        json.member("column", finding.place.span.column);
        json.member("length", finding.place.span.length);
    }
    if (!finding.notes.empty()) {
        json.key("notes");
        json.open_array();
        for (const Diagnostic& note : finding.notes)
            write_finding(json, note, language);
        json.close_array();
    }
    json.close_object();
}

// ---- SARIF

class SarifWriter {
  public:
    explicit SarifWriter(Language language) : language_(language) {}

    std::string write(const std::vector<FileFindings>& files) {
        json_.open_object();
        json_.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json_.member("version", "2.1.0");
        json_.key("runs");
        json_.open_array();
        json_.open_object();
        write_tool();
        json_.member("columnKind", "unicodeCodePoints");
        json_.key("results");
        json_.open_array();
        for (const FileFindings& file : files)
            for (const Diagnostic& finding : file.findings.items())
                write_result(finding);
        json_.close_array();
        json_.close_object();
        json_.close_array();
        json_.close_object();
        return out_ + "\n";
    }

  private:
    void write_tool() {
        json_.key("tool");
        json_.open_object();
        json_.key("driver");
        json_.open_object();
        json_.member("name", "tidu");
        json_.member("version", version());
        json_.key("rules");
        json_.open_array();
        for (const RuleInfo& rule : lint_rules()) {
            json_.open_object();
            json_.member("id", rule.id);
            write_text("shortDescription", language_ == Language::zh ? rule.summary.zh : rule.summary.en);
            json_.close_object();
        }
        json_.close_array();
        json_.close_object();
        json_.close_object();
    }

    void write_text(std::string_view key, std::string_view text) {
        json_.key(key);
        json_.open_object();
        json_.member("text", text);
        json_.close_object();
    }

    void write_result(const Diagnostic& finding) {
        json_.open_object();
        json_.member("ruleId", finding.rule);
        json_.member("level", word_of(finding.severity));
        write_text("message", with_help(finding));
        write_locations("locations", {finding});
        if (!finding.notes.empty()) write_locations("relatedLocations", finding.notes);
        json_.close_object();
    }

    std::string with_help(const Diagnostic& finding) const {
        std::string text = finding.message.in(language_);
        if (!finding.help.empty()) text += "\n" + finding.help.in(language_);
        return text;
    }

    void write_locations(std::string_view key, const std::vector<Diagnostic>& findings) {
        json_.key(key);
        json_.open_array();
        for (const Diagnostic& finding : findings)
            write_location(finding, key == "relatedLocations");
        json_.close_array();
    }

    void write_location(const Diagnostic& finding, bool with_message) {
        json_.open_object();
        if (with_message) write_text("message", finding.message.in(language_));
        json_.key("physicalLocation");
        json_.open_object();
        json_.key("artifactLocation");
        json_.open_object();
        json_.member("uri", url_of_path(finding.place.source ? finding.place.source->name : std::string()));
        json_.close_object();
        if (finding.place.span.line > 0) write_region(finding.place.span);
        json_.close_object();
        json_.close_object();
    }

    void write_region(const Span& span) {
        json_.key("region");
        json_.open_object();
        json_.member("startLine", span.line);
        if (span.column > 0) {
            json_.member("startColumn", span.column);
            json_.member("endColumn", span.column + span.length);
        }
        json_.close_object();
    }

    Language language_;
    std::string out_;
    JsonWriter json_{out_, JsonLayout::pretty};
};

}  // namespace

std::string findings_json(const std::vector<FileFindings>& files, Language language) {
    std::string out;
    JsonWriter json(out, JsonLayout::pretty);
    json.open_object();
    json.member("tidu", version());
    json.key("files");
    json.open_array();
    for (const FileFindings& file : files) {
        json.open_object();
        json.member("file", file.name);
        json.key("findings");
        json.open_array();
        for (const Diagnostic& finding : file.findings.items())
            write_finding(json, finding, language);
        json.close_array();
        json.close_object();
    }
    json.close_array();
    json.member("errors", count(files, Severity::error));
    json.member("warnings", count(files, Severity::warning));
    json.close_object();
    return out + "\n";
}

std::string findings_sarif(const std::vector<FileFindings>& files, Language language) {
    return SarifWriter(language).write(files);
}

}  // namespace tidu::cli
