// SPDX-License-Identifier: Apache-2.0
// Plans and manifests as JSON and back. The format is described in docs/drive.md.
#include <charconv>

#include "phrases.h"
#include "rules.h"
#include "tidu/codec/json_write.h"
#include "tidu/codec/tree.h"
#include "tidu/survey/manifest.h"
#include "tidu/text/number.h"

namespace tidu::survey {
namespace {

constexpr int format_version = 1;

template <typename List>
void write_list(JsonWriter& json, std::string_view key, const List& list) {
    json.key(key);
    json.open_array();
    for (const auto& element : list)
        json.value(element);
    json.close_array();
}

void write_options(JsonWriter& json, const PlanOptions& options) {
    json.member("rate", format_rate(options.rate));
    write_list(json, "strata_by", options.strata);
    json.member("minimum", options.minimum);
    json.key("take_all");
    json.open_array();
    for (const TakeAllRule& rule : options.take_all)
        json.value(rule.column + "=" + rule.value);
    json.close_array();
    json.member("method", method_name(options.method));
    json.member("exponent", format_rate(options.exponent));
    json.member("rule", rule_name(options.rule));
    json.member("confidence", options.confidence);
    json.key("expected");
    json.open_array();
    for (const ExpectedLevel& level : options.expected) {
        json.open_object();
        json.member("level", level.level);
        json.member("share", level.share);
        json.close_object();
    }
    json.close_array();
}

void write_city(JsonWriter& json, const CityPlan& city) {
    json.open_object();
    json.member("city", city.city);
    json.member("population", city.population);
    json.member("required", city.required);
    json.member("size", city.size);
    json.member("raised_by_minimums", city.raised_by_minimums);
    write_list(json, "half_widths", city.half_widths);
    json.close_object();
}

void write_stratum(JsonWriter& json, const StratumPlan& stratum) {
    json.open_object();
    json.member("key", stratum.key);
    json.member("city", stratum.city);
    json.member("group", stratum.group);
    write_list(json, "values", stratum.values);
    json.member("population", stratum.population);
    json.member("minimum", stratum.minimum);
    json.member("maximum", stratum.maximum);
    json.member("weight", stratum.weight);
    json.member("size", stratum.size);
    json.member("exact", stratum.exact);
    json.member("take_all", stratum.take_all);
    json.close_object();
}

void write_system(JsonWriter& json, const SystemVersion& system) {
    json.open_object();
    json.member("id", system.id);
    json.member("version", system.version);
    json.member("sha256", system.sha256);
    json.close_object();
}

void write_plan(JsonWriter& json, const SamplePlan& plan) {
    json.open_object();
    json.member("registry", plan.registry_sha256);
    json.member("ids", plan.ids == UnitIds::any ? "any" : "credit_code");
    json.key("system");
    if (plan.system)
        write_system(json, *plan.system);
    else
        json.null();
    write_options(json, plan.options);
    write_list(json, "columns", plan.columns);
    json.member("population", plan.population);
    json.member("size", plan.size());
    write_list(json, "half_widths", plan.half_widths);
    json.key("cities");
    json.open_array();
    for (const CityPlan& city : plan.cities)
        write_city(json, city);
    json.close_array();
    json.key("strata");
    json.open_array();
    for (const StratumPlan& stratum : plan.strata)
        write_stratum(json, stratum);
    json.close_array();
    json.close_object();
}

void write_draw(JsonWriter& json, const Draw& draw) {
    json.open_object();
    json.member("seed", draw.options.seed);
    // Points of the number line have 64 bits; a JSON number is safe only to 53.
    json.member("first_start", std::to_string(draw.options.first_start));
    json.member("step", format_rate(draw.options.step));
    json.member("year", draw.options.year);
    json.member("start", std::to_string(draw.start));
    json.member("reserve", format_rate(draw.options.reserve));
    write_list(json, "columns", draw.columns);
    json.member("list_sha256", draw.list_sha256);
    json.key("units");
    json.open_array();
    for (const DrawnUnit& unit : draw.units) {
        json.open_object();
        json.member("id", unit.id);
        json.member("stratum", unit.stratum);
        json.member("order", unit.order);
        json.member("reserve", unit.reserve);
        json.member("number", unit.number);
        write_list(json, "values", unit.values);
        json.close_object();
    }
    json.close_array();
    json.close_object();
}

/// Reads typed fields and remembers the first that is not as it should be.
class FieldReader {
  public:
    FieldReader(SourcePtr source, Diagnostics& diagnostics)
        : source_(std::move(source)), diagnostics_(diagnostics) {}

    bool good() const { return good_; }

    TreeView field(TreeView map, std::string_view key) {
        const TreeView value = map.exists() && map.is_mapping() ? map.find(key) : TreeView{};
        if (!value.exists()) fail(map, key);
        return value;
    }
    std::string text(TreeView map, std::string_view key) {
        const TreeView value = field(map, key);
        if (!value.exists()) return {};
        if (!value.is_scalar()) fail(value, key);
        return std::string(value.text());
    }
    std::uint64_t whole(TreeView map, std::string_view key) {
        const std::string written = text(map, key);
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), number);
        if (error != std::errc{} || end != written.data() + written.size()) fail(map, key);
        return number;
    }
    double decimal(TreeView map, std::string_view key) {
        const auto number = parse_number(text(map, key));
        if (!number) fail(map, key);
        return number.value_or(0);
    }
    Rate rate(TreeView map, std::string_view key) {
        const auto rate = parse_rate(text(map, key));
        if (!rate) fail(map, key);
        return rate.value_or(Rate{});
    }
    bool flag(TreeView map, std::string_view key) { return text(map, key) == "true"; }
    std::vector<std::string> texts(TreeView map, std::string_view key) {
        std::vector<std::string> list;
        for_each(map, key, [&](TreeView element) { list.emplace_back(element.text()); });
        return list;
    }
    std::vector<double> decimals(TreeView map, std::string_view key) {
        std::vector<double> list;
        for_each(map, key,
                 [&](TreeView element) { list.push_back(parse_number(element.text()).value_or(0)); });
        return list;
    }
    template <typename Visit>
    void for_each(TreeView map, std::string_view key, const Visit& visit) {
        const TreeView list = field(map, key);
        if (!list.exists()) return;
        if (!list.is_sequence()) return fail(list, key);
        for (std::size_t element = 0; element < list.size(); ++element)
            visit(list[element]);
    }
    void fail(TreeView near, std::string_view key) {
        if (!good_) return;
        good_ = false;
        const Place place = near.exists() ? Place::of_text(source_, near.span()) : Place::of_file(source_);
        diagnostics_.add({Severity::error,
                          rules::manifest_format,
                          say(phrases::manifest_field, key),
                          place,
                          say(phrases::manifest_help),
                          {},
                          {}});
    }

  private:
    SourcePtr source_;
    Diagnostics& diagnostics_;
    bool good_ = true;
};

TakeAllRule read_take_all(std::string_view text) {
    const std::size_t sign = text.find('=');
    if (sign == std::string_view::npos) return {std::string(text), {}};
    return {std::string(text.substr(0, sign)), std::string(text.substr(sign + 1))};
}

PlanOptions read_options(FieldReader& fields, TreeView plan) {
    PlanOptions options;
    options.rate = fields.rate(plan, "rate");
    options.strata = fields.texts(plan, "strata_by");
    options.minimum = fields.whole(plan, "minimum");
    options.take_all.clear();
    for (const std::string& rule : fields.texts(plan, "take_all"))
        options.take_all.push_back(read_take_all(rule));
    const std::string method = fields.text(plan, "method");
    for (AllocationMethod candidate : {AllocationMethod::neyman, AllocationMethod::power})
        if (method == method_name(candidate)) options.method = candidate;
    options.exponent = fields.rate(plan, "exponent");
    if (fields.text(plan, "rule") == rule_name(AllocationRule::largest_remainder))
        options.rule = AllocationRule::largest_remainder;
    options.confidence = fields.decimal(plan, "confidence");
    options.expected.clear();
    fields.for_each(plan, "expected", [&](TreeView level) {
        options.expected.push_back({fields.text(level, "level"), fields.decimal(level, "share")});
    });
    return options;
}

SamplePlan read_plan(FieldReader& fields, TreeView tree) {
    SamplePlan plan;
    plan.registry_sha256 = fields.text(tree, "registry");
    plan.ids = fields.text(tree, "ids") == "any" ? UnitIds::any : UnitIds::credit_code;
    if (const TreeView system = fields.field(tree, "system"); system.exists() && !system.is_null())
        plan.system = SystemVersion{fields.text(system, "id"), fields.text(system, "version"),
                                    fields.text(system, "sha256")};
    plan.options = read_options(fields, tree);
    plan.columns = fields.texts(tree, "columns");
    plan.population = fields.whole(tree, "population");
    plan.half_widths = fields.decimals(tree, "half_widths");
    fields.for_each(tree, "cities", [&](TreeView city) {
        plan.cities.push_back({fields.text(city, "city"), fields.whole(city, "population"),
                               fields.whole(city, "required"), fields.whole(city, "size"),
                               fields.flag(city, "raised_by_minimums"),
                               fields.decimals(city, "half_widths")});
    });
    fields.for_each(tree, "strata", [&](TreeView stratum) {
        plan.strata.push_back({fields.text(stratum, "key"), fields.text(stratum, "city"),
                               fields.text(stratum, "group"), fields.texts(stratum, "values"),
                               fields.whole(stratum, "population"), fields.whole(stratum, "minimum"),
                               fields.whole(stratum, "maximum"), fields.whole(stratum, "weight"),
                               fields.whole(stratum, "size"), fields.decimal(stratum, "exact"),
                               fields.flag(stratum, "take_all")});
    });
    return plan;
}

Draw read_draw(FieldReader& fields, TreeView tree, std::size_t stratum_count) {
    Draw draw;
    draw.options.seed = fields.text(tree, "seed");
    draw.options.first_start = fields.whole(tree, "first_start");
    draw.options.step = fields.rate(tree, "step");
    draw.options.year = fields.whole(tree, "year");
    draw.options.reserve = fields.rate(tree, "reserve");
    draw.start = fields.whole(tree, "start");
    draw.columns = fields.texts(tree, "columns");
    draw.list_sha256 = fields.text(tree, "list_sha256");
    fields.for_each(tree, "units", [&](TreeView unit) {
        DrawnUnit drawn;
        drawn.id = fields.text(unit, "id");
        const std::uint64_t stratum = fields.whole(unit, "stratum");
        drawn.stratum = static_cast<std::uint32_t>(stratum);
        drawn.order = static_cast<std::uint32_t>(fields.whole(unit, "order"));
        drawn.reserve = fields.flag(unit, "reserve");
        drawn.number = fields.decimal(unit, "number");
        drawn.values = fields.texts(unit, "values");
        if (stratum >= stratum_count || drawn.values.size() != draw.columns.size())
            fields.fail(unit, "units");
        draw.units.push_back(std::move(drawn));
    });
    return draw;
}

}  // namespace

std::string manifest_json(const SampleManifest& manifest, const Audit& audit) {
    std::string text;
    JsonWriter json(text, JsonLayout::pretty);
    json.open_object();
    json.member("tidu_sample", format_version);
    json.key("plan");
    write_plan(json, manifest.plan);
    json.key("draw");
    if (manifest.draw)
        write_draw(json, *manifest.draw);
    else
        json.null();
    write_audit(json, audit);
    json.close_object();
    text += '\n';
    return text;
}

std::optional<SampleManifest> read_manifest(const SourcePtr& source, Diagnostics& diagnostics) {
    const TreeLimits limits{std::size_t{1} << 31, 200'000'000, 16};
    const auto documents = parse_json(source, limits, diagnostics);
    if (!documents) return std::nullopt;
    FieldReader fields(source, diagnostics);
    if (documents->size() != 1) {
        fields.fail({}, "tidu_sample");
        return std::nullopt;
    }
    const TreeView root = documents->front().view();
    if (fields.whole(root, "tidu_sample") != format_version) fields.fail(root, "tidu_sample");
    if (!fields.good()) return std::nullopt;
    SampleManifest manifest;
    manifest.plan = read_plan(fields, fields.field(root, "plan"));
    const TreeView draw = fields.field(root, "draw");
    if (draw.exists() && !draw.is_null())
        manifest.draw = read_draw(fields, draw, manifest.plan.strata.size());
    if (!fields.good()) return std::nullopt;
    return manifest;
}

}  // namespace tidu::survey
