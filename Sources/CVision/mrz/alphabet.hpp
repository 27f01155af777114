#pragma once

#include <array>
#include <string_view>

namespace countersign::mrz {

/// ICAO Doc 9303-3, section 4.3; the index of a character is its class in the classifier.
constexpr std::string_view kCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";
constexpr int kCharacterCount = 37;
constexpr int kFiller = 36;
/// The classifier's last class: no upright, centred character.
constexpr int kReject = 37;
constexpr int kClassCount = 38;

/// Natural logarithms of the classifier's posteriors for one window.
using Posterior = std::array<float, kClassCount>;

constexpr int indexOf(char character) {
  return character == '<' ? kFiller : character <= '9' ? character - '0' : character - 'A' + 10;
}

}  // namespace countersign::mrz
