#include "quality.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace countersign::document {

double sharpness(const cv::Mat& rgb) {
  const double scale = 1000.0 / std::max(rgb.cols, rgb.rows);
  cv::Mat scaled, grey, edges;
  // The thin side of a strip is kept at a pixel at least.
  const cv::Size size(std::max(1, cvRound(rgb.cols * scale)), std::max(1, cvRound(rgb.rows * scale)));
  cv::resize(rgb, scaled, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  cv::cvtColor(scaled, grey, cv::COLOR_RGB2GRAY);
  cv::Laplacian(grey, edges, CV_32F);
  cv::Scalar mean, deviation;
  cv::meanStdDev(edges, mean, deviation);
  return deviation[0] * deviation[0];
}

double luminance(const cv::Mat& rgb) {
  const auto mean = cv::mean(rgb);
  return 0.299 * mean[0] + 0.587 * mean[1] + 0.114 * mean[2];
}

double glare(const cv::Mat& rgb, const cv::Rect& area) {
  const auto inside = area & cv::Rect({}, rgb.size());
  if (inside.empty()) return 0;
  cv::Mat hsv, burnt;
  cv::cvtColor(rgb(inside), hsv, cv::COLOR_RGB2HSV);
  cv::inRange(hsv, cv::Scalar(0, 0, 251), cv::Scalar(255, 24, 255), burnt);
  return cv::countNonZero(burnt) / static_cast<double>(burnt.total());
}

}  // namespace countersign::document
