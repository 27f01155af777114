#include "classifier.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>

#include "weights/weights.hpp"
#include "window.hpp"

namespace countersign::mrz {
namespace {

constexpr int kChannels1 = std::size(weights::kBiases1);
constexpr int kChannels2 = std::size(weights::kBiases2);
constexpr int kHidden = std::size(weights::kBiases3);
static_assert(kChannels1 % DenseLayer::kBlock == 0 && kChannels2 % DenseLayer::kBlock == 0, "channels are stored unpadded");
static_assert(std::size(weights::kBiases4) == kClassCount, "the weights belong to another alphabet");

// After both poolings a window is this many features high and wide; neighbours lie two cells apart.
constexpr int kFeatureRows = 5;
constexpr int kFeatureColumns = 4;
static_assert((((kWindowHeight - 2) / 2) - 2) / 2 == kFeatureRows && (((kWindowWidth - 2) / 2) - 2) / 2 == kFeatureColumns);

template <std::size_t Words, std::size_t Outputs>
DenseLayer layer(const std::uint32_t (&words)[Words], const float (&scales)[Outputs], const float (&biases)[Outputs]) {
  const std::size_t inputs = Words * 4 / Outputs;
  std::vector<float> values(inputs * Outputs);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto byte = static_cast<std::int8_t>(words[i / 4] >> (8 * (i % 4)) & 0xff);
    values[i] = static_cast<float>(byte) * scales[i % Outputs];
  }
  return DenseLayer(values, std::vector<float>(biases, biases + Outputs));
}

/// A map of channels, row by row.
struct Planes {
  int rows, columns, channels;
  std::vector<float> values;
};

/// A valid 3x3 convolution followed by max(0, x).
Planes convolve(const DenseLayer& layer, const float* input, int rows, int columns, int channels) {
  Planes result{rows - 2, columns - 2, layer.paddedOutputs(), {}};
  result.values.resize(static_cast<std::size_t>(result.rows) * result.columns * result.channels);
  const int stride = columns * channels;
  const std::vector<int> taps = {0, stride, 2 * stride};
  std::vector<int> starts(result.columns);
  for (int x = 0; x < result.columns; ++x) starts[x] = x * channels;
  for (int y = 0; y < result.rows; ++y) {
    float* row = &result.values[static_cast<std::size_t>(y) * result.columns * result.channels];
    layer.apply(input + static_cast<std::size_t>(y) * stride, starts, taps, 3 * channels, true, row);
  }
  return result;
}

/// Largest of 2x2 cells, `step` apart.
Planes pool(const Planes& in, int step) {
  Planes out{(in.rows - 2) / step + 1, (in.columns - 2) / step + 1, in.channels, {}};
  out.values.resize(static_cast<std::size_t>(out.rows) * out.columns * out.channels);
  const int below = in.columns * in.channels;
  float* to = out.values.data();
  for (int y = 0; y < out.rows; ++y) {
    for (int x = 0; x < out.columns; ++x) {
      const float* from = &in.values[(static_cast<std::size_t>(y) * in.columns + x) * step * in.channels];
      for (int c = 0; c < in.channels; ++c, ++from) {
        *to++ = std::max(std::max(from[0], from[in.channels]), std::max(from[below], from[below + in.channels]));
      }
    }
  }
  return out;
}

void toLogPosterior(const float* logits, Posterior& out) {
  const float top = *std::max_element(logits, logits + kClassCount);
  float sum = 0;
  for (int c = 0; c < kClassCount; ++c) sum += std::exp(logits[c] - top);
  const float base = top + std::log(sum);
  for (int c = 0; c < kClassCount; ++c) out[c] = logits[c] - base;
}

}  // namespace

Classifier::Classifier()
    : convolution1_(layer(weights::kWeights1, weights::kScales1, weights::kBiases1)),
      convolution2_(layer(weights::kWeights2, weights::kScales2, weights::kBiases2)),
      hidden_(layer(weights::kWeights3, weights::kScales3, weights::kBiases3)),
      output_(layer(weights::kWeights4, weights::kScales4, weights::kBiases4)) {}

Features Classifier::features(const cv::Mat& strip) const {
  const Planes first = pool(convolve(convolution1_, strip.ptr<float>(), strip.rows, strip.cols, 1), 2);
  Planes second = pool(convolve(convolution2_, first.values.data(), first.rows, first.columns, kChannels1), 1);
  return {second.rows, second.columns, std::move(second.values)};
}

std::vector<Posterior> Classifier::classify(const Features& features, const std::vector<cv::Point>& corners) const {
  const int count = static_cast<int>(corners.size());
  std::vector<int> starts(count);
  std::transform(corners.begin(), corners.end(), starts.begin(),
                 [&](cv::Point corner) { return (corner.y / 2 * features.columns + corner.x / 2) * kChannels2; });
  std::vector<int> taps;
  for (int r = 0; r < kFeatureRows; ++r)
    for (int c = 0; c < kFeatureColumns; ++c) taps.push_back((2 * r * features.columns + 2 * c) * kChannels2);

  std::vector<float> hidden(static_cast<std::size_t>(count) * hidden_.paddedOutputs());
  hidden_.apply(features.values.data(), starts, taps, kChannels2, true, hidden.data());

  for (int i = 0; i < count; ++i) starts[i] = i * hidden_.paddedOutputs();
  std::vector<float> logits(static_cast<std::size_t>(count) * output_.paddedOutputs());
  output_.apply(hidden.data(), starts, {0}, kHidden, false, logits.data());

  std::vector<Posterior> posteriors(count);
  for (int i = 0; i < count; ++i) toLogPosterior(&logits[static_cast<std::size_t>(i) * output_.paddedOutputs()], posteriors[i]);
  return posteriors;
}

}  // namespace countersign::mrz
