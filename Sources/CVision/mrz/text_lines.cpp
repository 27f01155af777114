#include "text_lines.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace countersign::mrz {
namespace {

/// An MRZ line spans at least this share of the longer side; smaller ones have too few pixels per character.
constexpr double kShortestLine = 0.22;
constexpr double kSlimmest = 9;  // length : height from which a blob is one line
constexpr double kSteepest = 40 * CV_PI / 180;
constexpr double kFullness = 0.5;  // of a blob's rectangle
/// Blobs of several lines are cut apart by their row profile at these skews against the blob's own angle.
constexpr std::array<double, 3> kSkews = {0.0, -0.02, 0.02};

cv::Mat rectangle(double width, double height) {
  const auto odd = [](double side) { return std::max(1, static_cast<int>(side)) | 1; };
  return cv::getStructuringElement(cv::MORPH_RECT, {odd(width), odd(height)});
}

/// How much each pixel looks like the inside of a line of characters `pitch` apart.
cv::Mat printTexture(const cv::Mat& gray, int pitch) {
  cv::Mat dark, edges;
  cv::morphologyEx(gray, dark, cv::MORPH_BLACKHAT, rectangle(pitch + 1, pitch + 1));
  cv::Sobel(dark, edges, CV_16S, 1, 0, 3);
  cv::convertScaleAbs(edges, edges);
  cv::morphologyEx(edges, edges, cv::MORPH_CLOSE, rectangle(1.7 * pitch, 1));
  cv::blur(edges, edges, {pitch * 3, std::max(1, pitch / 4)});
  return edges;
}

struct Blob {
  cv::Point2d centre;
  double length, height, angle, fullness;
};

Blob blobOf(const std::vector<cv::Point>& contour) {
  const cv::RotatedRect box = cv::minAreaRect(contour);
  double length = box.size.width, height = box.size.height, degrees = box.angle;
  if (length < height) {
    std::swap(length, height);
    degrees += 90;
  }
  while (degrees > 90) degrees -= 180;
  while (degrees <= -90) degrees += 180;
  return {box.center, length, height, degrees * CV_PI / 180, cv::contourArea(contour) / std::max(1.0, length * height)};
}

/// From the first to the last strong column of the band around `row`; absent if the band is patchy.
bool extentOfRow(const cv::Mat& texture, int row, int pitch, double level, cv::Range& extent) {
  cv::Mat columns;
  const cv::Range band(std::max(0, row - pitch / 3), std::min(texture.rows, row + pitch / 3 + 1));
  cv::reduce(texture.rowRange(band.start, band.end), columns, 0, cv::REDUCE_AVG, CV_32F);
  int first = 0, last = texture.cols - 1, strong = 0;
  while (first < last && columns.at<float>(first) < level) ++first;
  while (last > first && columns.at<float>(last) < level) --last;
  for (int x = first; x <= last; ++x) strong += columns.at<float>(x) >= level;
  extent = {first, last + 1};
  constexpr double kStrongShare = 0.8;
  return strong >= kStrongShare * extent.size();
}

/// Lines inside a blob of several, as peaks of its row profile.
void splitBlob(const cv::Mat& texture, const Blob& blob, int pitch, double shortest, std::vector<TextLine>& lines) {
  const cv::Size size(static_cast<int>(blob.length * 1.02), static_cast<int>(blob.height * 1.1));
  for (double skew : kSkews) {
    const double angle = blob.angle + skew, c = std::cos(angle), s = std::sin(angle);
    const cv::Matx23d toView(c, -s, blob.centre.x - c * size.width / 2 + s * size.height / 2,  //
                             s, c, blob.centre.y - s * size.width / 2 - c * size.height / 2);
    cv::Mat level, rows;
    cv::warpAffine(texture, level, toView, size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP);
    cv::reduce(level, rows, 1, cv::REDUCE_AVG, CV_32F);
    cv::GaussianBlur(rows, rows, {1, 5}, 0);
    for (int y = 2; y < size.height - 2; ++y) {
      const cv::Range around(std::max(0, y - pitch / 2), std::min(size.height, y + pitch / 2 + 1));
      double highest;
      cv::minMaxLoc(rows.rowRange(around.start, around.end), nullptr, &highest);
      if (rows.at<float>(y) < highest) continue;
      cv::Range extent;
      if (!extentOfRow(level, y, pitch, highest / 2, extent) || extent.size() < shortest) continue;
      const cv::Vec2d centre = toView * cv::Vec3d((extent.start + extent.end) / 2.0, y, 1);
      lines.push_back({{centre[0], centre[1]}, angle, static_cast<double>(extent.size())});
    }
  }
}

void linesOfMask(const cv::Mat& mask, const cv::Mat& texture, int pitch, std::vector<TextLine>& lines) {
  const double shortest = kShortestLine * std::max(mask.cols, mask.rows);
  std::vector<std::vector<cv::Point>> contours;
  cv::findContours(mask, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
  for (const auto& contour : contours) {
    if (contour.size() < 4) continue;
    const Blob blob = blobOf(contour);
    if (blob.length < shortest || blob.height < 0.4 * pitch || std::abs(blob.angle) > kSteepest) continue;
    if (blob.length >= kSlimmest * blob.height && blob.fullness >= kFullness) {
      lines.push_back({blob.centre, blob.angle, blob.length});
    } else if (blob.length > 1.3 * blob.height && blob.height >= 10) {
      splitBlob(texture, blob, pitch, shortest, lines);
    }
  }
}

}  // namespace

View viewOf(const cv::Mat& gray, double degrees, int longSide) {
  const double scale = static_cast<double>(longSide) / std::max(gray.cols, gray.rows);
  cv::Mat scaled;
  cv::resize(gray, scaled, {}, scale, scale, scale > 1 ? cv::INTER_CUBIC : cv::INTER_AREA);
  const cv::Point2f middle(scaled.cols / 2.0f, scaled.rows / 2.0f);
  const cv::Rect2f box = cv::RotatedRect(middle, scaled.size(), static_cast<float>(-degrees)).boundingRect2f();
  cv::Matx23d turn = cv::getRotationMatrix2D(middle, degrees, 1);
  turn(0, 2) += box.width / 2 - middle.x;
  turn(1, 2) += box.height / 2 - middle.y;
  View view{scaled, cv::Matx23d(1, 0, 0, 0, 1, 0)};
  if (degrees != 0) {
    cv::warpAffine(scaled, view.gray, turn, cv::Size(box.size()), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    cv::invertAffineTransform(turn, view.toSource);
  }
  view.toSource = view.toSource * (1 / scale);
  return view;
}

std::vector<TextLine> findTextLines(const View& view, int pitch) {
  const cv::Mat texture = printTexture(view.gray, pitch);
  std::vector<TextLine> lines;
  cv::Mat mask;
  const auto collect = [&] {
    cv::morphologyEx(mask, mask, cv::MORPH_OPEN, rectangle(3 * pitch, std::max(2, pitch / 3)));
    linesOfMask(mask, texture, pitch, lines);
  };
  cv::threshold(texture, mask, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
  collect();
  // The second mask finds lines paler than the rest of the picture.
  cv::adaptiveThreshold(texture, mask, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY, (pitch * 7) | 1, -6);
  collect();

  const double scale = std::hypot(view.toSource(0, 0), view.toSource(1, 0));
  const double turn = std::atan2(view.toSource(1, 0), view.toSource(0, 0));
  for (TextLine& line : lines) {
    const cv::Vec2d centre = view.toSource * cv::Vec3d(line.centre.x, line.centre.y, 1);
    line = {{centre[0], centre[1]}, line.angle + turn, line.length * scale};
  }
  return lines;
}

}  // namespace countersign::mrz
