#include "picture.hpp"

#include <cstring>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <string_view>

#include "codecs.hpp"

namespace countersign::decode {
namespace {

using namespace std::string_view_literals;

bool holds(Bytes bytes, std::size_t offset, std::string_view magic) {
  return bytes.size >= offset + magic.size() && std::memcmp(bytes.data + offset, magic.data(), magic.size()) == 0;
}

// The declared content type and the file name are the sender's word; only the first bytes decide who parses the rest.
std::optional<Format> sniff(Bytes bytes) {
  if (holds(bytes, 0, "\xFF\xD8\xFF"sv)) return Format::jpeg;
  if (holds(bytes, 0, "\x89PNG\r\n\x1A\n"sv)) return Format::png;
  if (holds(bytes, 0, "RIFF"sv) && holds(bytes, 8, "WEBPVP8"sv)) return Format::webp;
  return std::nullopt;
}

cv::Mat pixels(Bytes bytes, Format format) {
  switch (format) {
    case Format::jpeg:
      return decodeJPEG(bytes);
    case Format::png:
      return decodePNG(bytes);
    case Format::webp:
      return decodeWebP(bytes);
  }
  throw DecodeError(Refusal::unsupportedFormat, "unknown format");
}

}  // namespace

const char* name(Format format) {
  switch (format) {
    case Format::jpeg:
      return "jpeg";
    case Format::png:
      return "png";
    case Format::webp:
      return "webp";
  }
  return "";
}

void requireAllowedSize(std::int64_t width, std::int64_t height) {
  if (width <= 0 || height <= 0) throw DecodeError(Refusal::damaged, "the picture has no pixels");
  if (width > limits::side || height > limits::side || width * height > limits::pixels)
    throw DecodeError(Refusal::tooLarge, "the picture has too many pixels");
}

cv::Mat overWhite(const cv::Mat& rgba) {
  cv::Mat rgb(rgba.size(), CV_8UC3);
  for (int y = 0; y < rgba.rows; ++y) {
    const auto* from = rgba.ptr<cv::Vec4b>(y);
    auto* to = rgb.ptr<cv::Vec3b>(y);
    for (int x = 0; x < rgba.cols; ++x) {
      const int alpha = from[x][3];
      for (int channel = 0; channel < 3; ++channel)
        to[x][channel] = static_cast<std::uint8_t>((from[x][channel] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
  }
  return rgb;
}

cv::Mat upright(const cv::Mat& stored, int orientation) {
  constexpr int bothAxes = -1, topToBottom = 0, leftToRight = 1;
  cv::Mat turned = stored;
  // Values 5 to 8 describe transposed pictures; what is left to do is the same for both halves of the table.
  if (orientation >= 5 && orientation <= 8) cv::transpose(stored, turned);
  cv::Mat result;
  switch (orientation) {
    case 2:
    case 6:
      cv::flip(turned, result, leftToRight);
      return result;
    case 3:
    case 7:
      cv::flip(turned, result, bothAxes);
      return result;
    case 4:
    case 8:
      cv::flip(turned, result, topToBottom);
      return result;
    default:
      return turned;
  }
}

Picture decode(Bytes bytes) {
  if (bytes.size > limits::bytes) throw DecodeError(Refusal::tooLarge, "the file is larger than 15 MB");
  const auto format = sniff(bytes);
  if (!format) throw DecodeError(Refusal::unsupportedFormat, "not a JPEG, PNG or WebP picture");
  return {pixels(bytes, *format), *format};
}

}  // namespace countersign::decode
