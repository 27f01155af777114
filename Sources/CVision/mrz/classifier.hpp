#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "alphabet.hpp"
#include "dense.hpp"

namespace countersign::mrz {

/// What all windows of a strip share: both convolutions. `cell(y / 2, x / 2)` belongs to the window whose corner is (x, y).
struct Features {
  int rows = 0;
  int columns = 0;
  std::vector<float> values;  // rows x columns x channels
};

/// A small convolutional network (3x3x12, pool, 3x3x24, pool, 96, 38) trained by script/train-mrz.
class Classifier {
 public:
  Classifier();

  /// `strip`: CV_32FC1, continuous, normalised as in strip.cpp.
  Features features(const cv::Mat& strip) const;

  /// Posteriors of the windows whose upper left corners (even coordinates) are given.
  std::vector<Posterior> classify(const Features& features, const std::vector<cv::Point>& corners) const;

 private:
  DenseLayer convolution1_, convolution2_, hidden_, output_;
};

}  // namespace countersign::mrz
