#pragma once

#include <array>
#include <string>
#include <vector>

#include "alphabet.hpp"
#include "layout.hpp"

namespace countersign::mrz {

/// Log posterior of each character at one place; -infinity where it is out of the question.
using Belief = std::array<double, kCharacterCount>;

/// What a field says, in the order of `CheckedField::data`.
std::string textAt(const std::vector<std::string>& lines, const std::vector<Slot>& slots);

/// ICAO Doc 9303-3, section 4.9: weights 7, 3, 1; letters count from 10, the filler 0; modulo 10.
int checkDigit(const std::string& data);

/// Does `digit` belong to `data`? A filler does where the field is empty and may leave its digit out.
bool satisfied(const std::string& data, char digit, bool fillerDigitAllowed);

/// The likeliest string that satisfies its check digit.
struct Mending {
  std::string data;
  char digit;
  double logLikelihood;
  double share;  ///< of the likelihood of all satisfying strings; low where several mendings are about as likely
};

/// An exact search over strings by dynamic programming on the running sum modulo 10, not a table of look-alikes.
/// `beliefs`: one for each data character, then that of the digit. No digit but 0-9 is considered.
Mending mend(const std::vector<Belief>& beliefs);

}  // namespace countersign::mrz
