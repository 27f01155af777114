#pragma once
#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

namespace countersign::decode {

/// A baseline JPEG of 8-bit RGB pixels with nothing else in it: no EXIF, no profile, no comment, no tail.
/// `quality` is libjpeg's scale, 1 to 100. Throws `std::runtime_error` when libjpeg gives up.
std::vector<std::uint8_t> encodeJPEG(const cv::Mat& rgb, int quality = 90);

}  // namespace countersign::decode
