#pragma once

#include <opencv2/core.hpp>

namespace countersign::mrz {

/// By how many degrees (-45 to 45, clockwise) the rectangles and writing of a picture are turned, modulo quarter turns.
double pageRotation(const cv::Mat& gray);

}  // namespace countersign::mrz
