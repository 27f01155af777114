#include "portrait.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace countersign::faces {
namespace {

// Proportions of a printed portrait to the detector's face box, after ISO/IEC 19794-5 full frontal pictures.
constexpr double portraitWidth = 1.75, portraitHeight = portraitWidth * 1.3, centreHeight = 0.52;

cv::Rect portraitFrame(const cv::Rect& face, const cv::Size& page) {
  const double width = face.width * portraitWidth, height = face.width * portraitHeight;
  const double x = face.x + face.width / 2.0 - width / 2, y = face.y + face.height / 2.0 - height * centreHeight;
  const auto whole = [](double value) { return static_cast<int>(std::lround(value)); };
  return cv::Rect(whole(x), whole(y), whole(width), whole(height)) & cv::Rect({}, page);
}

// On a page the portrait is large: at 1000 pixels it has been found or is not there. A tilted or glaring one scores
// below the detector's threshold, so an unsure face is taken where no sure one is; its score goes along for policy.
std::optional<Face> bestFace(Engine& engine, const cv::Mat& page) {
  const auto faces = engine.find(page, {1000, -0.5});
  if (faces.empty()) return std::nullopt;
  for (const auto& face : faces)
    if (face.score >= 0) return face;  // the largest sure one: smaller ones are ghost portraits
  return *std::max_element(faces.begin(), faces.end(), [](const Face& a, const Face& b) { return a.score < b.score; });
}

}  // namespace

cv::Mat descreen(const cv::Mat& rgb, double faceWidth) {
  // Found best on halftoned portraits 300 px wide, whose face box is 171 px: sigma 2.2 px, then down to 40 % and back.
  constexpr double reference = 171, sigma = 2.2, kept = 0.4;
  const double blur = sigma * faceWidth / reference;
  const double scale = std::min(1.0, kept * reference / faceWidth);
  cv::Mat smooth, small, result;
  cv::GaussianBlur(rgb, smooth, {}, blur);
  if (scale == 1) return smooth;
  cv::resize(smooth, small, {}, scale, scale, cv::INTER_AREA);
  cv::resize(small, result, rgb.size(), 0, 0, cv::INTER_CUBIC);
  return result;
}

std::optional<Face> findPrintedFace(Engine& engine, const cv::Mat& page) {
  if (const auto face = bestFace(engine, page)) return face;
  // A median takes out dots and hair lines and keeps edges; what it cannot close, a wider blur may.
  cv::Mat smoothed;
  const int aperture = std::max(page.cols, page.rows) > 1200 ? 5 : 3;
  cv::medianBlur(page, smoothed, aperture);
  if (const auto face = bestFace(engine, smoothed)) return face;
  cv::GaussianBlur(page, smoothed, {}, aperture * 0.5);
  return bestFace(engine, smoothed);
}

Portrait describePortrait(Engine& engine, const cv::Mat& page, const Face& found) {
  Portrait portrait;
  portrait.face = found;
  const auto& face = portrait.face;
  // A face found on a smoothed copy is still measured and described as it was photographed.
  portrait.face.quality = measureQuality(page, face.box);
  portrait.frame = portraitFrame(face.box, page.size());
  portrait.width = face.box.width * portraitWidth;
  portrait.raw = engine.describe(page, face.landmarks);

  // Only the surroundings of the face are smoothed: the rest of a 12 megapixel page would cost more than the network.
  const cv::Point reach(face.box.width, face.box.height);
  const auto around = cv::Rect(face.box.tl() - reach, face.box.br() + reach) & cv::Rect({}, page.size());
  const auto smooth = descreen(page(around), face.box.width);
  portrait.descreened = engine.describe(smooth, engine.locate(smooth, face.box - around.tl()));
  return portrait;
}

}  // namespace countersign::faces
