#include "orientation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace countersign::mrz {
namespace {

constexpr int kLongSide = 600;
constexpr int kBins = 90;  // one for each degree of a quarter turn
constexpr int kSmoothing = 3;
/// Fainter gradients are noise and shading.
constexpr float kFaintest = 30;

}  // namespace

double pageRotation(const cv::Mat& gray) {
  const double scale = static_cast<double>(kLongSide) / std::max(gray.cols, gray.rows);
  cv::Mat small, across, down;
  cv::resize(gray, small, {}, scale, scale, cv::INTER_AREA);
  cv::Sobel(small, across, CV_32F, 1, 0, 3);
  cv::Sobel(small, down, CV_32F, 0, 1, 3);

  // Edges of a page, of letters' stems and of their bars lie in two directions at right angles, so all count modulo 90 degrees.
  std::array<double, kBins> histogram{};
  for (int y = 0; y < small.rows; ++y) {
    for (int x = 0; x < small.cols; ++x) {
      const float gx = across.at<float>(y, x), gy = down.at<float>(y, x), strength = std::hypot(gx, gy);
      if (strength < kFaintest) continue;
      const int degree = static_cast<int>(std::floor(cv::fastAtan2(gy, gx)));
      histogram[degree % kBins] += strength;
    }
  }
  int peak = 0;
  double highest = -1;
  for (int bin = 0; bin < kBins; ++bin) {
    double sum = 0;
    for (int d = -kSmoothing; d <= kSmoothing; ++d) sum += histogram[(bin + d + kBins) % kBins];
    if (sum > highest) highest = sum, peak = bin;
  }
  return peak <= kBins / 2 ? peak : peak - kBins;
}

}  // namespace countersign::mrz
