#include "rhythm.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>

namespace countersign::mrz {
namespace {

// The line is looked at as if it had this many characters; the middle of what is possible.
constexpr int kSupposedCells = 36;
constexpr int kPixelsPerCell = 20;
constexpr int kProfileLength = kSupposedCells * kPixelsPerCell;
// Characters on the line found: 30 to 44, with room for lines found too short or too long.
constexpr double kFewest = 24, kMost = 54;
constexpr int kStepsPerCycle = 2;
/// A line seen at an angle has a pitch that grows from one end to the other; tried shares of growth, none first.
constexpr std::array<double, 7> kSlants = {0, -0.04, 0.04, -0.08, 0.08, -0.12, 0.12};

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
  const cv::Point2d left = rough.at(0, (shift - tilt) / kPixelsPerCell);
  const cv::Point2d right = rough.at(kSupposedCells, (shift + tilt) / kPixelsPerCell);
  const cv::Point2d across = right - left;
  return Baseline::straight(left, std::atan2(across.y, across.x), cv::norm(across) / kSupposedCells);
}

/// Darkest pixel of each column against its surroundings: inside a character or in the gap between two.
std::vector<float> inkProfile(const Pyramid& pyramid, const Baseline& baseline) {
  constexpr int kHeight = static_cast<int>(0.8 * kPixelsPerCell);
  const cv::Mat strip = pyramid.strip(baseline, 0, {kProfileLength, kHeight}, kPixelsPerCell);
  cv::Mat darkest, trend;
  cv::reduce(strip, darkest, 0, cv::REDUCE_MIN);
  cv::blur(darkest, trend, {2 * kPixelsPerCell + 1, 1}, {-1, -1}, cv::BORDER_REFLECT);
  std::vector<float> profile(kProfileLength);
  for (int x = 0; x < kProfileLength; ++x) profile[x] = trend.at<float>(x) - darkest.at<float>(x);
  return profile;
}

/// Power of the profile at the possible numbers of characters.
class Spectrum {
 public:
  static constexpr int kLength = static_cast<int>((kMost - kFewest) * kStepsPerCycle) + 1;

  Spectrum() : cosine_(kPeriod), hann_(kSamples) {
    for (int i = 0; i < kPeriod; ++i) cosine_[i] = static_cast<float>(std::cos(2 * CV_PI * i / kPeriod));
    for (int i = 0; i < kSamples; ++i) hann_[i] = static_cast<float>(0.5 - 0.5 * std::cos(2 * CV_PI * (i + 0.5) / kSamples));
  }

  /// Of the profile seen at a slant: sample t (0 to 1) is taken at t + slant * t * (1 - t).
  std::array<float, kLength> of(const std::vector<float>& profile, double slant) const {
    std::array<float, kSamples> sample;
    for (int i = 0; i < kSamples; ++i) {
      const double t = (i + 0.5) / kSamples, at = (t + slant * t * (1 - t)) * kProfileLength;
      sample[i] = hann_[i] * profile[std::clamp(static_cast<int>(at), 0, kProfileLength - 1)];
    }
    std::array<float, kLength> powers;
    for (int k = 0; k < kLength; ++k) {
      const int stride = static_cast<int>(kFewest * kStepsPerCycle) + k;
      float real = 0, imaginary = 0;
      for (int i = 0, phase = 0; i < kSamples; ++i, phase = (phase + stride) % kPeriod) {
        real += sample[i] * cosine_[phase];
        imaginary += sample[i] * cosine_[(phase + kPeriod / 4) % kPeriod];
      }
      powers[k] = real * real + imaginary * imaginary;
    }
    return powers;
  }

 private:
  static constexpr int kSamples = kProfileLength / 2;
  static constexpr int kPeriod = kSamples * kStepsPerCycle;
  std::vector<float> cosine_, hann_;
};

struct Peak {
  double cells = 0, slant = 0, strength = 0;
};

Peak strongestPeak(const std::vector<float>& profile) {
  const Spectrum spectrum;
  Peak best;
  for (double slant : kSlants) {
    const auto powers = spectrum.of(profile, slant);
    const auto peak = std::max_element(powers.begin() + 1, powers.end() - 1);
    const double before = peak[-1], here = peak[0], after = peak[1];
    const double strength = here * powers.size() / (std::accumulate(powers.begin(), powers.end(), 0.0) + 1e-9);
    if (here <= before || here <= after || strength <= best.strength) continue;
    const double vertex = 0.5 * (before - after) / (before - 2 * here + after);
    best = {kFewest + (static_cast<double>(peak - powers.begin()) + vertex) / kStepsPerCycle, slant, strength};
  }
  return best;
}

}  // namespace

std::optional<Rhythm> rhythmOf(const Pyramid& pyramid, const TextLine& line) {
  const cv::Point2d direction(std::cos(line.angle), std::sin(line.angle));
  const cv::Point2d left = line.centre - direction * (line.length / 2);
  const Baseline baseline = centred(pyramid, Baseline::straight(left, line.angle, line.length / kSupposedCells));

  const Peak peak = strongestPeak(inkProfile(pyramid, baseline));
  if (peak.cells == 0) return std::nullopt;
  // Cell k lies at t + slant * t * (1 - t) of the line's length, where t = k / cells.
  const cv::Point2d whole = baseline.at(kSupposedCells) - baseline.at(0);
  const Baseline slanted{baseline.constant, whole * ((1 + peak.slant) / peak.cells),
                         whole * (-peak.slant / (peak.cells * peak.cells))};
  return Rhythm{slanted, peak.cells, peak.strength};
}

}  // namespace countersign::mrz
