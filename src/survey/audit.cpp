// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/audit.h"

#include "tidu/codec/json_write.h"
#include "tidu/text/digest.h"
#include "tidu/text/version.h"

namespace tidu::survey {
namespace {

void member_or_null(JsonWriter& json, std::string_view key, const std::string& text) {
    json.key(key);
    if (text.empty())
        json.null();
    else
        json.value(text);
}

void write_block(JsonWriter& json, const Audit& audit) {
    json.member("program", "tidu");
    json.member("version", version());
    json.member("command", audit.command);
    json.key("options");
    json.open_object();
    for (const auto& [name, value] : audit.options)
        json.member(name, value);
    json.close_object();
    member_or_null(json, "seed", audit.seed);
    member_or_null(json, "start", audit.start);
    json.key("inputs");
    json.open_array();
    for (const AuditInput& input : audit.inputs) {
        json.open_object();
        json.member("role", input.role);
        json.member("name", input.name);
        json.member("sha256", input.sha256);
        json.member("rows", input.rows);
        json.close_object();
    }
    json.close_array();
    member_or_null(json, "time", audit.time);
    json.member("rows_in", audit.rows_in);
    json.member("rows_out", audit.rows_out);
    json.key("decisions");
    json.open_array();
    for (const Message& decision : audit.decisions) {
        json.open_object();
        json.member("zh", decision.in(Language::zh));
        json.member("en", decision.in(Language::en));
        json.close_object();
    }
    json.close_array();
}

}  // namespace

std::string run_id(const Audit& audit) {
    std::string block;
    JsonWriter json(block);
    json.open_object();
    write_block(json, audit);
    json.close_object();
    return to_hex(sha256(block)).substr(0, 12);
}

void write_audit(JsonWriter& json, const Audit& audit) {
    json.key("audit");
    json.open_object();
    json.member("run", run_id(audit));
    write_block(json, audit);
    json.close_object();
}

std::string audit_json(const Audit& audit) {
    std::string text;
    JsonWriter json(text, JsonLayout::pretty);
    json.open_object();
    write_audit(json, audit);
    json.close_object();
    text += '\n';
    return text;
}

}  // namespace tidu::survey
