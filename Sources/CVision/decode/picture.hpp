#pragma once
// From untrusted bytes to pixels. Every limit is read from the file's header before a pixel is allocated.

#include <cstddef>
#include <cstdint>
#include <opencv2/core.hpp>
#include <stdexcept>
#include <string>

namespace countersign::decode {

/// Borrowed bytes of one upload.
struct Bytes {
  const std::uint8_t* data = nullptr;
  std::size_t size = 0;
};

namespace limits {
constexpr std::size_t bytes = 15'000'000;
constexpr std::int64_t pixels = 25'000'000;
constexpr std::int64_t side = 12'000;
/// A progressive JPEG makes the decoder walk the whole picture once per scan; cameras write at most about a dozen.
constexpr int scans = 32;
}  // namespace limits

enum class Refusal { unsupportedFormat, tooLarge, damaged };

class DecodeError : public std::runtime_error {
 public:
  DecodeError(Refusal refusal, const std::string& detail) : std::runtime_error(detail), refusal(refusal) {}
  const Refusal refusal;
};

enum class Format { jpeg, png, webp };

/// The lower-case name used in answers: `jpeg`, `png` or `webp`.
const char* name(Format format);

/// An upright picture: 8-bit RGB, EXIF orientation already applied, transparency laid over white.
struct Picture {
  cv::Mat rgb;
  Format format;
};

/// Throws `DecodeError` for anything that is not a whole, still JPEG, PNG or WebP picture within `limits`.
Picture decode(Bytes bytes);

}  // namespace countersign::decode
