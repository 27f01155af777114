#pragma once

#include <vector>

#include "baseline.hpp"
#include "classifier.hpp"
#include "pyramid.hpp"
#include "window.hpp"

namespace countersign::mrz {

/// How finely a strip is looked at, in pixels of the rectified strip (16 to a character).
struct Sampling {
  int step;                 ///< between windows along the line; even
  std::vector<int> shifts;  ///< of windows across the line; even, ascending, evenly spaced
};

/// Posteriors of all windows along a baseline, at several shifts across it.
struct Evidence {
  Sampling sampling;
  double firstCell = 0;  ///< cell of window column 0
  int columns = 0;
  std::vector<Posterior> posteriors;  ///< [shift][column]
  std::vector<float> legible;         ///< log posterior of the likeliest character, same order

  int at(int shift, int column) const { return shift * columns + column; }
  int shifts() const { return static_cast<int>(sampling.shifts.size()); }
  double cellOf(int column) const { return firstCell + static_cast<double>(column * sampling.step) / kPitch; }
  int columnOf(double cell) const;
};

/// Looks along `baseline` from cell `from` to cell `to`.
Evidence look(const Classifier& classifier, const Pyramid& pyramid, const Baseline& baseline, double from, double to,
              const Sampling& sampling);

}  // namespace countersign::mrz
