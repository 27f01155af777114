#pragma once
// What the three decoders share. Callers outside this folder use `picture.hpp`.

#include "picture.hpp"

namespace countersign::decode {

/// Throws `tooLarge` unless a picture of this size may be decoded. To be called before any allocation.
void requireAllowedSize(std::int64_t width, std::int64_t height);

/// RGBA to RGB over white: what a reviewer sees on a page is then what was measured.
cv::Mat overWhite(const cv::Mat& rgba);

/// Turns stored pixels upright by an EXIF orientation of 1 to 8 (CIPA DC-008, tag 0x0112).
cv::Mat upright(const cv::Mat& stored, int orientation);

cv::Mat decodeJPEG(Bytes bytes);
cv::Mat decodePNG(Bytes bytes);
cv::Mat decodeWebP(Bytes bytes);

}  // namespace countersign::decode
