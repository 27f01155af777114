#include "page.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace countersign::document {
namespace {

constexpr double characterPitch = 2.54;  // mm; ICAO Doc 9303-3, section 4.1: ten characters to the inch
constexpr double margin = 5;             // mm; hands and cameras are not square, and an edge in view is evidence
constexpr double smallestPage = 64;      // pixels
constexpr double largestPage = 2400;     // pixels across: 480 dpi on a passport page

/// Nominal sizes in millimetres (ICAO Doc 9303, parts 4 to 7). `below` is from the last line's characters to the edge.
struct Dimensions {
  double width, height, below;
  int characters;
};

Dimensions dimensions(mrz::Format format) {
  switch (format) {
    case mrz::Format::TD1:
      return {85.6, 54.0, 4.0, 30};
    case mrz::Format::TD2:
      return {105.0, 74.0, 7.0, 36};
    case mrz::Format::TD3:
      return {125.0, 88.0, 7.0, 44};
    case mrz::Format::MRVA:
      return {120.0, 80.0, 7.0, 44};
    case mrz::Format::MRVB:
      return {105.0, 74.0, 7.0, 36};
  }
  return {125.0, 88.0, 7.0, 44};
}

cv::Point2d mapped(const cv::Matx23d& map, const cv::Point2d& point) { return map * cv::Vec3d(point.x, point.y, 1); }

/// Turns by `-angle` and scales, so that text running at `angle` becomes level. The origin stays where it is.
cv::Matx23d levelling(double angle, double scale) {
  const double c = std::cos(angle) * scale, s = std::sin(angle) * scale;
  return {c, s, 0, -s, c, 0};
}

cv::Rect2d bounds(const std::vector<cv::Point2d>& points) {
  cv::Point2d low = points.front(), high = points.front();
  for (const auto& point : points) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  return {low, high};
}

cv::Rect2d levelledPicture(const cv::Matx23d& map, const cv::Size& size) {
  const double w = size.width, h = size.height;
  return bounds({mapped(map, {0, 0}), mapped(map, {w, 0}), mapped(map, {w, h}), mapped(map, {0, h})});
}

cv::Rect2d levelledPage(const cv::Matx23d& map, const mrz::Reading& zone, double pixelsPerMillimetre) {
  const auto size = dimensions(zone.format);
  std::vector<cv::Point2d> corners;
  for (const auto& corner : zone.quad) corners.push_back(mapped(map, corner));
  const auto block = bounds(corners);
  const double side = (size.width - size.characters * characterPitch) / 2;  // the lines are nearly centred
  const double left = block.x - (side + margin) * pixelsPerMillimetre;
  const double bottom = block.br().y + (size.below + margin) * pixelsPerMillimetre;
  const double width = (size.width + 2 * margin) * pixelsPerMillimetre;
  const double height = (size.height + 2 * margin) * pixelsPerMillimetre;
  return {left, bottom - height, width, height};
}

Page cut(const cv::Mat& rgb, cv::Matx23d map, const cv::Rect2d& region, double scale) {
  map(0, 2) = -region.x;
  map(1, 2) = -region.y;
  Page page;
  page.fromPicture = map;
  page.scale = scale;
  const cv::Size size(static_cast<int>(std::lround(region.width)), static_cast<int>(std::lround(region.height)));
  // Shrinking by warping alone would skip source pixels; INTER_AREA is not available to warpAffine.
  cv::Mat source = rgb;
  cv::Matx23d fromSource = map;
  if (scale < 0.75) {
    cv::resize(rgb, source, {}, scale, scale, cv::INTER_AREA);
    for (int row = 0; row < 2; ++row)
      for (int column = 0; column < 2; ++column) fromSource(row, column) /= scale;
  }
  cv::warpAffine(source, page.rgb, fromSource, size, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar::all(255));
  return page;
}

}  // namespace

Page pageAround(const mrz::Reading& zone, const cv::Mat& rgb) {
  const double native = zone.pitch / characterPitch;
  const double width = dimensions(zone.format).width + 2 * margin;
  const double scale = std::min(1.0, largestPage / (width * native));
  const auto map = levelling(zone.angle, scale);
  const auto whole = levelledPicture(map, rgb.size());
  const auto page = levelledPage(map, zone, native * scale) & whole;
  if (std::min(page.width, page.height) >= smallestPage) return cut(rgb, map, page, scale);

  const double fitting = std::min(1.0, largestPage / std::max(whole.width, whole.height) * scale);
  const auto fittingMap = levelling(zone.angle, fitting);
  return cut(rgb, fittingMap, levelledPicture(fittingMap, rgb.size()), fitting);
}

Page wholePicture(const cv::Mat& rgb, int quarters) {
  const double w = rgb.cols - 1, h = rgb.rows - 1;
  Page page;
  switch (quarters & 3) {
    case 0:
      page.rgb = rgb;
      page.fromPicture = {1, 0, 0, 0, 1, 0};
      break;
    case 1:
      cv::rotate(rgb, page.rgb, cv::ROTATE_90_CLOCKWISE);
      page.fromPicture = {0, -1, h, 1, 0, 0};
      break;
    case 2:
      cv::rotate(rgb, page.rgb, cv::ROTATE_180);
      page.fromPicture = {-1, 0, w, 0, -1, h};
      break;
    default:
      cv::rotate(rgb, page.rgb, cv::ROTATE_90_COUNTERCLOCKWISE);
      page.fromPicture = {0, 1, 0, -1, 0, w};
  }
  return page;
}

cv::Rect zoneOnPage(const mrz::Reading& zone, const Page& page) {
  std::vector<cv::Point2d> corners;
  for (const auto& corner : zone.quad) corners.push_back(mapped(page.fromPicture, corner));
  const auto box = bounds(corners);
  const cv::Rect whole(static_cast<int>(std::floor(box.x)), static_cast<int>(std::floor(box.y)),
                       static_cast<int>(std::ceil(box.width)), static_cast<int>(std::ceil(box.height)));
  return whole & cv::Rect({}, page.rgb.size());
}

}  // namespace countersign::document
