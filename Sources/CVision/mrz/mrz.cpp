#include "mrz.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <opencv2/imgproc.hpp>

#include "block.hpp"
#include "classifier.hpp"
#include "orientation.hpp"
#include "pyramid.hpp"
#include "rhythm.hpp"
#include "text_lines.hpp"

namespace countersign::mrz {
namespace {

/// Larger pictures hold no more information about a zone that spans a fifth of them.
constexpr int kLargestSide = 2600;
/// Thirty characters need five pixels each, three lines seven.
constexpr int kShortestLongSide = 150, kShortestSide = 40;

/// Where to look for lines, likeliest first: the view's longer side and the supposed pitch in it.
struct Scale {
  int longSide, pitch;
};
constexpr std::array<Scale, 6> kScales = {{{1000, 20}, {1000, 13}, {1000, 8}, {1700, 13}, {1700, 20}, {1700, 8}}};
/// The larger view shows nothing new of a picture smaller than this.
constexpr int kWorthEnlarging = 1100;
/// A seed this good is tried at once instead of after all others of its view.
constexpr double kPromising = -0.5;
/// Seeds of zones that were read in the end scored above -0.4, lines of other print seldom above -1.2.
constexpr double kSeedFloor = -0.9;
constexpr std::size_t kSeedsTried = 2;
constexpr std::size_t kGlances = 5;
/// Bounds the time spent on pages full of typewriting.
constexpr int kBlocksRead = 5;
/// Power at the pitch against the mean of its surroundings: 15 to 20 for a zone seen from the front, 7 at an angle of 20 degrees;
/// half of all other lines stay below.
constexpr double kLeastStrength = 7.0;
/// A view finds lines within about this many degrees of level.
constexpr double kViewReach = 12;
/// A best reading below this mean log posterior is no zone.
constexpr double kLegible = -1.0;
/// A reading this clear is final even if its check digits contradict it: no other view will read other characters.
constexpr double kClear = -0.1;

class Search {
 public:
  explicit Search(const cv::Mat& gray) : pyramid_(gray) {}

  std::optional<Reading> run(const Options& options) {
    for (double degrees : rotations(options))
      if (tryRotation(degrees)) break;
    if (best_ && !best_->accepted && best_->score < kLegible) return std::nullopt;
    return best_;
  }

 private:
  /// Lines are read either way up, so half a circle is enough.
  std::vector<double> rotations(const Options& options) const {
    if (!options.anyRotation) return {0};
    const double page = pageRotation(pyramid_.base());
    if (std::abs(page) <= kViewReach) return {0, 90};
    return {0, page, page > 0 ? page - 90 : page + 90, 90};
  }

  bool tryRotation(double degrees) {
    const int longSide = std::max(pyramid_.base().cols, pyramid_.base().rows);
    View view;
    int viewSide = 0;
    for (const Scale& scale : kScales) {
      if (scale.longSide > 1000 && longSide < kWorthEnlarging) break;
      if (scale.longSide != viewSide) view = viewOf(pyramid_.base(), degrees, viewSide = scale.longSide);
      if (tryLines(findTextLines(view, scale.pitch))) return true;
    }
    return false;
  }

  bool tryLines(const std::vector<TextLine>& lines) {
    std::vector<Rhythm> rhythms;
    for (const TextLine& line : lines) {
      if (isKnown(line)) continue;
      known_.push_back(line);
      const auto rhythm = rhythmOf(pyramid_, line);
      if (rhythm && rhythm->strength >= kLeastStrength) rhythms.push_back(*rhythm);
    }
    std::sort(rhythms.begin(), rhythms.end(), [](const Rhythm& a, const Rhythm& b) { return a.strength > b.strength; });
    if (rhythms.size() > kGlances) rhythms.resize(kGlances);

    std::vector<Seed> seeds;
    for (const Rhythm& rhythm : rhythms) {
      Seed seed = glance(classifier_, pyramid_, rhythm);
      if (seed.score > kPromising && trySeed(seed)) return true;
      if (seed.score <= kPromising && seed.score > kSeedFloor) seeds.push_back(std::move(seed));
    }
    std::sort(seeds.begin(), seeds.end(), [](const Seed& a, const Seed& b) { return a.score > b.score; });
    if (seeds.size() > kSeedsTried) seeds.resize(kSeedsTried);
    return std::any_of(seeds.begin(), seeds.end(), [&](const Seed& seed) { return trySeed(seed); });
  }

  /// True once there is nothing left to improve.
  bool trySeed(const Seed& seed) {
    if (++blocksRead_ > kBlocksRead) return true;
    auto reading = readBlock(classifier_, pyramid_, seed);
    if (!reading) return false;
    if (isBetter(*reading, best_)) best_ = std::move(reading);
    return best_->accepted || best_->score > kClear;
  }

  bool isKnown(const TextLine& line) const {
    const cv::Point2d along(std::cos(line.angle), std::sin(line.angle)), across(-along.y, along.x);
    return std::any_of(known_.begin(), known_.end(), [&](const TextLine& other) {
      const cv::Point2d offset = line.centre - other.centre;
      return std::abs(offset.dot(across)) < 0.012 * other.length && std::abs(offset.dot(along)) < 0.03 * other.length &&
             std::abs(line.length - other.length) < 0.05 * other.length;
    });
  }

  Classifier classifier_;
  Pyramid pyramid_;
  std::vector<TextLine> known_;
  std::optional<Reading> best_;
  int blocksRead_ = 0;
};

void toSourceScale(Reading& reading, double scale) {
  for (cv::Point2f& corner : reading.quad) corner = (corner + cv::Point2f(0.5f, 0.5f)) * scale - cv::Point2f(0.5f, 0.5f);
  reading.pitch *= scale;
}

}  // namespace

std::optional<Reading> read(const cv::Mat& gray8, const Options& options) {
  if (gray8.type() != CV_8UC1 || std::min(gray8.cols, gray8.rows) < kShortestSide ||
      std::max(gray8.cols, gray8.rows) < kShortestLongSide) {
    return std::nullopt;
  }
  try {
    cv::Mat gray = gray8;
    const double scale = std::max(1.0, static_cast<double>(std::max(gray8.cols, gray8.rows)) / kLargestSide);
    if (scale > 1) cv::resize(gray8, gray, {}, 1 / scale, 1 / scale, cv::INTER_AREA);
    auto reading = Search(gray).run(options);
    if (reading) toSourceScale(*reading, scale);
    return reading;
  } catch (const std::exception&) {
    // OpenCV reports by exception; a picture that provokes one is a picture without a readable zone.
    return std::nullopt;
  }
}

}  // namespace countersign::mrz
