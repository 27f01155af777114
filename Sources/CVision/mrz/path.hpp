#pragma once

#include <optional>
#include <vector>

#include "evidence.hpp"

namespace countersign::mrz {

/// One window for each of the characters of a line.
struct Path {
  struct Stop {
    int shift, column;  ///< into the evidence
  };
  std::vector<Stop> stops;
  /// Mean over the characters of the log posterior of the likeliest character, less what bends and strays cost.
  double score = 0;
  /// Probabilities that a further character stands just before the first and just after the last one.
  double strayBefore = 0, strayAfter = 0;
};

/// The best path of exactly `count` characters whose first lies within `slack` cells of `start`. Windows follow one another at the
/// pitch, give or take a little: a joint search over place and text, so characters are never cut apart first.
std::optional<Path> bestPath(const Evidence& evidence, int count, double start, double slack);

/// Baseline through the windows of a path, with cell 0 at its first character.
Baseline along(const Path& path, const Evidence& evidence, const Baseline& lookedAlong);

}  // namespace countersign::mrz
