#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "baseline.hpp"

namespace countersign::mrz {

/// The source picture and its halvings, from which strips are cut without aliasing.
class Pyramid {
 public:
  explicit Pyramid(const cv::Mat& gray8);

  const cv::Mat& base() const { return levels_.front(); }

  /// Grey strip (CV_32FC1) along `baseline`: `pixelsPerCell` pixels from cell to cell in both directions. `leftCell` is the cell at
  /// the centre of column 0; the centre row lies on the baseline.
  cv::Mat strip(const Baseline& baseline, double leftCell, cv::Size size, double pixelsPerCell) const;

 private:
  std::vector<cv::Mat> levels_;
};

}  // namespace countersign::mrz
