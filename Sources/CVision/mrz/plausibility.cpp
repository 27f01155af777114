#include "plausibility.hpp"

#include <algorithm>

#include "alphabet.hpp"
#include "check_digits.hpp"
#include "layout.hpp"

namespace countersign::mrz {
namespace {

/// Fillers are at least this share of any real zone; text of another kind has none.
constexpr double kLeastFillers = 0.08;

/// YYMMDD; unknown parts are fillers (9303-3, 4.7), which some issuers print as 00.
bool plausibleDate(const std::string& date) {
  const auto part = [&](int at, int most) {
    const std::string two = date.substr(at, 2);
    if (two == "<<") return true;
    return two.find('<') == std::string::npos && std::stoi(two) <= most;
  };
  constexpr int kYears = 99, kMonths = 12, kDays = 31;
  return part(0, kYears) && part(2, kMonths) && part(4, kDays);
}

bool everywhereAdmitted(Format format, const std::vector<std::string>& text) {
  for (int line = 0; line < lineCount(format); ++line)
    for (int column = 0; column < columnCount(format); ++column)
      if (!contains(admitted(format, {line, column}), indexOf(text[line][column]))) return false;
  return true;
}

double fillerShare(const std::vector<std::string>& text) {
  double fillers = 0, all = 0;
  for (const std::string& line : text) {
    fillers += static_cast<double>(std::count(line.begin(), line.end(), '<'));
    all += static_cast<double>(line.size());
  }
  return fillers / all;
}

}  // namespace

bool plausible(Format format, const std::vector<std::string>& text) {
  if (!everywhereAdmitted(format, text) || fillerShare(text) < kLeastFillers) return false;
  for (const CheckedField& field : checkedFields(format, text)) {
    const bool isDate = field.name == "dateOfBirth" || field.name == "dateOfExpiry";
    if (isDate && !plausibleDate(textAt(text, field.data))) return false;
  }
  const std::string& names = text[format == Format::TD1 ? 2 : 0];
  return names.find('<') != std::string::npos;
}

}  // namespace countersign::mrz
