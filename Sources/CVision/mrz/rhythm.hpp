#pragma once

#include <optional>

#include "baseline.hpp"
#include "pyramid.hpp"
#include "text_lines.hpp"

namespace countersign::mrz {

/// A text line whose characters were found to stand at equal distances, as OCR-B does and most other print does not.
struct Rhythm {
  Baseline baseline;  ///< cell 0 at the left end
  double cells;       ///< length of the line in characters
  double strength;    ///< power at the pitch against the other possible pitches
};

/// Centres the line on its print and finds its pitch from the spectrum of its column profile. Costs far less than reading it.
std::optional<Rhythm> rhythmOf(const Pyramid& pyramid, const TextLine& line);

}  // namespace countersign::mrz
