#pragma once
#include <opencv2/core.hpp>

namespace countersign::document {

/// Variance of the Laplacian with the longest side at 1000 pixels.
double sharpness(const cv::Mat& rgb);

/// Mean grey value, 0 to 255.
double luminance(const cv::Mat& rgb);

/// Share of the area burnt out to white by a reflection (HSV value over 250, saturation under 25), 0 to 1.
double glare(const cv::Mat& rgb, const cv::Rect& area);

}  // namespace countersign::document
