#pragma once
// The face recognition network behind a plain interface, so that only one translation unit pays for dlib's templates.

#include <array>
#include <istream>
#include <memory>
#include <opencv2/core.hpp>

namespace countersign::faces {

/// A face as a point in a 128-dimensional space. Distances are Euclidean; what a distance means is policy, not ours.
using Descriptor = std::array<float, 128>;

class DescriptorNetwork {
 public:
  /// Side of the aligned chip the network was trained on, in pixels.
  static constexpr int chipSide = 150;

  /// Reads dlib's `dlib_face_recognition_resnet_model_v1.dat` or another file of the same network type.
  /// Throws `dlib::serialization_error` when the stream holds anything else.
  explicit DescriptorNetwork(std::istream& model);
  ~DescriptorNetwork();
  DescriptorNetwork(const DescriptorNetwork&) = delete;
  DescriptorNetwork& operator=(const DescriptorNetwork&) = delete;

  /// The mean of the descriptors of the chip and of its mirror image. `chip` is RGB, `chipSide` pixels square.
  /// Not const and not safe to share between threads: the network keeps its activations.
  Descriptor describe(const cv::Mat& chip);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation;
};

}  // namespace countersign::faces
