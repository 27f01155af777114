#include <png.h>

#include <cstring>
#include <string>
#include <vector>

#include "codecs.hpp"

namespace countersign::decode {
namespace {

// The signature and the IHDR chunk (PNG 3rd edition, sections 5.2 and 11.2.1) have fixed places.
constexpr std::size_t widthOffset = 16, heightOffset = 20, headerSize = 33;

std::int64_t long32(const std::uint8_t* p) {
  return static_cast<std::int64_t>(p[0]) << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

struct Source {
  Bytes rest;
  std::string problem;
};

void supply(png_structp png, png_bytep to, png_size_t count) {
  auto& rest = static_cast<Source*>(png_get_io_ptr(png))->rest;
  if (rest.size < count) png_error(png, "the file ends too early");
  std::memcpy(to, rest.data, count);
  rest.data += count;
  rest.size -= count;
}

// libpng leaves errors by longjmp, which skips destructors: whatever owns memory lives in the caller of `guarded`.
[[noreturn]] void leave(png_structp png, png_const_charp message) {
  static_cast<Source*>(png_get_error_ptr(png))->problem = message;
  png_longjmp(png, 1);
}

void stayQuiet(png_structp, png_const_charp) {}

template <typename Calls>
bool guarded(png_structp png, Calls calls) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  calls();
  return true;
}

class PNGReader {
 public:
  explicit PNGReader(Bytes bytes) : source{bytes, {}} {
    png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, leave, stayQuiet);
    if (png != nullptr) header = png_create_info_struct(png);
    if (header == nullptr) throw std::bad_alloc();
  }

  ~PNGReader() { png_destroy_read_struct(&png, header == nullptr ? nullptr : &header, nullptr); }
  PNGReader(const PNGReader&) = delete;
  PNGReader& operator=(const PNGReader&) = delete;

  cv::Mat read() {
    require(guarded(png, [&] { readHeader(); }));
    cv::Mat rgba(static_cast<int>(png_get_image_height(png, header)),
                 static_cast<int>(png_get_image_width(png, header)), CV_8UC4);
    std::vector<png_bytep> rows;
    for (int y = 0; y < rgba.rows; ++y) rows.push_back(rgba.ptr(y));
    require(guarded(png, [&] {
      png_read_image(png, rows.data());
      png_read_end(png, nullptr);
    }));
    return overWhite(rgba);
  }

 private:
  void readHeader() {
    // A second wall behind `requireAllowedSize`: libpng refuses by itself, and keeps no large text or profile chunk.
    png_set_user_limits(png, limits::side, limits::side);
    png_set_chunk_malloc_max(png, 4'000'000);
    png_set_chunk_cache_max(png, 64);
    png_set_read_fn(png, &source, supply);
    png_read_info(png, header);
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, 0xFF, PNG_FILLER_AFTER);
    png_set_interlace_handling(png);
    png_read_update_info(png, header);
  }

  void require(bool fine) const {
    if (!fine) throw DecodeError(Refusal::damaged, source.problem);
  }

  Source source;
  png_structp png = nullptr;
  png_infop header = nullptr;
};

}  // namespace

cv::Mat decodePNG(Bytes bytes) {
  if (bytes.size < headerSize) throw DecodeError(Refusal::damaged, "the file ends too early");
  requireAllowedSize(long32(bytes.data + widthOffset), long32(bytes.data + heightOffset));
  return PNGReader(bytes).read();
}

}  // namespace countersign::decode
