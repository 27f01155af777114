#include "block.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <opencv2/imgproc.hpp>

#include "path.hpp"
#include "transcript.hpp"
#include "window.hpp"

namespace countersign::mrz {
namespace {

constexpr std::array<int, 3> kLengths = {44, 36, 30};
const Sampling kCoarse{4, {-4, 0, 4}};
const Sampling kFine{2, {-4, -2, 0, 2, 4}};
/// Cells looked at beyond the ends of a line as found, for lines found too short.
constexpr double kMargin = 9;
/// Lines of a zone stand 2.5 pitches apart (ICAO Doc 9303-4 to -7); anamorphic pictures need some room.
constexpr double kNearestLine = 1.5, kFarthestLine = 3.4;
/// Lines of a zone begin in the same column, give or take perspective.
constexpr double kColumnSlack = 0.7;
constexpr double kAnywhere = 100;
/// Every line having a character beyond the end with this probability means that the block is wider than supposed.
constexpr double kCertainStray = 0.5;
/// Below this mean log posterior a block is no zone; not worth a careful look.
constexpr double kHopeless = -2.2;
constexpr double kNothing = -1e9;
/// A length whose path along the seed is worse than the best length's by this much is not worth further lines.
constexpr double kWorseLength = 0.7;
/// A reading this clear needs no comparison with blocks of other lengths, even if it is not accepted.
constexpr double kClear = -0.15;
/// Characters in the middle of a line that decide whether the rest is looked at, and the mean they need.
constexpr int kGlanceCells = 14;
constexpr double kGlanceFloor = -1.5;
/// Half the height of a line of characters with its quiet zone, in pitches.
constexpr double kHalfLine = 0.6;

struct Row {
  Baseline baseline;
  Evidence evidence;
};

/// Rows of the block in the seed's frame: cell 0 of all is where the seed begins.
struct Hypothesis {
  int top = 0, length = 0;
  double start = 0;
  double score = kNothing;
};

/// The distance, in pitches and signed, at which the next line shows most vertical edges.
double nextLine(const Pyramid& pyramid, const Baseline& baseline, int length, int direction) {
  constexpr int kPixelsPerCell = 10;
  const double middle = (kNearestLine + kFarthestLine) / 2 * direction, span = kFarthestLine - kNearestLine + 1;
  const cv::Size size(length * kPixelsPerCell, static_cast<int>(span * kPixelsPerCell));
  cv::Mat energy, rows;
  cv::Sobel(pyramid.strip(baseline.below(middle), 0, size, kPixelsPerCell), energy, CV_32F, 1, 0, 3);
  cv::reduce(cv::abs(energy), rows, 1, cv::REDUCE_AVG);
  cv::GaussianBlur(rows, rows, {1, 0}, 1, 0.35 * kPixelsPerCell, cv::BORDER_REPLICATE);
  const int rim = kPixelsPerCell / 2;
  cv::Point peak;
  cv::minMaxLoc(rows.rowRange(rim, rows.rows - rim), nullptr, nullptr, nullptr, &peak);
  return middle + (peak.y + rim - (size.height - 1) / 2.0) / kPixelsPerCell;
}

class Block {
 public:
  Block(const Classifier& classifier, const Pyramid& pyramid, const Seed& seed, int length)
      : classifier_(&classifier), pyramid_(&pyramid), length_(length) {
    const auto path = bestPath(seed.evidence, length, seed.evidence.cellOf(seed.evidence.columns / 2), kAnywhere);
    if (path && path->score > seed.score - kWorseLength) {
      rows_.emplace(0, lookAgain(along(*path, seed.evidence, seed.baseline)));
      for (int direction : {-1, 1}) addRows(direction);
    }
  }

  Hypothesis best() const {
    Hypothesis best;
    const int lines = length_ == 30 ? 3 : 2;
    for (int top = 1 - lines; top <= 0; ++top) {
      if (!rows_.count(top) || !rows_.count(top + lines - 1)) continue;
      for (double start : {0.0, -1.0, 1.0}) {
        const double score = scoreOf(top, lines, start);
        if (score > best.score) best = {top, length_, start, score};
      }
    }
    return best;
  }

  Reading read(const Hypothesis& hypothesis) const {
    std::vector<std::vector<Posterior>> text;
    std::vector<Baseline> baselines;
    const int lines = length_ == 30 ? 3 : 2;
    for (int row = hypothesis.top; row < hypothesis.top + lines; ++row) {
      baselines.push_back(readRow(rows_.at(row), hypothesis.start, text));
    }
    Reading reading = transcribe(text);
    place(reading, baselines);
    return reading;
  }

 private:
  Row lookAgain(const Baseline& baseline) const {
    return {baseline, look(*classifier_, *pyramid_, baseline, -3, length_ + 2, kCoarse)};
  }

  void addRows(int direction) {
    const int most = length_ == 30 ? 2 : 1;
    for (int i = 1; i <= most; ++i) {
      const Baseline& last = rows_.at((i - 1) * direction).baseline;
      rows_.emplace(i * direction, lookAgain(last.below(nextLine(*pyramid_, last, length_, direction))));
    }
  }

  /// Mean over the lines; nothing if all of them go on beyond either end, for then the block is part of a wider one.
  double scoreOf(int top, int lines, double start) const {
    double score = 0, before = 1, after = 1;
    for (int row = top; row < top + lines; ++row) {
      const auto path = bestPath(rows_.at(row).evidence, length_, start, kColumnSlack);
      if (!path) return kNothing;
      score += path->score / lines;
      before = std::min(before, path->strayBefore);
      after = std::min(after, path->strayAfter);
    }
    return std::max(before, after) > kCertainStray ? kNothing : score;
  }

  /// Follows the line closely, straightens it and appends its posteriors.
  Baseline readRow(const Row& row, double start, std::vector<std::vector<Posterior>>& text) const {
    Baseline baseline = row.baseline.startingAt(start);
    if (const auto path = bestPath(row.evidence, length_, start, kColumnSlack)) baseline = along(*path, row.evidence, row.baseline);
    const Evidence evidence = look(*classifier_, *pyramid_, baseline, -1, length_, kFine);
    const auto path = bestPath(evidence, length_, 0, kColumnSlack / 2);
    std::vector<Posterior> posteriors;
    for (int i = 0; i < length_; ++i) {
      const int shift = path ? path->stops[i].shift : evidence.shifts() / 2;
      const int column = path ? path->stops[i].column : evidence.columnOf(i);
      posteriors.push_back(pooled(evidence, shift, column));
    }
    text.push_back(std::move(posteriors));
    return path ? along(*path, evidence, baseline) : baseline;
  }

  /// Mean of the log posteriors of a window and its four neighbours: a glyph looks the same from two pixels aside, noise does not.
  static Posterior pooled(const Evidence& evidence, int shift, int column) {
    Posterior sum{};
    float weights = 0;
    const auto add = [&](int s, int c, float weight) {
      if (s < 0 || s >= evidence.shifts() || c < 0 || c >= evidence.columns) return;
      const Posterior& seen = evidence.posteriors[evidence.at(s, c)];
      for (int k = 0; k < kClassCount; ++k) sum[k] += weight * seen[k];
      weights += weight;
    };
    add(shift, column, 2);
    for (int d : {-1, 1}) add(shift + d, column, 1), add(shift, column + d, 1);
    double total = 0;
    for (float& value : sum) total += std::exp(value /= weights);
    for (float& value : sum) value -= static_cast<float>(std::log(total));
    return sum;
  }

  void place(Reading& reading, const std::vector<Baseline>& lines) const {
    const Baseline &top = lines.front(), &bottom = lines.back();
    const double left = -0.5, right = length_ - 0.5;
    reading.quad = {top.at(left, -kHalfLine), top.at(right, -kHalfLine), bottom.at(right, kHalfLine), bottom.at(left, kHalfLine)};
    reading.pitch = top.pitch(length_ / 2.0);
    reading.angle = top.angle(length_ / 2.0);
  }

  const Classifier* classifier_;
  const Pyramid* pyramid_;
  int length_;
  std::map<int, Row> rows_;
};

}  // namespace

Seed glance(const Classifier& classifier, const Pyramid& pyramid, const Rhythm& rhythm) {
  Seed best{{}, {}, kNothing};
  const double middle = rhythm.cells / 2, half = kGlanceCells / 2.0;
  for (bool turned : {false, true}) {
    const Baseline baseline = turned ? rhythm.baseline.startingAt(rhythm.cells - 1).turned() : rhythm.baseline;
    const Evidence evidence = look(classifier, pyramid, baseline, middle - half - 1, middle + half + 1, kCoarse);
    const auto path = bestPath(evidence, kGlanceCells, middle - half, 1);
    if (path && path->score > best.score) best = {baseline, {}, path->score};
  }
  if (best.score < kGlanceFloor) return best;

  best.evidence = look(classifier, pyramid, best.baseline, -kMargin, rhythm.cells + kMargin, kCoarse);
  best.score = kNothing;
  for (int length : kLengths) {
    const auto path = bestPath(best.evidence, length, middle, kAnywhere);
    if (path) best.score = std::max(best.score, path->score);
  }
  return best;
}

bool isBetter(const Reading& reading, const std::optional<Reading>& than) {
  return !than || std::make_pair(reading.accepted, reading.score) > std::make_pair(than->accepted, than->score);
}

std::optional<Reading> readBlock(const Classifier& classifier, const Pyramid& pyramid, const Seed& seed) {
  std::vector<std::pair<Hypothesis, Block>> blocks;
  for (int length : kLengths) {
    Block block(classifier, pyramid, seed, length);
    const Hypothesis hypothesis = block.best();
    if (hypothesis.score > kHopeless) blocks.emplace_back(hypothesis, std::move(block));
  }
  std::sort(blocks.begin(), blocks.end(), [](const auto& a, const auto& b) { return a.first.score > b.first.score; });
  std::optional<Reading> best;
  for (const auto& [hypothesis, block] : blocks) {
    Reading reading = block.read(hypothesis);
    if (isBetter(reading, best)) best = std::move(reading);
    if (best->accepted || best->score > kClear) break;
  }
  return best;
}

}  // namespace countersign::mrz
