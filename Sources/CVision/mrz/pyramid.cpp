#include "pyramid.hpp"

#include <opencv2/imgproc.hpp>

namespace countersign::mrz {
namespace {

constexpr int kSmallestLevel = 200;
// A level is fine enough while one strip pixel covers no more than this many of its pixels.
constexpr double kLargestStep = 1.6;

}  // namespace

Pyramid::Pyramid(const cv::Mat& gray8) : levels_{gray8} {
  while (std::max(levels_.back().cols, levels_.back().rows) > 2 * kSmallestLevel) {
    cv::Mat half;
    cv::resize(levels_.back(), half, {}, 0.5, 0.5, cv::INTER_AREA);
    levels_.push_back(half);
  }
}

cv::Mat Pyramid::strip(const Baseline& baseline, double leftCell, cv::Size size, double pixelsPerCell) const {
  const double middle = leftCell + size.width / (2 * pixelsPerCell);
  std::size_t level = 0;
  double scale = 1;
  while (level + 1 < levels_.size() && baseline.pitch(middle) * scale / pixelsPerCell > kLargestStep) ++level, scale /= 2;

  cv::Mat from(size, CV_32FC2);
  for (int x = 0; x < size.width; ++x) {
    const double cell = leftCell + x / pixelsPerCell;
    const cv::Point2d centre = baseline.at(cell), step = baseline.down(cell) / pixelsPerCell;
    for (int y = 0; y < size.height; ++y) {
      const cv::Point2d source = centre + (y - (size.height - 1) / 2.0) * step;
      // Pixel centres of a halved picture lie half a pixel off those of its origin.
      const cv::Point2d here = (source + cv::Point2d(0.5, 0.5)) * scale - cv::Point2d(0.5, 0.5);
      from.at<cv::Point2f>(y, x) = cv::Point2f(here);
    }
  }
  cv::Mat grey, result;
  cv::remap(levels_[level], grey, from, cv::noArray(), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
  grey.convertTo(result, CV_32F);
  return result;
}

}  // namespace countersign::mrz
