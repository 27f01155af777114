#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace countersign::mrz {

/// Something long and thin with the texture of print, in source pixels.
struct TextLine {
  cv::Point2d centre;
  double angle;  ///< radians; 180 degrees undecided
  double length;
};

/// A turned and scaled copy of the picture in which lines to be found are about level.
struct View {
  cv::Mat gray;
  cv::Matx23d toSource;
};

View viewOf(const cv::Mat& gray, double degrees, int longSide);

/// Lines within some 20 degrees of level whose characters are about `pitch` view pixels apart.
std::vector<TextLine> findTextLines(const View& view, int pitch);

}  // namespace countersign::mrz
