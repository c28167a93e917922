// SPDX-License-Identifier: Apache-2.0
// Workbooks by a forward scan over their parts: no document tree, texts copied once, so that a thousand
// filled questionnaires are read in well under a second. Everything in the archive is taken for hostile.
#include "tidu/codec/xlsx_read.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include "phrases.h"
#include "rules.h"
#include "tidu/text/number.h"
#include "tidu/text/utf8.h"
#include "xlsx_number.h"
#include "xml_scan.h"
#include "zip_parts.h"

namespace tidu {

namespace {

constexpr std::uint32_t last_row = 1'048'576;
constexpr std::uint32_t last_column = 16'384;
constexpr std::string_view zip_start = "PK\x03\x04";
constexpr std::string_view ole_start = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// What a number is in the file; overflow and anything else is nothing.
std::optional<std::uint32_t> whole_number(std::string_view digits) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return number;
}

struct CellPosition {
    std::uint32_t row = 0;
    std::uint32_t column = 0;
};

/// `AB12`, within what a sheet has.
std::optional<CellPosition> parse_address(std::string_view address) {
    CellPosition position;
    std::size_t letters = 0;
    for (; letters < address.size() && address[letters] >= 'A' && address[letters] <= 'Z'; ++letters) {
        position.column = position.column * 26 + static_cast<std::uint32_t>(address[letters] - 'A' + 1);
        if (position.column > last_column) return std::nullopt;
    }
    const auto row = whole_number(address.substr(letters));
    if (letters == 0 || !row || *row == 0 || *row > last_row) return std::nullopt;
    position.row = *row;
    return position;
}

std::optional<CellRange> parse_range(std::string_view range) {
    const std::size_t colon = std::min(range.find(':'), range.size());
    const auto first = parse_address(range.substr(0, colon));
    const auto last = colon == range.size() ? first : parse_address(range.substr(colon + 1));
    if (!first || !last) return std::nullopt;
    return CellRange{first->row, first->column, last->row, last->column};
}

/// `target` as a part named in the part `from` means it: absolute, or relative to its folder.
std::string resolve_part(std::string_view from, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    std::string path(from.substr(0, from.rfind('/') + 1));
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        path.resize(path.empty() ? 0 : path.substr(0, path.size() - 1).rfind('/') + 1);
    }
    return path.append(target);
}

std::string relations_of(std::string_view part) {
    const std::size_t name = part.rfind('/') + 1;
    return std::string(part.substr(0, name)) + "_rels/" + std::string(part.substr(name)) + ".rels";
}

/// `_x000D_` at the start of `text`: the way in which workbooks write characters that XML cannot hold.
std::optional<char32_t> escaped_character(std::string_view text) {
    if (text.size() < 7 || !text.starts_with("_x") || text[6] != '_') return std::nullopt;
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, code, 16);
    const bool is_surrogate = code >= 0xD800 && code < 0xE000;
    if (error != std::errc{} || end != text.data() + 6 || is_surrogate) return std::nullopt;
    return code;
}

/// Undoes such escapes in `text` from `start` on.
void unescape_characters(std::string& text, std::size_t start) {
    if (text.find("_x", start) == std::string::npos) return;
    const std::string escaped = text.substr(start);
    text.resize(start);
    for (std::size_t offset = 0; offset < escaped.size();) {
        const auto character = escaped_character(std::string_view(escaped).substr(offset));
        if (character) {
            append_utf8(text, *character);
            offset += 7;
        } else {
            text += escaped[offset++];
        }
    }
}

/// Collects the text of `<t>` and `<v>`, leaving out the reading aids of Japanese and Chinese (`<rPh>`).
class TextCollector {
  public:
    explicit TextCollector(std::string& text) : text_(text) {}
    void see(const XmlScanner& xml, XmlScanner::Event event) {
        if (event == XmlScanner::Event::text) {
            if (in_text_ && !in_reading_aid_) xml.append_text(text_);
            return;
        }
        const bool opens = event == XmlScanner::Event::open;
        if (xml.name() == "rPh") in_reading_aid_ = opens;
        if (xml.name() == "t" || xml.name() == "v") in_text_ = opens;
    }

  private:
    std::string& text_;
    bool in_text_ = false;
    bool in_reading_aid_ = false;
};

/// Thrown after the reason was reported.
struct WorkbookRefused {};

class WorkbookReader {
  public:
    WorkbookReader(const SourcePtr& source, std::string_view bytes, const WorkbookLimits& limits,
                   Diagnostics& diagnostics)
        : source_(source), limits_(limits), diagnostics_(diagnostics), zip_(bytes) {}

    Workbook read() {
        if (!zip_.is_open()) refuse_other_format();
        const std::string main = main_part();
        read_relations(main);
        read_main_part(main);
        if (const Relation* styles = find_by_type("/styles")) read_styles(require_part(styles->part));
        if (const Relation* strings = find_by_type("/sharedStrings"))
            read_shared_strings(require_part(strings->part));
        for (const ListedSheet& listed : listed_)
            read_sheet(listed);
        return std::move(workbook_);
    }

  private:
    struct Relation {
        std::string id;
        std::string type;
        std::string part;
    };
    struct ListedSheet {
        std::string name;
        bool is_hidden;
        std::string relation;
    };
    struct TextRange {
        std::uint32_t offset;
        std::uint32_t size;
    };

    [[noreturn]] void refuse(std::string_view rule, Message message) {
        Place place =
            sheet_name_.empty() ? Place::of_file(source_) : Place::of_cell(source_, sheet_name_, 0, 0);
        diagnostics_.add(
            {Severity::error, rule, std::move(message), std::move(place), help_for(rule), {}, {}});
        throw WorkbookRefused{};
    }

    /// An archive without an end was cut off on its way, as workbooks with broken parts were.
    Message help_for(std::string_view rule) const {
        if (rule == rules::workbook_encrypted) return say(phrases::remove_password);
        if (rule == rules::workbook_size) return say(phrases::split_workbook);
        const bool is_other_archive = rule == rules::workbook_format && zip_.is_open();
        return say(is_other_archive ? phrases::save_as_xlsx : phrases::fetch_again);
    }

    /// Nothing where the archive has no such part.
    std::optional<std::string> find_part(const std::string& name) {
        std::string part;
        switch (zip_.read(name, std::min(limits_.part_bytes, bytes_left_), part)) {
            case ZipParts::Outcome::read:
                break;
            case ZipParts::Outcome::absent:
                return std::nullopt;
            case ZipParts::Outcome::too_large:
                refuse(rules::workbook_size,
                       say(phrases::part_too_large, name, std::min(limits_.part_bytes, bytes_left_)));
            case ZipParts::Outcome::encrypted:
                refuse(rules::workbook_encrypted, say(phrases::workbook_encrypted));
            case ZipParts::Outcome::broken:
                refuse(rules::workbook_broken, say(phrases::part_broken, name));
        }
        bytes_left_ -= part.size();
        if (first_invalid_utf8(part)) refuse(rules::workbook_broken, say(phrases::part_not_utf8, name));
        return part;
    }

    std::string require_part(const std::string& name) {
        std::optional<std::string> part = find_part(name);
        if (!part) refuse(rules::workbook_broken, say(phrases::part_absent, name));
        part_name_ = name;
        return std::move(*part);
    }

    /// The next event; false at the end.
    bool advance(XmlScanner& xml, XmlScanner::Event& event) {
        event = xml.next();
        if (event == XmlScanner::Event::broken)
            refuse(rules::workbook_broken, say(phrases::part_not_xml, part_name_));
        return event != XmlScanner::Event::end;
    }

    template <typename Visit>
    void for_each_event(std::string_view part, const Visit& visit) {
        XmlScanner xml(part);
        for (XmlScanner::Event event; advance(xml, event);)
            visit(xml, event);
    }

    std::string main_part() {
        read_relations("");
        const Relation* main = find_by_type("/officeDocument");
        // Letters and slides are built alike; a workbook in binary (.xlsb) has no XML.
        const bool is_other = !main || main->part.starts_with("word/") || main->part.starts_with("ppt/") ||
                              main->part.ends_with(".bin");
        if (is_other) refuse_other_format();
        return main->part;
    }

    [[noreturn]] void refuse_other_format() { refuse(rules::workbook_format, say(phrases::not_a_workbook)); }

    void read_relations(const std::string& from) {
        relations_.clear();
        const std::optional<std::string> part = find_part(relations_of(from));
        if (!part) return;
        part_name_ = relations_of(from);
        for_each_event(*part, [&](const XmlScanner& xml, XmlScanner::Event event) {
            if (!xml.opens(event, "Relationship") || xml.attribute("TargetMode") == "External") return;
            relations_.push_back(
                {xml.attribute("Id"), xml.attribute("Type"), resolve_part(from, xml.attribute("Target"))});
        });
    }

    const Relation* find_by_type(std::string_view end) const {
        for (const Relation& relation : relations_)
            if (relation.type.ends_with(end)) return &relation;
        return nullptr;
    }

    void read_main_part(const std::string& name) {
        for_each_event(require_part(name), [&](const XmlScanner& xml, XmlScanner::Event event) {
            if (xml.opens(event, "workbookPr")) {
                const std::string from_1904 = xml.attribute("date1904");
                from_1904_ = from_1904 == "1" || from_1904 == "true";
            } else if (xml.opens(event, "sheet")) {
                if (listed_.size() == limits_.sheets)
                    refuse(rules::workbook_size, say(phrases::too_many_sheets, limits_.sheets));
                // `hidden` or `veryHidden`; `id` is `r:id`, prefixes are dropped.
                listed_.push_back(
                    {xml.attribute("name"), xml.attribute("state").ends_with("idden"), xml.attribute("id")});
            }
        });
    }

    void read_styles(const std::string& part) {
        std::unordered_map<std::uint32_t, NumberLook> own_formats;
        bool in_cell_formats = false;
        for_each_event(part, [&](const XmlScanner& xml, XmlScanner::Event event) {
            if (event == XmlScanner::Event::text) return;
            if (xml.name() == "cellXfs") in_cell_formats = event == XmlScanner::Event::open;
            const auto id = whole_number(xml.raw_attribute("numFmtId").value_or(""));
            if (xml.opens(event, "numFmt") && id)
                own_formats[*id] = look_of_format(xml.attribute("formatCode"));
            if (!in_cell_formats || !xml.opens(event, "xf")) return;
            const auto own = own_formats.find(id.value_or(0));
            looks_.push_back(own == own_formats.end() ? look_of_builtin_format(id.value_or(0)) : own->second);
        });
    }

    TextRange range_since(std::size_t start) const {
        return {static_cast<std::uint32_t>(start),
                static_cast<std::uint32_t>(workbook_.texts.size() - start)};
    }

    void read_shared_strings(const std::string& part) {
        TextCollector collector(workbook_.texts);
        std::size_t start = 0;
        for_each_event(part, [&](const XmlScanner& xml, XmlScanner::Event event) {
            if (xml.opens(event, "si")) start = workbook_.texts.size();
            collector.see(xml, event);
            if (!xml.closes(event, "si")) return;
            unescape_characters(workbook_.texts, start);
            shared_strings_.push_back(range_since(start));
        });
    }

    void read_sheet(const ListedSheet& listed) {
        const auto relation =
            std::find_if(relations_.begin(), relations_.end(),
                         [&](const Relation& candidate) { return candidate.id == listed.relation; });
        const bool has_cells = relation != relations_.end() && relation->type.ends_with("/worksheet");
        if (!has_cells) return;  // a chart or a dialogue
        workbook_.sheets.push_back({listed.name, listed.is_hidden, {}, {}});
        sheet_name_ = listed.name;
        position_ = {};
        const std::string part = require_part(relation->part);
        XmlScanner xml(part);
        for (XmlScanner::Event event; advance(xml, event);) {
            if (xml.opens(event, "c")) {
                read_cell(xml);
            } else if (xml.opens(event, "row")) {
                start_row(xml);
            } else if (xml.opens(event, "mergeCell")) {
                read_merged(xml);
            } else if (is_past_cells(xml, event)) {
                break;
            }
        }
        sort_cells();
        sheet_name_.clear();
    }

    /// Whether neither cells nor merged ranges follow: a third of a questionnaire's sheet says what may be
    /// filled in and what turns grey, and is not scanned.
    static bool is_past_cells(const XmlScanner& xml, XmlScanner::Event event) {
        if (event != XmlScanner::Event::close) return false;
        if (xml.name() == "mergeCells") return true;
        return xml.name() == "sheetData" && xml.rest().find("mergeCells") == std::string_view::npos;
    }

    WorkbookSheet& sheet() { return workbook_.sheets.back(); }

    [[noreturn]] void refuse_address(std::string_view address) {
        refuse(rules::workbook_broken, say(phrases::bad_address, address));
    }

    // Rows and cells may leave out their address: they follow the one before.
    void start_row(const XmlScanner& xml) {
        const auto written = xml.raw_attribute("r");
        const auto number = written ? whole_number(*written) : position_.row + 1;
        if (!number || *number == 0 || *number > last_row) refuse_address(written.value_or(""));
        position_ = {*number, 0};
    }

    struct CellAttributes {
        std::optional<std::string_view> address;
        std::string_view type = "n";
        std::string_view style = "0";
    };

    static CellAttributes attributes_of(const XmlScanner& xml) {
        CellAttributes attributes;
        xml.for_each_attribute([&](std::string_view name, std::string_view value) {
            if (name == "r") attributes.address = value;
            if (name == "t") attributes.type = value;
            if (name == "s") attributes.style = value;
            return true;
        });
        return attributes;
    }

    void place_cell(std::optional<std::string_view> written) {
        const auto position =
            written ? parse_address(*written) : CellPosition{position_.row, position_.column + 1};
        if (!position || position->row == 0 || position->column > last_column)
            refuse_address(written.value_or(""));
        position_ = *position;
    }

    void read_cell(XmlScanner& xml) {
        const CellAttributes cell = attributes_of(xml);
        place_cell(cell.address);
        value_.clear();
        TextCollector collector(value_);
        has_formula_ = false;
        for (XmlScanner::Event event; advance(xml, event) && !xml.closes(event, "c");) {
            if (xml.opens(event, "f")) has_formula_ = true;
            collector.see(xml, event);
        }
        if (!value_.empty()) {
            add_value(cell.type, cell.style);
        } else if (has_formula_ && cell.type != "str") {  // an empty text is a value
            add_cell(CellKind::uncomputed, "");
        }
    }

    void add_value(std::string_view type, std::string_view style) {
        if (type == "s") return add_shared();
        if (type == "b") return add_cell(CellKind::boolean, value_ == "1" ? "true" : "false");
        if (type == "e") return add_cell(CellKind::error, value_);
        if (type == "d") return add_cell(CellKind::date, value_);
        if (type == "n") return add_number(style);
        unescape_characters(value_, 0);
        add_cell(CellKind::text, value_);
    }

    void add_shared() {
        const auto index = whole_number(value_);
        if (!index || *index >= shared_strings_.size())
            refuse(rules::workbook_broken, say(phrases::no_shared_string, value_));
        const TextRange text = shared_strings_[*index];
        if (text.size > 0) add_cell(CellKind::text, text);
    }

    void add_number(std::string_view style) {
        const auto number = parse_number(value_);
        if (!number) return add_cell(CellKind::text, value_);
        const std::size_t index = whole_number(style).value_or(0);
        const NumberLook look = index < looks_.size() ? looks_[index] : NumberLook::plain;
        if (look == NumberLook::percent) return add_cell(CellKind::number, format_percent(*number));
        const std::string date = look == NumberLook::date ? format_date(*number, from_1904_) : std::string();
        if (!date.empty()) return add_cell(CellKind::date, date);
        add_cell(CellKind::number, format_number(*number));
    }

    void add_cell(CellKind kind, std::string_view text) {
        const std::size_t start = workbook_.texts.size();
        workbook_.texts += text;
        add_cell(kind, range_since(start));
    }

    void add_cell(CellKind kind, TextRange text) {
        if (++cell_count_ > limits_.cells)
            refuse(rules::workbook_size, say(phrases::too_many_workbook_cells, limits_.cells));
        sheet().cells.push_back(
            {position_.row, position_.column, kind, has_formula_, text.offset, text.size});
    }

    void read_merged(const XmlScanner& xml) {
        const std::string reference = xml.attribute("ref");
        const auto range = parse_range(reference);
        if (!range) refuse_address(reference);
        if (sheet().merged.size() == limits_.merged)
            refuse(rules::workbook_size, say(phrases::too_many_merged, limits_.merged));
        sheet().merged.push_back(*range);
    }

    void sort_cells() {
        const auto is_before = [](const WorkbookCell& left, const WorkbookCell& right) {
            return std::tie(left.row, left.column) < std::tie(right.row, right.column);
        };
        std::vector<WorkbookCell>& cells = sheet().cells;
        if (!std::is_sorted(cells.begin(), cells.end(), is_before))
            std::stable_sort(cells.begin(), cells.end(), is_before);
    }

    SourcePtr source_;
    WorkbookLimits limits_;
    Diagnostics& diagnostics_;
    ZipParts zip_;
    std::size_t bytes_left_ = 4 * limits_.part_bytes;  ///< for all parts together
    Workbook workbook_;
    std::vector<Relation> relations_;
    std::vector<ListedSheet> listed_;
    std::vector<NumberLook> looks_;  ///< by style of a cell
    std::vector<TextRange> shared_strings_;
    bool from_1904_ = false;
    std::size_t cell_count_ = 0;
    std::string part_name_;   ///< of the part being scanned, for messages
    std::string sheet_name_;  ///< of the sheet being read; empty outside sheets
    CellPosition position_;
    bool has_formula_ = false;  ///< of the cell being read
    std::string value_;         ///< of the cell being read (reused)
};

/// What a spreadsheet program saves under a password; else it is an .xls of before 2007.
bool is_encrypted_package(std::string_view bytes) {
    std::string encrypted_package;
    for (const char letter : std::string_view("EncryptedPackage"))
        encrypted_package.append({letter, '\0'});
    return bytes.find(encrypted_package) != std::string_view::npos;
}

/// Of a file that starts as both do.
Diagnostic diagnose_ole(const SourcePtr& source, std::string_view bytes) {
    const bool is_encrypted = is_encrypted_package(bytes);
    Diagnostic problem;
    problem.rule = is_encrypted ? rules::workbook_encrypted : rules::workbook_format;
    problem.message = say(is_encrypted ? phrases::workbook_encrypted : phrases::old_workbook);
    problem.place = Place::of_file(source);
    problem.help = say(is_encrypted ? phrases::remove_password : phrases::save_as_xlsx);
    return problem;
}

}  // namespace

const WorkbookSheet* Workbook::find_sheet(std::string_view name) const {
    for (const WorkbookSheet& sheet : sheets)
        if (sheet.name == name) return &sheet;
    return nullptr;
}

namespace {

const WorkbookCell* find_written_cell(const WorkbookSheet& sheet, std::uint32_t row, std::uint32_t column) {
    const auto found = std::lower_bound(sheet.cells.begin(), sheet.cells.end(), std::tie(row, column),
                                        [](const WorkbookCell& cell, const auto& wanted) {
                                            return std::tie(cell.row, cell.column) < wanted;
                                        });
    const bool is_there = found != sheet.cells.end() && found->row == row && found->column == column;
    return is_there ? &*found : nullptr;
}

}  // namespace

const WorkbookCell* find_cell(const WorkbookSheet& sheet, std::uint32_t row, std::uint32_t column) {
    if (const WorkbookCell* cell = find_written_cell(sheet, row, column)) return cell;
    for (const CellRange& range : sheet.merged)
        if (row >= range.first_row && row <= range.last_row && column >= range.first_column &&
            column <= range.last_column)
            return find_written_cell(sheet, range.first_row, range.first_column);
    return nullptr;
}

bool looks_like_workbook(std::string_view bytes) {
    return bytes.starts_with(zip_start) || bytes.starts_with(ole_start);
}

std::optional<Workbook> read_workbook(const SourcePtr& source, std::string_view bytes,
                                      const WorkbookLimits& limits, Diagnostics& diagnostics) {
    if (bytes.starts_with(ole_start)) {
        diagnostics.add(diagnose_ole(source, bytes));
        return std::nullopt;
    }
    try {
        return WorkbookReader(source, bytes, limits, diagnostics).read();
    } catch (const WorkbookRefused&) {
        return std::nullopt;
    }
}

}  // namespace tidu
