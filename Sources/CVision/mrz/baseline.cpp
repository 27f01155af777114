#include "baseline.hpp"

#include <cmath>

namespace countersign::mrz {

Baseline Baseline::straight(cv::Point2d firstCell, double angle, double pitch) {
  return {firstCell, pitch * cv::Point2d(std::cos(angle), std::sin(angle)), {0, 0}};
}

cv::Point2d Baseline::down(double cell) const {
  const cv::Point2d direction = along(cell);
  return {-direction.y, direction.x};
}

double Baseline::angle(double cell) const {
  const cv::Point2d direction = along(cell);
  return std::atan2(direction.y, direction.x);
}

Baseline Baseline::below(double cellsDown) const {
  const auto shifted = [&](cv::Point2d direction) { return cellsDown * cv::Point2d(-direction.y, direction.x); };
  return {constant + shifted(linear), linear + shifted(2 * quadratic), quadratic};
}

Baseline Baseline::startingAt(double cell) const { return {at(cell), along(cell), quadratic}; }

Baseline Baseline::turned() const { return {constant, -linear, quadratic}; }

Baseline fitted(const std::vector<Sighting>& sightings) {
  // Cells are scaled to about -1..1 so that the normal equations stay well conditioned.
  double low = sightings.front().cell, high = low;
  for (const Sighting& s : sightings) low = std::min(low, s.cell), high = std::max(high, s.cell);
  const double middle = (low + high) / 2, half = std::max(1.0, (high - low) / 2);
  cv::Matx33d normal = cv::Matx33d::zeros();
  cv::Matx<double, 3, 2> right = cv::Matx<double, 3, 2>::zeros();
  for (const Sighting& s : sightings) {
    const double t = (s.cell - middle) / half;
    const double powers[3] = {1, t, t * t};
    for (int r = 0; r < 3; ++r) {
      for (int c = 0; c < 3; ++c) normal(r, c) += s.weight * powers[r] * powers[c];
      right(r, 0) += s.weight * powers[r] * s.point.x;
      right(r, 1) += s.weight * powers[r] * s.point.y;
    }
  }
  const cv::Matx<double, 3, 2> solved = normal.solve(right, cv::DECOMP_SVD);
  const auto row = [&](int r) { return cv::Point2d(solved(r, 0), solved(r, 1)); };
  const Baseline scaled{row(0), row(1) * (1 / half), row(2) * (1 / (half * half))};
  return scaled.startingAt(-middle);
}

}  // namespace countersign::mrz
