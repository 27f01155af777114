#include "face.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace countersign::faces {

Pose measurePose(const Landmarks& landmarks) {
  const auto leftEye = (landmarks[leftEyeOuter] + landmarks[leftEyeInner]) / 2;
  const auto rightEye = (landmarks[rightEyeOuter] + landmarks[rightEyeInner]) / 2;
  const auto line = landmarks[rightEyeOuter] - landmarks[leftEyeOuter];
  const auto nose = landmarks[noseBase] - landmarks[leftEyeOuter];

  Pose pose;
  pose.eyeDistance = cv::norm(rightEye - leftEye);
  const double length = cv::norm(line);
  if (length == 0 || pose.eyeDistance == 0) return pose;
  pose.along = nose.dot(line) / (length * length);
  pose.across = line.cross(nose) / length / pose.eyeDistance;
  pose.roll = std::atan2(line.y, line.x) * 180 / CV_PI;
  return pose;
}

FaceQuality measureQuality(const cv::Mat& rgb, const cv::Rect& box) {
  constexpr int side = 160, border = side / 10;
  const auto visible = box & cv::Rect({}, rgb.size());
  if (visible.width < 2 || visible.height < 2) return {};

  cv::Mat grey, scaled, edges;
  cv::cvtColor(rgb(visible), grey, cv::COLOR_RGB2GRAY);
  const bool shrinking = visible.width > side;
  cv::resize(grey, scaled, {side, side}, 0, 0, shrinking ? cv::INTER_AREA : cv::INTER_CUBIC);
  // The outer tenth is mostly hair and wall: a sharp wall must not vouch for a blurred face.
  const auto inner = scaled(cv::Rect(border, border, side - 2 * border, side - 2 * border));
  cv::Laplacian(inner, edges, CV_32F);

  cv::Scalar mean, deviation, edgeMean, edgeDeviation;
  cv::meanStdDev(inner, mean, deviation);
  cv::meanStdDev(edges, edgeMean, edgeDeviation);
  const int half = inner.cols / 2;
  const double left = cv::mean(inner.colRange(0, half))[0], right = cv::mean(inner.colRange(half, inner.cols))[0];

  FaceQuality quality;
  quality.sharpness = edgeDeviation[0] * edgeDeviation[0];
  quality.mean = mean[0];
  quality.deviation = deviation[0];
  quality.clipped = (cv::countNonZero(inner < 20) + cv::countNonZero(inner > 250)) / static_cast<double>(inner.total());
  quality.sideDifference = std::abs(left - right) / std::max(mean[0], 1.0);
  return quality;
}

bool isInside(const Face& face, const cv::Size& picture) {
  const int margin = static_cast<int>(std::lround(face.box.width * 0.05));
  const cv::Rect frame({}, picture);
  const cv::Rect wanted(face.box.x - margin, face.box.y - margin, face.box.width + 2 * margin,
                        face.box.height + 2 * margin);
  return (wanted & frame) == wanted &&
         std::all_of(face.landmarks.begin(), face.landmarks.end(), [&](const auto& point) {
           return point.x >= 0 && point.y >= 0 && point.x <= picture.width - 1 && point.y <= picture.height - 1;
         });
}

}  // namespace countersign::faces
