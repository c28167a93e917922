// SPDX-License-Identifier: Apache-2.0
// Workbooks: cells in order or a finding. Bytes that are no archive are packed into one (as the inside of a
// sheet, the shared strings and the styles, with NUL between), so that the fuzzer gets behind checksums and
// compression.
#include <array>
#include <tuple>

#include "../codec/make_workbook.h"
#include "fuzz.h"
#include "tidu/codec/xlsx_read.h"

using namespace tidu;

namespace {

std::string packed(const std::string& bytes) {
    std::array<std::string, 3> insides;
    std::size_t part = 0;
    for (const char byte : bytes) {
        if (byte == '\0' && part + 1 < insides.size()) {
            ++part;
        } else {
            insides[part] += byte;
        }
    }
    return make_zip(workbook_parts(insides[0], insides[1], insides[2]));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string bytes = text_of(data, size);
    if (!looks_like_workbook(bytes)) bytes = packed(bytes);
    const WorkbookLimits limits{std::size_t{1} << 20, 10'000, 50, 100};
    Diagnostics diagnostics;
    const auto workbook = read_workbook(fuzz_source(""), bytes, limits, diagnostics);
    require(workbook.has_value() != diagnostics.has_errors(),
            "there is a workbook exactly when there is no error");
    show_all(diagnostics);
    if (!workbook) return 0;
    for (const WorkbookSheet& sheet : workbook->sheets) {
        const WorkbookCell* before = nullptr;
        for (const WorkbookCell& cell : sheet.cells) {
            require(cell.text_offset + std::size_t{cell.text_size} <= workbook->texts.size(),
                    "a cell's text is there");
            require(find_cell(sheet, cell.row, cell.column) != nullptr, "a cell is found at its place");
            require(!before || std::tie(before->row, before->column) <= std::tie(cell.row, cell.column),
                    "cells are in order");
            before = &cell;
        }
    }
    return 0;
}
