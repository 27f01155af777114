#pragma once
// What is measured about one face. Scores only: which of them is good enough is decided elsewhere.

#include <array>
#include <opencv2/core.hpp>

namespace countersign::faces {

/// dlib's five points, in its order. Left and right are those of the image.
enum Landmark : std::size_t { rightEyeOuter, rightEyeInner, leftEyeOuter, leftEyeInner, noseBase };
using Landmarks = std::array<cv::Point2d, 5>;

/// Where the nose stands against the eyes. Turning a flat picture hardly moves `along`; turning a head does, by the
/// depth of the nose.
struct Pose {
  double eyeDistance = 0;  ///< between the eye centres, pixels
  double along = 0;        ///< u: nose base projected on the line from the left to the right outer eye corner, 0 to 1
  double across = 0;       ///< v: its distance from that line in eye distances, positive towards the chin
  double roll = 0;         ///< of that line, degrees, positive when the head is turned clockwise in the image
};

/// Measured on the inner four fifths of the face box, grey, with the box resized to 160 pixels.
struct FaceQuality {
  double sharpness = 0;       ///< variance of the Laplacian
  double mean = 0;            ///< 0 to 255
  double deviation = 0;       ///< standard deviation of the grey values
  double clipped = 0;         ///< share of pixels under 20 or over 250, 0 to 1
  double sideDifference = 0;  ///< |mean of the left half - of the right half| / mean
};

struct Face {
  cv::Rect box;      ///< in the pixels of the whole picture; may reach outside of it
  double score = 0;  ///< of the HOG detector; 0 is its own threshold, higher is surer
  Landmarks landmarks{};
  Pose pose;
  bool insideFrame = false;  ///< the box with a margin of 5 % of its width and all landmarks lie in the picture
  FaceQuality quality;
};

Pose measurePose(const Landmarks& landmarks);
FaceQuality measureQuality(const cv::Mat& rgb, const cv::Rect& box);
bool isInside(const Face& face, const cv::Size& picture);

}  // namespace countersign::faces
