#pragma once

#include <string>
#include <vector>

#include "alphabet.hpp"
#include "check_digits.hpp"
#include "mrz.hpp"

namespace countersign::mrz {

/// A block read character by character, before any check digit is looked at.
struct Page {
  Format format;
  std::vector<std::vector<Belief>> beliefs;
  std::vector<std::string> printed;  ///< the likeliest character of each place
  double score;                      ///< mean log posterior of `printed`
  bool laidOutByIcao;                ///< false: of an ICAO size, yet its fields lie elsewhere
};

Page pageOf(const std::vector<std::vector<Posterior>>& lines);

}  // namespace countersign::mrz
