// SPDX-License-Identifier: Apache-2.0
// ZIP by libzip. Checksums are verified by it at the end of each part.
#include "zip_parts.h"

#include <zip.h>

#include <algorithm>

namespace tidu {

namespace {

constexpr std::size_t first_size = std::size_t{32}
                                   << 10;  // doubled as needed: the part's own word is not believed

}  // namespace

struct ZipParts::Archive {
    zip_t* zip;
    ~Archive() { ::zip_discard(zip); }
};

ZipParts::ZipParts(std::string_view bytes) {
    zip_error_t error;
    ::zip_error_init(&error);
    zip_source_t* source = ::zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* zip = source ? ::zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    ::zip_error_fini(&error);
    if (zip) {
        archive_.reset(new Archive{zip});
    } else if (source) {
        ::zip_source_free(source);
    }
}

ZipParts::~ZipParts() = default;

ZipParts::Outcome ZipParts::read(const std::string& name, std::size_t max_bytes, std::string& part) const {
    const zip_int64_t index = ::zip_name_locate(archive_->zip, name.c_str(), 0);
    if (index < 0) return Outcome::absent;
    zip_stat_t status;
    if (::zip_stat_index(archive_->zip, static_cast<zip_uint64_t>(index), 0, &status) != 0)
        return Outcome::broken;
    if (status.encryption_method != ZIP_EM_NONE) return Outcome::encrypted;
    if (status.size > max_bytes) return Outcome::too_large;
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        ::zip_fopen_index(archive_->zip, static_cast<zip_uint64_t>(index), 0), ::zip_fclose);
    if (!file) return Outcome::broken;
    std::size_t used = 0;
    for (;;) {
        if (used == part.size()) part.resize(std::min(std::max(first_size, 2 * used), max_bytes + 1));
        const zip_int64_t size = ::zip_fread(file.get(), part.data() + used, part.size() - used);
        if (size < 0) return Outcome::broken;
        if (size == 0) break;
        used += static_cast<std::size_t>(size);
        if (used > max_bytes) return Outcome::too_large;
    }
    part.resize(used);
    return Outcome::read;
}

}  // namespace tidu
