#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mrz.hpp"

namespace countersign::mrz {

struct Slot {
  int line, column;
};

/// Characters protected by a check digit.
struct CheckedField {
  std::string name;
  std::vector<Slot> data;
  Slot digit;
  bool fillerDigitAllowed;  ///< an empty field may carry `<` instead of 0
};

/// Set of characters, one bit for each index of kCharacters.
using CharacterSet = std::uint64_t;
constexpr bool contains(CharacterSet set, int character) { return set >> character & 1; }

int lineCount(Format format);
int columnCount(Format format);

/// Characters ICAO Doc 9303 admits at a place.
CharacterSet admitted(Format format, Slot slot);

/// Fields with a check digit of their own. Needs the text: long document numbers run on into the optional data (9303-5, 4.2.2.2).
std::vector<CheckedField> checkedFields(Format format, const std::vector<std::string>& text);

/// The composite check digit and what it covers; no data for visas, which have none.
CheckedField compositeField(Format format);

}  // namespace countersign::mrz
