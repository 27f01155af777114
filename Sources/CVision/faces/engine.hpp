#pragma once
// Find faces, place five points on them, describe one. Not safe to share between threads.

#include <istream>
#include <memory>
#include <vector>

#include "descriptor_network.hpp"
#include "face.hpp"

namespace countersign::faces {

/// How hard to look.
struct Search {
  int largestSide = 1600;  ///< pixels; no larger copy of the picture is searched
  double threshold = 0;    ///< least detector score; below 0 are faces the detector itself is unsure of
};

class Engine {
 public:
  /// The two models in dlib's own serialisation. Throws `dlib::serialization_error` for anything else.
  Engine(std::istream& descriptorModel, std::istream& landmarkModel);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Every frontal face of an 8-bit RGB picture, largest first. Looks at a longest side of 640 pixels, and at 1000 and
  /// 1600 only while none is found: small faces in the background of a good one are nobody's business. The three cost
  /// about 0.05, 0.15 and 0.35 s of CPU.
  std::vector<Face> find(const cv::Mat& rgb, const Search& search = {});

  /// The five points in a box, for a face found elsewhere in a picture of the same geometry.
  Landmarks locate(const cv::Mat& rgb, const cv::Rect& box) const;

  /// The descriptor of an upright, eye-aligned chip cut at these landmarks.
  Descriptor describe(const cv::Mat& rgb, const Landmarks& landmarks);

  /// Describes a grey square, so that BLAS and the network allocate their buffers now and not in a jail.
  void warmUp();

 private:
  struct Models;
  std::unique_ptr<Models> models;
};

}  // namespace countersign::faces
