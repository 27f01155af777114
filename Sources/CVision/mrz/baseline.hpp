#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace countersign::mrz {

/// Where a line of characters lies in the source picture: cell k (a real number; 0 is the first character) is centred at a
/// quadratic polynomial of k. The quadratic follows perspective and a bent page; a line just found is straight.
struct Baseline {
  cv::Point2d constant, linear, quadratic;

  static Baseline straight(cv::Point2d firstCell, double angle, double pitch);

  cv::Point2d at(double cell) const { return constant + cell * linear + cell * cell * quadratic; }
  /// Source vector from one cell to the next.
  cv::Point2d along(double cell) const { return linear + 2 * cell * quadratic; }
  /// As long as `along`, pointing to the next line.
  cv::Point2d down(double cell) const;
  cv::Point2d at(double cell, double cellsDown) const { return at(cell) + cellsDown * down(cell); }

  double pitch(double cell) const { return cv::norm(along(cell)); }
  double angle(double cell) const;

  /// The line `cellsDown` below, with cells in the same columns.
  Baseline below(double cellsDown) const;
  /// The same line with cell numbers counted from what was `cell`.
  Baseline startingAt(double cell) const;
  /// The same characters as if the page were upside down: cell k becomes cell -k.
  Baseline turned() const;
};

/// A character seen at `point`, to be trusted by `weight`.
struct Sighting {
  double cell;
  cv::Point2d point;
  double weight;
};

/// Least-squares baseline through the sightings (at least 8).
Baseline fitted(const std::vector<Sighting>& sightings);

}  // namespace countersign::mrz
