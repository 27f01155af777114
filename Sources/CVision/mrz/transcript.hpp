#pragma once

#include <vector>

#include "alphabet.hpp"
#include "mrz.hpp"

namespace countersign::mrz {

/// Turns the posteriors of a block of 2x36, 2x44 or 3x30 characters into a reading. Leaves the geometry (quad, pitch, angle) at 0.
Reading transcribe(const std::vector<std::vector<Posterior>>& lines);

}  // namespace countersign::mrz
