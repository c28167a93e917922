// SPDX-License-Identifier: Apache-2.0
#include "svg_chart.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "phrases.h"
#include "tidu/text/message.h"
#include "tidu/text/number.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

std::string joined_label(Language language, const std::string& label, const std::string& text) {
    return say(phrases::label_value, label, text).in(language);
}

void append_text(HtmlWriter& html, double x, double y, std::string_view css_class, std::string_view anchor,
                 std::string_view text) {
    html.markup("<text").attribute("x", x).attribute("y", y);
    if (!css_class.empty()) html.attribute("class", css_class);
    if (!anchor.empty()) html.attribute("text-anchor", anchor);
    html.markup(">").text(text).markup("</text>");
}

// ---------------------------------------------------------------------------------------------- stairs

struct StairsLayout {
    static constexpr double tread = 22;  ///< how far each step stands behind the one below
    static constexpr double row_height = 46;
    static constexpr double ground = 26;  ///< room before the first step
    static constexpr double text_gap = 14;
    static constexpr double width = 380;
    static constexpr std::size_t title_columns = 34;

    std::size_t steps = 0;
    double left(std::size_t rung) const { return ground + static_cast<double>(rung) * tread; }
    double right() const { return ground + static_cast<double>(steps) * tread; }
    double top(std::size_t rung) const {
        return headroom() + static_cast<double>(steps - 1 - rung) * row_height;
    }
    double bottom() const { return headroom() + static_cast<double>(steps) * row_height; }
    static double headroom() { return 18; }
};

std::string_view step_class(LadderChart::StepState state) {
    switch (state) {
        case LadderChart::StepState::reached:
            return "reached";
        case LadderChart::StepState::possible:
            return "possible";
        case LadderChart::StepState::ahead:
            return "ahead";
    }
    return "ahead";
}

void append_step(HtmlWriter& html, const LadderChart& chart, const StairsLayout& layout, std::size_t rung) {
    const LadderChart::Step& step = chart.steps[rung];
    const double top = layout.top(rung);
    html.markup("<rect").attribute("x", layout.left(rung)).attribute("y", top);
    html.attribute("width", layout.right() - layout.left(rung))
        .attribute("height", StairsLayout::row_height + 0.5);
    html.attribute("class", step_class(step.state)).markup("/>");
    const double x = layout.right() + StairsLayout::text_gap;
    const std::vector<std::string> lines = wrap_width(step.title, StairsLayout::title_columns);
    std::string remark = step.remark;
    if (step.is_here) remark = chart.here_label + (remark.empty() ? "" : " · " + remark);
    double y = top + (remark.empty() && lines.size() == 1 ? 28 : 20);
    const std::string_view title_class = step.is_here                                  ? "strong"
                                         : step.state == LadderChart::StepState::ahead ? "dim"
                                                                                       : "";
    for (const std::string& line : lines) {
        append_text(html, x, y, title_class, "", line);
        y += 16;
    }
    if (!remark.empty()) append_text(html, x, y, "small", "", remark);
}

/// One stands on the tread of the highest step reached, or on the ground.
void append_here(HtmlWriter& html, const LadderChart& chart, const StairsLayout& layout) {
    double x = StairsLayout::ground / 2, y = layout.bottom();
    for (std::size_t rung = 0; rung < chart.steps.size(); ++rung) {
        if (!chart.steps[rung].is_here) continue;
        x = layout.left(rung) + StairsLayout::tread / 2;
        y = layout.top(rung);
    }
    html.markup("<circle")
        .attribute("cx", x)
        .attribute("cy", y - 8)
        .attribute("r", 7.0)
        .attribute("class", "here")
        .markup("/>");
}

}  // namespace

void append_stairs(HtmlWriter& html, const LadderChart& chart, Language language) {
    const StairsLayout layout{chart.steps.size()};
    const double height = layout.bottom() + (chart.below_label.empty() ? 4 : 22);
    html.markup("<svg class=\"stairs\" role=\"img\"");
    html.attribute("viewBox", "0 0 " + format_number(StairsLayout::width) + " " + format_number(height));
    html.attribute("aria-label", joined_label(language, chart.title, chart.verdict)).markup(">");
    for (std::size_t rung = 0; rung < chart.steps.size(); ++rung)
        append_step(html, chart, layout, rung);
    html.markup("<line")
        .attribute("x1", 2.0)
        .attribute("x2", layout.right())
        .attribute("y1", layout.bottom());
    html.attribute("y2", layout.bottom()).attribute("class", "ground").markup("/>");
    append_here(html, chart, layout);
    if (!chart.below_label.empty())
        append_text(html, 2, layout.bottom() + 16, "small", "",
                    joined_label(language, chart.here_label, chart.below_label));
    html.markup("</svg>");
}

// ---------------------------------------------------------------------------------------------- radar

namespace {

struct RadarLayout {
    static constexpr double width = 520, height = 400, radius = 130;
    static constexpr std::size_t label_columns = 18;
    std::size_t axes = 0;

    double angle(std::size_t axis) const {
        return 2 * std::numbers::pi * static_cast<double>(axis) / static_cast<double>(axes) -
               std::numbers::pi / 2;
    }
    double x(std::size_t axis, double share) const {
        return width / 2 + radius * share * std::cos(angle(axis));
    }
    double y(std::size_t axis, double share) const {
        return height / 2 + radius * share * std::sin(angle(axis));
    }
};

std::string point(double x, double y) {
    return format_number(std::nearbyint(x * 10) / 10) + "," + format_number(std::nearbyint(y * 10) / 10);
}

template <typename ShareOf>
void append_polygon(HtmlWriter& html, const RadarLayout& layout, std::string_view css_class,
                    ShareOf share_of) {
    std::string points;
    for (std::size_t axis = 0; axis < layout.axes; ++axis) {
        if (axis > 0) points += ' ';
        points += point(layout.x(axis, share_of(axis)), layout.y(axis, share_of(axis)));
    }
    html.markup("<polygon").attribute("class", css_class).attribute("points", points).markup("/>");
}

void append_axis_label(HtmlWriter& html, const RadarChart::Axis& axis, const RadarLayout& layout,
                       std::size_t place) {
    const double x = layout.x(place, 1.1), y = layout.y(place, 1.1);
    const double side = std::cos(layout.angle(place));
    const std::string_view anchor = side > 0.2 ? "start" : side < -0.2 ? "end" : "middle";
    const std::vector<std::string> lines = wrap_width(axis.label, RadarLayout::label_columns);
    // A label below the middle hangs down from its point, one above stands on it.
    const double up = std::sin(layout.angle(place));
    double line_y = y + 4 + (up - 1) * 8 * static_cast<double>(lines.size());
    for (const std::string& line : lines) {
        append_text(html, x, line_y, "", anchor, line);
        line_y += 16;
    }
    append_text(html, x, line_y, "small", anchor, axis.value_text);
}

bool has_targets(const RadarChart& chart) {
    return std::ranges::any_of(chart.axes,
                               [](const RadarChart::Axis& axis) { return axis.target.has_value(); });
}

/// Where every axis has a minimum they are one line; single ones are dots.
void append_targets(HtmlWriter& html, const RadarChart& chart, const RadarLayout& layout) {
    const bool all =
        std::ranges::all_of(chart.axes, [](const RadarChart::Axis& axis) { return axis.target.has_value(); });
    if (all)
        append_polygon(html, layout, "target",
                       [&](std::size_t axis) { return std::clamp(*chart.axes[axis].target, 0.0, 1.0); });
    for (std::size_t axis = 0; axis < chart.axes.size(); ++axis) {
        if (!chart.axes[axis].target) continue;
        const double share = std::clamp(*chart.axes[axis].target, 0.0, 1.0);
        html.markup("<circle class=\"need\"")
            .attribute("cx", layout.x(axis, share))
            .attribute("cy", layout.y(axis, share));
        html.attribute("r", 4.0).markup("/>");
    }
}

std::string radar_words(const RadarChart& chart, Language language) {
    std::string words;
    for (const RadarChart::Axis& axis : chart.axes)
        words += (words.empty() ? "" : say(phrases::list_separator).in(language)) + axis.label + " " +
                 axis.value_text;
    return joined_label(language, chart.title, words);
}

}  // namespace

void append_radar(HtmlWriter& html, const RadarChart& chart, Language language) {
    const RadarLayout layout{chart.axes.size()};
    html.markup("<svg class=\"radar\" role=\"img\" viewBox=\"0 0 520 400\"");
    html.attribute("aria-label", radar_words(chart, language)).markup(">");
    for (const double ring : {0.25, 0.5, 0.75, 1.0})
        append_polygon(html, layout, "grid", [ring](std::size_t) { return ring; });
    for (std::size_t axis = 0; axis < chart.axes.size(); ++axis)
        html.markup("<line class=\"spoke\"")
            .attribute("x1", layout.x(axis, 0))
            .attribute("y1", layout.y(axis, 0))
            .attribute("x2", layout.x(axis, 1))
            .attribute("y2", layout.y(axis, 1))
            .markup("/>");
    append_polygon(html, layout, "value",
                   [&](std::size_t axis) { return std::clamp(chart.axes[axis].value, 0.0, 1.0); });
    if (has_targets(chart)) append_targets(html, chart, layout);
    for (std::size_t axis = 0; axis < chart.axes.size(); ++axis) {
        const double share = std::clamp(chart.axes[axis].value, 0.0, 1.0);
        html.markup("<circle class=\"dot\"")
            .attribute("cx", layout.x(axis, share))
            .attribute("cy", layout.y(axis, share));
        html.attribute("r", 3.0).markup("/>");
        append_axis_label(html, chart.axes[axis], layout, axis);
    }
    html.markup("</svg>");
}

// ---------------------------------------------------------------------------------------------- bars

namespace {

std::string percent_of(double value, double scale) {
    return format_number(std::nearbyint(std::clamp(value / scale, 0.0, 1.0) * 1000) / 10) + "%";
}

void append_rect(HtmlWriter& html, std::string_view css_class, std::string_view x, std::string_view width) {
    html.markup("<rect").attribute("class", css_class).attribute("x", x).attribute("width", width);
    html.markup(" height=\"100%\"/>");
}

}  // namespace

void append_interval(HtmlWriter& html, std::string_view low, std::string_view high) {
    const auto line = [&](std::string_view x1, std::string_view x2, std::string_view y1,
                          std::string_view y2) {
        html.markup("<line class=\"interval\"").attribute("x1", x1).attribute("x2", x2);
        html.attribute("y1", y1).attribute("y2", y2).markup("/>");
    };
    line(low, high, "50%", "50%");
    line(low, low, "20%", "80%");
    line(high, high, "20%", "80%");
}

void append_bar(HtmlWriter& html, const BarChart::Bar& bar, double scale, std::string_view css_class,
                bool range_is_interval) {
    std::string words = bar.label + " " + bar.value_text;
    if (!bar.target_text.empty()) words += ", " + bar.target_text;
    html.markup("<svg class=\"bar\" role=\"img\"").attribute("aria-label", words).markup(">");
    append_rect(html, "track", "0", "100%");
    // Thinner, so that what is open differs from what is known by more than its colour.
    if (bar.high && !range_is_interval)
        html.markup("<rect class=\"range\" y=\"25%\"")
            .attribute("width", percent_of(*bar.high, scale))
            .markup(" height=\"50%\"/>");
    if (bar.value) append_rect(html, css_class, "0", percent_of(*bar.value, scale));
    if (bar.low && bar.high && range_is_interval)
        append_interval(html, percent_of(*bar.low, scale), percent_of(*bar.high, scale));
    if (bar.target) append_rect(html, "mark", percent_of(*bar.target, scale), "3");
    html.markup("</svg>");
}

// ---------------------------------------------------------------------------------------------- stacks

namespace {

std::string_view aside_class(Tone tone) {
    switch (tone) {
        case Tone::bad:
            return "bad";
        case Tone::open:
            return "open";
        case Tone::plain:
        case Tone::good:
        case Tone::muted:
            break;
    }
    return "aside";
}

/// Steps get their own shade: pale at the bottom of the scale, full at its top.
std::string shade_of(const Distribution& distribution, std::size_t place) {
    const auto is_step = [](const Distribution::Class& one) { return one.tone == Tone::plain; };
    const auto steps = std::ranges::count_if(distribution.classes, is_step);
    constexpr double palest = 0.18;
    const double share = steps > 1 ? static_cast<double>(place) / static_cast<double>(steps - 1) : 1;
    return format_number(std::nearbyint((palest + (1 - palest) * share) * 100) / 100);
}

}  // namespace

void append_stack_part(HtmlWriter& html, const Distribution& distribution, std::size_t place, double begin,
                       double end) {
    const Distribution::Class& one = distribution.classes[place];
    html.markup("<rect").attribute("class", one.tone == Tone::plain ? "step" : aside_class(one.tone));
    if (one.tone == Tone::plain) html.attribute("fill-opacity", shade_of(distribution, place));
    html.attribute("x", percent_of(begin, 1)).attribute("width", percent_of(end - begin, 1));
    html.markup(" height=\"100%\"/>");
}

void append_stack(HtmlWriter& html, const Distribution& distribution, const Distribution::Row& row) {
    const std::uint64_t total = row.total();
    html.markup("<svg class=\"stack\" aria-hidden=\"true\">");  // the numbers stand beside it
    std::uint64_t before = 0;
    for (std::size_t place = 0; place < row.counts.size(); ++place) {
        if (row.counts[place] == 0) continue;
        const auto share = [&](std::uint64_t count) {
            return static_cast<double>(count) / static_cast<double>(total);
        };
        append_stack_part(html, distribution, place, share(before), share(before + row.counts[place]));
        before += row.counts[place];
    }
    html.markup("</svg>");
}

}  // namespace tidu
