#pragma once
// The face printed on a document.

#include <optional>

#include "engine.hpp"

namespace countersign::faces {

struct Portrait {
  Face face;              ///< in the pixels of the page it was found on
  Descriptor raw;         ///< of the printed face as photographed
  Descriptor descreened;  ///< of the same face with the print's screen and guilloche smoothed away
  double width = 0;       ///< of the whole printed portrait, estimated from the face box, in pixels of the page
  cv::Rect frame;         ///< where that portrait lies on the page, cut at its edges
};

/// The printed portrait of an upright page, or nothing. Where the photograph shows none, smoothed copies are tried: a
/// halftone screen hides small portraits from the detector.
std::optional<Face> findPrintedFace(Engine& engine, const cv::Mat& page);

/// Measures a face found on a page as a printed portrait.
Portrait describePortrait(Engine& engine, const cv::Mat& page, const Face& face);

/// Smooths print structure away, in proportion to the size of the face.
cv::Mat descreen(const cv::Mat& rgb, double faceWidth);

}  // namespace countersign::faces
