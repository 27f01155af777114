#pragma once
// Everything that is measured on the picture of a document.

#include <optional>

#include "../faces/portrait.hpp"
#include "page.hpp"

namespace countersign::document {

struct Quality {
  double sharpness = 0;  ///< see quality.hpp
  double luminance = 0;
  std::optional<double> zoneGlare;
  std::optional<double> portraitGlare;
};

struct Finding {
  std::optional<mrz::Reading> zone;
  std::optional<faces::Portrait> portrait;  ///< in the pixels of `page.rgb`
  Page page;
  Quality quality;
  double zoneMilliseconds = 0, portraitMilliseconds = 0;  ///< CPU time
};

/// Reads the zone, turns the page upright by it, and looks for the portrait there. Without a trustworthy zone the
/// portrait decides which way is up.
Finding examine(const cv::Mat& rgb, faces::Engine& engine);

}  // namespace countersign::document
