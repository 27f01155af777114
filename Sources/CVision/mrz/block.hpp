#pragma once

#include <optional>
#include <vector>

#include "classifier.hpp"
#include "evidence.hpp"
#include "mrz.hpp"
#include "pyramid.hpp"
#include "rhythm.hpp"

namespace countersign::mrz {

/// A line that reads like part of a zone when read in one of its two directions.
struct Seed {
  Baseline baseline;  ///< cell 0 is the first character
  Evidence evidence;  ///< coarse, along that baseline
  double score;       ///< of its best path, for whichever length suits
};

/// A quick look at the middle of a rhythmic line in both directions, then at all of it in the better one. The evidence stays empty
/// where the middle was illegible.
Seed glance(const Classifier& classifier, const Pyramid& pyramid, const Rhythm& rhythm);

/// Accepted readings before others, then by score; anything before nothing.
bool isBetter(const Reading& reading, const std::optional<Reading>& than);

/// The best reading of a two or three line block that contains the seed.
std::optional<Reading> readBlock(const Classifier& classifier, const Pyramid& pyramid, const Seed& seed);

}  // namespace countersign::mrz
