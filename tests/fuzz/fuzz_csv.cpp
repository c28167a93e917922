// SPDX-License-Identifier: Apache-2.0
// Bytes of any encoding, decoded and read as CSV: the same rows whatever the pieces they come in.
#include "fuzz.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/encoding.h"
#include "tidu/text/utf8.h"

using namespace tidu;

namespace {

/// Hands out a few bytes at a time.
class SmallPieces : public ByteSource {
  public:
    SmallPieces(std::string_view bytes, std::size_t piece_size) : bytes_(bytes), piece_size_(piece_size) {}
    std::size_t read(std::span<char> buffer) override {
        return bytes_.read(buffer.first(std::min(piece_size_, buffer.size())));
    }

  private:
    MemorySource bytes_;
    std::size_t piece_size_;
};

/// All rows, each cell behind its length.
std::string rows_of(ByteSource& text, char separator) {
    CsvReader reader(text, fuzz_source(""), separator, {1000, 100});
    std::string rows;
    for (CsvRow row; reader.next(row);) {
        rows += std::to_string(row.number) + "/" + std::to_string(row.line) + ":" +
                std::to_string(row.problems.size());
        for (const std::string_view cell : row.cells) {
            require(cell.size() <= 1000, "a cell keeps within its limit");
            require(without_formula_guard(guard_formula(cell)) == cell, "a formula guard is taken off again");
            rows += "|" + std::to_string(cell.size()) + ":" + std::string(cell);
        }
        require(row.cells.size() <= 100, "a row keeps within its limit");
        rows += "\n";
    }
    return rows;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes = text_of(data, size);
    const DecodedText decoded = decode_text(bytes);
    require(!first_invalid_utf8(decoded.text), "decoded text is UTF-8");
    MemorySource whole(decoded.text);
    CsvReader detecting(whole, fuzz_source(""));
    CsvRow row;
    while (detecting.next(row))
        for (const Diagnostic& problem : row.problems)
            require(!render(problem, Language::zh, false).empty(), "a problem has a text");
    MemorySource again(decoded.text);
    SmallPieces pieces(decoded.text, 1 + size % 5);
    const char separator = detecting.separator();
    require(rows_of(again, separator) == rows_of(pieces, separator), "rows do not depend on the pieces");
    return 0;
}
