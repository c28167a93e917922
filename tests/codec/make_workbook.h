// SPDX-License-Identifier: Apache-2.0
// Workbooks from parts written by hand, for everything that no spreadsheet program would save.
#pragma once

#include <zip.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string make_zip(const Parts& parts) {
    zip_source_t* bytes = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(bytes);  // survives the archive
    zip_t* zip = zip_open_from_source(bytes, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [name, text] : parts)
        zip_file_add(zip, name.c_str(), zip_source_buffer(zip, text.data(), text.size(), 0),
                     ZIP_FL_ENC_UTF_8);
    zip_close(zip);
    zip_source_open(bytes);
    zip_stat_t status;
    zip_source_stat(bytes, &status);
    std::string archive(status.size, '\0');
    zip_source_read(bytes, archive.data(), archive.size());
    zip_source_close(bytes);
    zip_source_free(bytes);
    return archive;
}

/// The parts of a workbook of one sheet `S`, with the inside of its `<worksheet>`, `<sst>` and
/// `<styleSheet>`.
inline Parts workbook_parts(const std::string& sheet, const std::string& strings = "",
                            const std::string& styles = "", const std::string& workbook_properties = "") {
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const auto relation = [&](const std::string& id, const std::string& type, const std::string& target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + office + "/" + type + "\" Target=\"" + target +
               "\"/>";
    };
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    return {
        {"_rels/.rels",
         head + "<Relationships>" + relation("r1", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
        {"xl/workbook.xml", head + "<workbook>" + workbook_properties +
                                "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", head + "<Relationships>" +
                                           relation("r1", "worksheet", "worksheets/sheet1.xml") +
                                           relation("r2", "sharedStrings", "/xl/sharedStrings.xml") +
                                           relation("r3", "styles", "../xl/styles.xml") + "</Relationships>"},
        {"xl/worksheets/sheet1.xml", head + "<worksheet>" + sheet + "</worksheet>"},
        {"xl/sharedStrings.xml", head + "<sst>" + strings + "</sst>"},
        {"xl/styles.xml", head + "<styleSheet>" + styles + "</styleSheet>"},
    };
}
