#include "evidence.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace countersign::mrz {
namespace {

/// Each pixel in deviations from the mean of its neighbourhood: immune to light, paper and guilloche.
cv::Mat normalised(const cv::Mat& strip) {
  const cv::Size box(kContrastWidth, kContrastHeight);
  cv::Mat mean, square, result;
  cv::boxFilter(strip, mean, -1, box, {-1, -1}, true, cv::BORDER_REPLICATE);
  cv::boxFilter(strip.mul(strip), square, -1, box, {-1, -1}, true, cv::BORDER_REPLICATE);
  cv::Mat variance = cv::max(square - mean.mul(mean), kDeviationFloor * kDeviationFloor);
  cv::sqrt(variance, variance);
  result = (strip - mean) / variance;
  return cv::max(cv::min(result, kClip), -kClip);
}

}  // namespace

int Evidence::columnOf(double cell) const {
  const int column = static_cast<int>(std::lround((cell - firstCell) * kPitch / sampling.step));
  return std::clamp(column, 0, columns - 1);
}

Evidence look(const Classifier& classifier, const Pyramid& pyramid, const Baseline& baseline, double from, double to,
              const Sampling& sampling) {
  Evidence evidence;
  evidence.sampling = sampling;
  evidence.firstCell = from;
  evidence.columns = static_cast<int>((to - from) * kPitch) / sampling.step + 1;

  const int reach = std::max(-sampling.shifts.front(), sampling.shifts.back());
  // Contrast needs its neighbourhood, so the strip is cut higher than the windows reach.
  const int rim = kContrastHeight / 2;
  const cv::Size size(kWindowWidth + (evidence.columns - 1) * sampling.step, kWindowHeight + 2 * reach);
  const double leftCell = from - (kWindowWidth - 1) / 2.0 / kPitch;
  const cv::Mat strip = normalised(pyramid.strip(baseline, leftCell, {size.width, size.height + 2 * rim}, kPitch));
  const Features features = classifier.features(strip.rowRange(rim, rim + size.height));

  std::vector<cv::Point> corners;
  for (int shift : sampling.shifts)
    for (int column = 0; column < evidence.columns; ++column) corners.emplace_back(column * sampling.step, reach + shift);
  evidence.posteriors = classifier.classify(features, corners);
  for (const Posterior& p : evidence.posteriors) {
    evidence.legible.push_back(*std::max_element(p.begin(), p.begin() + kCharacterCount));
  }
  return evidence;
}

}  // namespace countersign::mrz
