// SPDX-License-Identifier: Apache-2.0
// Charts as inline SVG. Colours come from the classes of report.css; each chart says in words what it shows.
#pragma once

#include <optional>

#include "html_writer.h"
#include "tidu/report/document.h"

namespace tidu {

/// Stairs rising to the right, a dot where one stands, titles beside the steps.
void append_stairs(HtmlWriter& html, const LadderChart& chart, Language language);

/// Polygon of the values, dashed polygon of what the next level needs.
void append_radar(HtmlWriter& html, const RadarChart& chart, Language language);

/// One bar, as wide as its place. `css_class` colours the value.
void append_bar(HtmlWriter& html, const BarChart::Bar& bar, double scale, std::string_view css_class,
                bool range_is_interval = false);

/// One row of a distribution as a stacked bar: steps of the scale from pale to full, what is beside it in its
/// own colour.
void append_stack(HtmlWriter& html, const Distribution& distribution, const Distribution::Row& row);
/// One class of it, from `begin` to `end` of the width (shares 0-1).
void append_stack_part(HtmlWriter& html, const Distribution& distribution, std::size_t place, double begin,
                       double end);

}  // namespace tidu
