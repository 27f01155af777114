#include <webp/decode.h>

#include "codecs.hpp"

namespace countersign::decode {

cv::Mat decodeWebP(Bytes bytes) {
  WebPBitstreamFeatures features;
  const auto status = WebPGetFeatures(bytes.data, bytes.size, &features);
  if (status != VP8_STATUS_OK) throw DecodeError(Refusal::damaged, "the WebP header is damaged");
  // Which of several frames a person showed would be a guess.
  if (features.has_animation) throw DecodeError(Refusal::unsupportedFormat, "animated pictures are not accepted");
  requireAllowedSize(features.width, features.height);

  cv::Mat rgba(features.height, features.width, CV_8UC4);
  const auto* whole = WebPDecodeRGBAInto(bytes.data, bytes.size, rgba.data, rgba.total() * rgba.elemSize(),
                                         static_cast<int>(rgba.step));
  if (whole == nullptr) throw DecodeError(Refusal::damaged, "the WebP data is damaged");
  return overWhite(rgba);
}

}  // namespace countersign::decode
