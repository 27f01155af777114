#include "dense.hpp"

#include <algorithm>
#include <cstring>

namespace countersign::mrz {
namespace {

constexpr int kRows = 4;
constexpr int kLanes = 4;
constexpr int kVectors = DenseLayer::kBlock / kLanes;

// Understood by GCC and Clang alike; compiles to plain SSE2 on the baseline x86-64 we build for, and to NEON on arm64.
using Vector = float __attribute__((vector_size(kLanes * sizeof(float))));

Vector load(const float* from) {
  Vector value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

void accumulate(const float* const rows[kRows], const std::vector<int>& offsets, int length, const float* weights,
                Vector sums[kRows][kVectors]) {
  for (int offset : offsets) {
    for (int i = 0; i < length; ++i, weights += DenseLayer::kBlock) {
      const Vector w0 = load(weights), w1 = load(weights + kLanes), w2 = load(weights + 2 * kLanes);
      for (int r = 0; r < kRows; ++r) {
        const float value = rows[r][offset + i];
        const Vector spread = {value, value, value, value};
        sums[r][0] += spread * w0;
        sums[r][1] += spread * w1;
        sums[r][2] += spread * w2;
      }
    }
  }
}

}  // namespace

DenseLayer::DenseLayer(const std::vector<float>& weights, const std::vector<float>& biases)
    : inputs_(static_cast<int>(weights.size() / biases.size())),
      paddedOutputs_(static_cast<int>((biases.size() + kBlock - 1) / kBlock * kBlock)),
      packed_(static_cast<std::size_t>(inputs_) * paddedOutputs_, 0.0f),
      biases_(biases) {
  const int outputs = static_cast<int>(biases.size());
  biases_.resize(paddedOutputs_, 0.0f);
  for (int i = 0; i < inputs_; ++i) {
    for (int o = 0; o < outputs; ++o) {
      packed_[(static_cast<std::size_t>(o / kBlock) * inputs_ + i) * kBlock + o % kBlock] = weights[i * outputs + o];
    }
  }
}

void DenseLayer::apply(const float* input, const std::vector<int>& starts, const std::vector<int>& segmentOffsets,
                       int segmentLength, bool rectified, float* output) const {
  const int count = static_cast<int>(starts.size());
  const float floor = rectified ? 0.0f : -1e30f;
  for (int first = 0; first < count; first += kRows) {
    // The last group repeats its last row rather than leaving the fast path.
    const float* rows[kRows];
    for (int r = 0; r < kRows; ++r) rows[r] = input + starts[std::min(first + r, count - 1)];
    for (int block = 0; block < paddedOutputs_ / kBlock; ++block) {
      Vector sums[kRows][kVectors];
      for (auto& row : sums)
        for (int v = 0; v < kVectors; ++v) row[v] = load(&biases_[block * kBlock + v * kLanes]);
      accumulate(rows, segmentOffsets, segmentLength, &packed_[static_cast<std::size_t>(block) * inputs_ * kBlock], sums);
      for (int r = 0; r < std::min(kRows, count - first); ++r) {
        float* to = output + static_cast<std::size_t>(first + r) * paddedOutputs_ + block * kBlock;
        for (int o = 0; o < kBlock; ++o) to[o] = std::max(floor, sums[r][o / kLanes][o % kLanes]);
      }
    }
  }
}

}  // namespace countersign::mrz
