#pragma once

#include <cstdint>
#include <vector>

namespace countersign::mrz {

/// One layer of a network: a weighted sum over segments of the input. Convolutions and fully connected layers are both such
/// sums, only their segments differ, so one well-tuned kernel serves all and no intermediate "im2col" matrix is built.
class DenseLayer {
 public:
  /// `weights`: inputs x outputs, one row per input; outputs are padded to a multiple of kBlock with zeros.
  DenseLayer(const std::vector<float>& weights, const std::vector<float>& biases);

  int paddedOutputs() const { return paddedOutputs_; }

  /// For each start (an offset into `input`) sums the segments of `segmentLength` floats that begin at start + segmentOffsets[i]
  /// and writes paddedOutputs() values to `output`, one row after the other.
  void apply(const float* input, const std::vector<int>& starts, const std::vector<int>& segmentOffsets, int segmentLength,
             bool rectified, float* output) const;

  /// Outputs computed together: 4 rows x 12 outputs are the 12 accumulators that fit in the sixteen SSE registers.
  static constexpr int kBlock = 12;

 private:
  int inputs_;
  int paddedOutputs_;
  std::vector<float> packed_;  // [block][input][kBlock]
  std::vector<float> biases_;
};

}  // namespace countersign::mrz
