#include "path.hpp"

#include <algorithm>
#include <cmath>

namespace countersign::mrz {
namespace {

/// A window nobody can read costs this much and no more, so that one stamp does not hide a line.
constexpr float kIllegible = -6.0f;
/// Cost of a character standing two pixels (an eighth of a pitch) nearer or farther than it should, or higher or lower.
constexpr float kStretchCost = 0.25f;
constexpr float kShiftCost = 0.3f;
/// Largest departure from the pitch between neighbours, in pixels.
constexpr int kLargestStretch = 4;
/// Cost of a character read just before the first or after the last one: then the line is longer than supposed.
constexpr double kStrayCost = 0.4;

constexpr float kUnreachable = -1e9f;

struct Search {
  const Evidence& evidence;
  int states;
  std::vector<float> value;               // of the current character
  std::vector<std::vector<int>> origins;  // [character][state] -> state of the character before

  explicit Search(const Evidence& e) : evidence(e), states(e.columns * e.shifts()), value(states, kUnreachable) {}

  float legible(int state) const { return std::max(kIllegible, evidence.legible[state]); }

  void begin(double start, double slack) {
    const int first = evidence.columnOf(start - slack), last = evidence.columnOf(start + slack);
    for (int s = 0; s < evidence.shifts(); ++s)
      for (int c = first; c <= last; ++c) value[evidence.at(s, c)] = legible(evidence.at(s, c));
  }

  void advance() {
    const int step = evidence.sampling.step, stride = kPitch / step, stretch = std::max(1, kLargestStretch / step);
    std::vector<float> next(states, kUnreachable);
    std::vector<int> origin(states, -1);
    for (int s = 0; s < evidence.shifts(); ++s) {
      for (int c = stride - stretch; c < evidence.columns; ++c) {
        const int state = evidence.at(s, c);
        for (int from = std::max(0, s - 1); from <= std::min(evidence.shifts() - 1, s + 1); ++from) {
          for (int d = -stretch; d <= stretch; ++d) {
            const int column = c - stride - d;
            if (column < 0 || column >= evidence.columns) continue;
            const int before = evidence.at(from, column);
            if (value[before] < kUnreachable / 2) continue;
            const float reached = value[before] - kStretchCost * std::abs(d) * step / 2 - (from == s ? 0 : kShiftCost);
            if (reached > next[state]) next[state] = reached, origin[state] = before;
          }
        }
        if (origin[state] >= 0) next[state] += legible(state);
      }
    }
    value = std::move(next);
    origins.push_back(std::move(origin));
  }
};

/// How surely a character stands one pitch before (direction -1) or after (1) the stop, give or take a stretch.
double stray(const Evidence& evidence, Path::Stop stop, int direction) {
  const int step = evidence.sampling.step, stretch = std::max(1, kLargestStretch / step);
  double likeliest = 0;
  for (int d = -stretch; d <= stretch; ++d) {
    const int column = stop.column + direction * kPitch / step + d;
    if (column < 0 || column >= evidence.columns) continue;
    likeliest = std::max(likeliest, 1.0 - std::exp(evidence.posteriors[evidence.at(stop.shift, column)][kReject]));
  }
  return likeliest;
}

}  // namespace

std::optional<Path> bestPath(const Evidence& evidence, int count, double start, double slack) {
  Search search(evidence);
  search.begin(start, slack);
  for (int i = 1; i < count; ++i) search.advance();
  const auto best = std::max_element(search.value.begin(), search.value.end());
  if (*best < kUnreachable / 2) return std::nullopt;

  Path path;
  path.score = *best / count;
  int state = static_cast<int>(best - search.value.begin());
  for (int i = count - 1;; --i) {
    path.stops.push_back({state / evidence.columns, state % evidence.columns});
    if (i == 0) break;
    state = search.origins[i - 1][state];
  }
  std::reverse(path.stops.begin(), path.stops.end());
  path.strayBefore = stray(evidence, path.stops.front(), -1);
  path.strayAfter = stray(evidence, path.stops.back(), 1);
  path.score -= kStrayCost * (path.strayBefore + path.strayAfter);
  return path;
}

Baseline along(const Path& path, const Evidence& evidence, const Baseline& lookedAlong) {
  std::vector<Sighting> sightings;
  for (std::size_t i = 0; i < path.stops.size(); ++i) {
    const Path::Stop stop = path.stops[i];
    const double across = static_cast<double>(evidence.sampling.shifts[stop.shift]) / kPitch;
    const double trust = std::exp(std::max(kIllegible, evidence.legible[evidence.at(stop.shift, stop.column)])) + 1e-3;
    sightings.push_back({static_cast<double>(i), lookedAlong.at(evidence.cellOf(stop.column), across), trust});
  }
  return fitted(sightings);
}

}  // namespace countersign::mrz
