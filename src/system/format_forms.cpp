// SPDX-License-Identifier: Apache-2.0
#include "format_forms.h"

#include <algorithm>

namespace tidu::format {

namespace {

void collect(const Shape& shape, std::vector<const MapForm*>& forms);

void collect_below(const MapForm& form, std::vector<const MapForm*>& forms) {
    for_each_key(form, [&](const Key& key) { collect(*key.shape, forms); });
    if (form.rest != nullptr) collect(*form.rest, forms);
}

void collect(const Shape& shape, std::vector<const MapForm*>& forms) {
    for (const Shape* element : {shape.element, shape.second})
        if (element != nullptr) collect(*element, forms);
    for (const Shape* alternative : shape.alternatives)
        collect(*alternative, forms);
    if (shape.map == nullptr || std::find(forms.begin(), forms.end(), shape.map) != forms.end()) return;
    forms.push_back(shape.map);
    collect_below(*shape.map, forms);
}

}  // namespace

std::vector<const MapForm*> forms_below(const MapForm& form) {
    std::vector<const MapForm*> forms;
    collect_below(form, forms);
    return forms;
}

}  // namespace tidu::format
