#include "rhythm.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace countersign::mrz {
namespace {

// The line is looked at as if it had this many characters; the middle of what is possible.
constexpr int kSupposedCells = 36;
constexpr int kPixelsPerCell = 20;
constexpr int kProfileLength = kSupposedCells * kPixelsPerCell;
// Characters on the line found: 30 to 44, with room for lines found too short or too long.
constexpr double kFewest = 24, kMost = 54;
constexpr double kFrequencyStep = 0.5;

cv::Mat edgeEnergy(const cv::Mat& strip) {
  cv::Mat energy;
  cv::Sobel(strip, energy, CV_32F, 1, 0, 3);
  return cv::abs(energy);
}

/// The straight band with most vertical edges gives the true centre and angle of the line.
Baseline centred(const Pyramid& pyramid, const Baseline& rough) {
  constexpr int kHeight = 3 * kPixelsPerCell, kBlocks = 6, kTilt = 9, kReach = kHeight / 2 - kTilt - 1;
  cv::Mat energy = edgeEnergy(pyramid.strip(rough, 0, {kProfileLength, kHeight}, kPixelsPerCell));
  cv::GaussianBlur(energy, energy, {1, 0}, 1, kPixelsPerCell * 0.35, cv::BORDER_REPLICATE);
  cv::Mat blocks;
  cv::resize(energy, blocks, {kBlocks, kHeight}, 0, 0, cv::INTER_AREA);
  double best = -1, shift = 0, tilt = 0;
  for (int end = -kTilt; end <= kTilt; ++end) {
    for (int middle = -kReach; middle <= kReach; ++middle) {
      double sum = 0;
      for (int b = 0; b < kBlocks; ++b) {
        const double across = middle + end * (2.0 * b / (kBlocks - 1) - 1);
        sum += blocks.at<float>(kHeight / 2 + static_cast<int>(std::lround(across)), b);
      }
      if (sum > best) best = sum, shift = middle, tilt = end;
    }
  }
  const double half = kSupposedCells / 2.0;
  const cv::Point2d left = rough.at(0, (shift - tilt) / kPixelsPerCell), right = rough.at(2 * half, (shift + tilt) / kPixelsPerCell);
  const cv::Point2d across = right - left;
  return Baseline::straight(left, std::atan2(across.y, across.x), cv::norm(across) / kSupposedCells);
}

/// Darkest pixel of each column: inside a character or in the gap between two.
std::vector<double> inkProfile(const Pyramid& pyramid, const Baseline& baseline) {
  constexpr int kHeight = static_cast<int>(0.8 * kPixelsPerCell);
  const cv::Mat strip = pyramid.strip(baseline, 0, {kProfileLength, kHeight}, kPixelsPerCell);
  cv::Mat darkest, trend;
  cv::reduce(strip, darkest, 0, cv::REDUCE_MIN);
  cv::blur(darkest, trend, {2 * kPixelsPerCell + 1, 1}, {-1, -1}, cv::BORDER_REFLECT);
  std::vector<double> profile(kProfileLength);
  for (int x = 0; x < kProfileLength; ++x) {
    const double hann = 0.5 - 0.5 * std::cos(2 * CV_PI * (x + 0.5) / kProfileLength);
    profile[x] = hann * (trend.at<float>(x) - darkest.at<float>(x));
  }
  return profile;
}

double power(const std::vector<double>& profile, double cycles) {
  double real = 0, imaginary = 0;
  for (int x = 0; x < kProfileLength; ++x) {
    const double phase = 2 * CV_PI * cycles * x / kProfileLength;
    real += profile[x] * std::cos(phase);
    imaginary += profile[x] * std::sin(phase);
  }
  return real * real + imaginary * imaginary;
}

}  // namespace

std::optional<Rhythm> rhythmOf(const Pyramid& pyramid, const TextLine& line) {
  const cv::Point2d direction(std::cos(line.angle), std::sin(line.angle));
  const cv::Point2d left = line.centre - direction * (line.length / 2);
  const Baseline baseline = centred(pyramid, Baseline::straight(left, line.angle, line.length / kSupposedCells));

  const std::vector<double> profile = inkProfile(pyramid, baseline);
  std::vector<double> spectrum;
  for (double cycles = kFewest; cycles <= kMost; cycles += kFrequencyStep) spectrum.push_back(power(profile, cycles));
  const auto peak = std::max_element(spectrum.begin() + 1, spectrum.end() - 1);
  const double before = peak[-1], here = peak[0], after = peak[1];
  double total = 0;
  for (double p : spectrum) total += p;
  if (here <= before || here <= after || total <= 0) return std::nullopt;

  const double vertex = 0.5 * (before - after) / (before - 2 * here + after);
  const double cells = kFewest + kFrequencyStep * (static_cast<double>(peak - spectrum.begin()) + vertex);
  Baseline fine = Baseline::straight(baseline.constant, baseline.angle(0), baseline.pitch(0) * kSupposedCells / cells);
  return Rhythm{fine, cells, here / (total / static_cast<double>(spectrum.size()))};
}

}  // namespace countersign::mrz
