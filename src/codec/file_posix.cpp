// SPDX-License-Identifier: Apache-2.0
// Files and terminals by POSIX calls. The only file of tidu that depends on the operating system.
#include <fcntl.h>
#include <fmt/format.h>
#include <glob.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "phrases.h"
#include "rules.h"
#include "tidu/codec/encoding.h"
#include "tidu/codec/file.h"
#include "tidu/codec/terminal.h"
#include "tidu/text/error.h"

namespace tidu {

namespace {

constexpr std::size_t buffer_size = std::size_t{64} << 10;

BilingualText reason_of(int error) {
    const std::string en = std::generic_category().message(error);
    switch (error) {
        case ENOENT:
            return {"文件或文件夹不存在", en};
        case EACCES:
        case EPERM:
            return {"没有权限", en};
        case EISDIR:
            return {"这是一个文件夹", en};
        case ENOTDIR:
            return {"路径中有一段不是文件夹", en};
        case EEXIST:
            return {"已经存在", en};
        case ENOSPC:
            return {"磁盘已满", en};
        case EDQUOT:
            return {"超过磁盘配额", en};
        case EROFS:
            return {"文件系统是只读的", en};
        case EMFILE:
        case ENFILE:
            return {"打开的文件太多", en};
        case EFBIG:
            return {"文件超过系统允许的大小", en};
        case ENAMETOOLONG:
            return {"文件名太长", en};
        default:
            return {en, en};
    }
}

[[noreturn]] void fail(const Phrase& phrase, const std::string& path, int error = errno) {
    throw IoError(say(phrase, path, reason_of(error)));
}

/// Repeats a call that a signal interrupted.
template <typename Call>
auto uninterrupted(const Call& call) {
    auto result = call();
    while (result < 0 && errno == EINTR)
        result = call();
    return result;
}

bool is_standard_stream(const std::string& path) {
    return path == standard_stream;
}

struct stat status_of(int descriptor, const std::string& path) {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) fail(phrases::cannot_read, path);
    return status;
}

int open_to_read(const std::string& path) {
    if (is_standard_stream(path)) return STDIN_FILENO;
    const int descriptor = uninterrupted([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC); });
    if (descriptor < 0) fail(phrases::cannot_read, path);
    return descriptor;
}

}  // namespace

std::string display_name_of_input(const std::string& path) {
    return is_standard_stream(path) ? "<stdin>" : decode_text(path, Encoding::utf8).text;
}

void report_failed_writes() {
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGXFSZ, SIG_IGN);
}

InputFile::InputFile(const std::string& path)
    : path_(display_name_of_input(path)), descriptor_(open_to_read(path)) {}

InputFile::~InputFile() {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
}

std::size_t InputFile::read(std::span<char> buffer) {
    const ssize_t size = uninterrupted([&] { return ::read(descriptor_, buffer.data(), buffer.size()); });
    if (size < 0) fail(phrases::cannot_read, path_);
    return static_cast<std::size_t>(size);
}

std::size_t InputFile::read_at(std::uint64_t offset, std::span<char> buffer) const {
    std::size_t filled = 0;
    while (filled < buffer.size()) {
        const ssize_t size = uninterrupted([&] {
            return ::pread(descriptor_, buffer.data() + filled, buffer.size() - filled,
                           static_cast<off_t>(offset + filled));
        });
        if (size < 0) fail(phrases::cannot_read, path_);
        if (size == 0) break;
        filled += static_cast<std::size_t>(size);
    }
    return filled;
}

std::optional<std::uint64_t> InputFile::size() const {
    const struct stat status = status_of(descriptor_, path_);
    if (!S_ISREG(status.st_mode)) return std::nullopt;
    return static_cast<std::uint64_t>(status.st_size);
}

namespace {

/// Reads to the end; nullopt when there is more than `max_bytes`.
std::optional<std::string> read_up_to(InputFile& file, std::size_t max_bytes) {
    const std::uint64_t expected = file.size().value_or(0);
    if (expected > max_bytes) return std::nullopt;
    std::string bytes;
    std::size_t used = 0;
    for (;;) {
        // The size is a hint: files in /proc have none, others grow while they are read.
        if (used == bytes.size())
            bytes.resize(std::max<std::size_t>({expected + 1, used + used / 2, used + buffer_size / 16}));
        const std::size_t size = file.read({bytes.data() + used, bytes.size() - used});
        used += size;
        if (used > max_bytes) return std::nullopt;
        if (size == 0) break;
    }
    bytes.resize(used);
    return bytes;
}

}  // namespace

std::string read_file(const std::string& path, std::size_t max_bytes) {
    InputFile file(path);
    std::optional<std::string> bytes = read_up_to(file, max_bytes);
    if (!bytes) throw IoError(say(phrases::file_over_limit, display_name_of_input(path), max_bytes));
    return std::move(*bytes);
}

SourcePtr read_source(const std::string& path, std::size_t max_bytes, Diagnostics& diagnostics) {
    InputFile file(path);
    std::optional<std::string> text = read_up_to(file, max_bytes);
    if (text) return std::make_shared<const Source>(Source{display_name_of_input(path), std::move(*text)});
    const auto named = std::make_shared<const Source>(Source{display_name_of_input(path), {}});
    diagnostics.add({Severity::error,
                     rules::file_size,
                     say(phrases::file_too_large, max_bytes),
                     Place::of_file(named),
                     {},
                     {},
                     {}});
    return nullptr;
}

namespace {

/// The file behind symbolic links, so that a link stays one. A link to nothing names the file to be made.
std::string resolve_links(const std::string& path) {
    std::error_code error;
    std::filesystem::path target = std::filesystem::weakly_canonical(path, error);
    return error ? path : target.string();
}

bool is_special_file(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

/// Makes a new hidden file beside `target` and names it in `aside`; -1 where that fails.
int open_aside(const std::string& target, std::string& aside) {
    const std::string name = std::filesystem::path(target).filename().string().substr(0, 200);
    for (int attempt = 0;; ++attempt) {
        aside = fmt::format("{}/.{}.{}-{}", folder_of(target), name, ::getpid(), attempt);
        const int descriptor = uninterrupted(
            [&] { return ::open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666); });
        if (descriptor >= 0 || errno != EEXIST) return descriptor;
    }
}

void keep_mode(const std::string& target, int descriptor) {
    struct stat status {};
    if (::stat(target.c_str(), &status) == 0) ::fchmod(descriptor, status.st_mode & 07777);
}

void sync_folder(const std::string& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;  // the rename itself has worked; not every file system lets folders be opened
    ::fsync(descriptor);
    ::close(descriptor);
}

void write_all(int descriptor, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        const ssize_t size = uninterrupted([&] { return ::write(descriptor, bytes.data(), bytes.size()); });
        if (size < 0 && errno == EPIPE) throw ClosedPipe{};
        if (size < 0) fail(phrases::cannot_write, path);
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
}

/// Has the system begin to put on the disk what a large file has so far, every 8 MB, so that the wait at the
/// end is short.
void start_writeback([[maybe_unused]] int descriptor, [[maybe_unused]] std::uint64_t written) {
#if defined(__linux__)
    constexpr std::uint64_t stretch = std::uint64_t{8} << 20;
    const std::uint64_t begin = written / stretch * stretch;
    // Only a hint: what goes wrong is found by fsync.
    if (written >= stretch && written - begin < stretch / 8)
        ::sync_file_range(descriptor, static_cast<off_t>(begin - stretch), static_cast<off_t>(stretch),
                          SYNC_FILE_RANGE_WRITE);
#endif
}

}  // namespace

std::optional<std::string> target_of_interrupted(const std::string& path) {
    const std::filesystem::path aside(path);
    const std::string name = aside.filename().string();
    const std::size_t end = name.rfind('.');
    if (!name.starts_with('.') || end == 0 || end == std::string::npos) return std::nullopt;
    const std::string numbers = name.substr(end + 1);
    const bool fits = numbers.find_first_not_of("0123456789-") == std::string::npos &&
                      std::count(numbers.begin(), numbers.end(), '-') == 1;
    if (!fits) return std::nullopt;
    return (aside.parent_path() / name.substr(1, end - 1)).string();
}

std::string folder_of(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

OutputFile::OutputFile(const std::string& path) : path_(path) {
    if (is_standard_stream(path)) {
        path_ = "<stdout>";
        descriptor_ = STDOUT_FILENO;
        return;
    }
    if (is_directory(path)) fail(phrases::cannot_write, path_, EISDIR);
    if (is_special_file(path)) {
        descriptor_ = uninterrupted([&] { return ::open(path.c_str(), O_WRONLY | O_CLOEXEC); });
        if (descriptor_ < 0) fail(phrases::cannot_write, path_);
        return;
    }
    target_ = resolve_links(path);
    std::string aside;
    descriptor_ = open_aside(target_, aside);
    if (descriptor_ < 0) fail(phrases::cannot_write, path_);
    aside_ = std::move(aside);
    keep_mode(target_, descriptor_);
}

OutputFile::~OutputFile() {
    discard();
}

void OutputFile::discard() {
    if (descriptor_ >= 0 && descriptor_ != STDOUT_FILENO) ::close(descriptor_);
    if (!aside_.empty()) ::unlink(aside_.c_str());
    descriptor_ = -1;
    aside_.clear();
}

void OutputFile::write(std::string_view bytes) {
    if (buffer_.size() + bytes.size() > buffer_size) flush();
    if (bytes.size() > buffer_size) {
        write_all(descriptor_, bytes, path_);
    } else {
        buffer_ += bytes;
    }
}

void OutputFile::flush() {
    write_all(descriptor_, buffer_, path_);
    if (!target_.empty()) start_writeback(descriptor_, written_ += buffer_.size());
    buffer_.clear();
}

void OutputFile::commit(Durability durability) {
    flush();
    if (!target_.empty()) {
        const bool waits = durability == Durability::on_disk;
        if (waits && ::fsync(descriptor_) != 0) fail(phrases::cannot_write, path_);
        if (::rename(aside_.c_str(), target_.c_str()) != 0) fail(phrases::cannot_write, path_);
        aside_.clear();
        if (waits) sync_folder(folder_of(target_));
    }
    discard();
}

TemporaryFile::TemporaryFile() {
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
    path_ = (error ? std::filesystem::path("/tmp") : folder) / "tidu-XXXXXX";
    const int descriptor = ::mkostemp(path_.data(), O_CLOEXEC);
    if (descriptor < 0) fail(phrases::cannot_write, path_);
    ::close(descriptor);
}

TemporaryFile::~TemporaryFile() {
    ::unlink(path_.c_str());
}

void write_file(const std::string& path, std::string_view bytes, Durability durability) {
    OutputFile file(path);
    file.write(bytes);
    file.commit(durability);
}

bool is_directory(const std::string& path) {
    std::error_code error;
    return std::filesystem::is_directory(path, error);
}

bool file_exists(const std::string& path) {
    std::error_code error;
    return std::filesystem::exists(path, error);
}

bool is_same_file(const std::string& first, const std::string& second) {
    std::error_code error;
    if (std::filesystem::equivalent(first, second, error) && !error) return true;
    const auto whole = [&](const std::string& path) {
        return std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
    };
    return whole(first) == whole(second) && !error;
}

std::optional<FileState> state_of_file(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    constexpr std::int64_t second = 1'000'000'000;
    return FileState{static_cast<std::uint64_t>(status.st_size),
                     status.st_mtim.tv_sec * second + status.st_mtim.tv_nsec,
                     static_cast<std::uint64_t>(status.st_dev), static_cast<std::uint64_t>(status.st_ino)};
}

bool is_replaceable_file(const std::string& path) {
    return !is_standard_stream(path) && !is_special_file(path);
}

void create_directories(const std::string& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) fail(phrases::cannot_write, path, error.value());
}

std::string path_beside(const std::string& path, const std::string& base) {
    std::error_code error;
    const std::filesystem::path target = std::filesystem::absolute(path, error).lexically_normal();
    const std::filesystem::path folder =
        std::filesystem::absolute(base, error).lexically_normal().parent_path();
    const std::filesystem::path relative = target.lexically_relative(folder);
    return error || relative.empty() ? path : relative.generic_string();
}

std::vector<std::string> list_files(const std::string& directory, std::vector<std::string>* left_out) {
    using Walk = std::filesystem::recursive_directory_iterator;
    std::error_code error;
    std::vector<std::string> files;
    std::vector<std::string> others;
    for (Walk entry(directory, error); !error && entry != Walk(); entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        // Office keeps `~$NAME` beside a workbook that someone has open.
        const bool is_hidden = name.starts_with('.') || name.starts_with("~$");
        std::error_code unreadable;
        const bool is_folder = entry->is_directory(unreadable);
        const bool is_entered = is_folder && !is_hidden && !entry->is_symlink(unreadable);
        if (is_hidden) entry.disable_recursion_pending();
        if (!is_hidden && entry->is_regular_file(unreadable)) {
            files.push_back(entry->path().string());
        } else if (is_entered && ::faccessat(AT_FDCWD, entry->path().c_str(), R_OK | X_OK, AT_EACCESS) != 0) {
            entry.disable_recursion_pending();
            files.push_back(entry->path().string() + "/");
        } else if (!is_entered) {
            others.push_back(entry->path().string() + (is_folder ? "/" : ""));
        }
    }
    if (error) fail(phrases::cannot_read, directory, error.value());
    std::sort(files.begin(), files.end());
    std::sort(others.begin(), others.end());
    if (left_out) left_out->insert(left_out->end(), others.begin(), others.end());
    return files;
}

std::vector<std::string> expand_pattern(const std::string& pattern) {
    glob_t found{};
    std::vector<std::string> paths;
    if (::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0)
        paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    ::globfree(&found);
    std::sort(paths.begin(), paths.end());
    return paths;
}

bool is_terminal(StandardStream stream) {
    switch (stream) {
        case StandardStream::input:
            return ::isatty(STDIN_FILENO) == 1;
        case StandardStream::output:
            return ::isatty(STDOUT_FILENO) == 1;
        case StandardStream::errors:
            return ::isatty(STDERR_FILENO) == 1;
    }
    return false;
}

std::optional<std::size_t> terminal_columns() {
    winsize size{};
    if (!is_terminal(StandardStream::output) || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
        size.ws_col == 0)
        return std::nullopt;
    return size.ws_col;
}

}  // namespace tidu
