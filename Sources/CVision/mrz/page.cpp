#include "page.hpp"

#include <algorithm>
#include <cmath>

#include "layout.hpp"

namespace countersign::mrz {
namespace {

/// A character ICAO Doc 9303 does not admit at its place is taken for 20 times less likely than the picture alone suggests: enough
/// to tell 0 from O, too little to talk a clear print into something else.
const double kOutOfPlace = -std::log(20.0);
constexpr CharacterSet kEverything = ~CharacterSet{0};

Format formatOf(const std::vector<std::vector<Posterior>>& lines) {
  if (lines.size() == 3) return Format::TD1;
  // A visa begins with V, everything else of two lines with P, A, C or I.
  const Posterior& first = lines[0][0];
  const float other = std::max({first[indexOf('P')], first[indexOf('A')], first[indexOf('C')], first[indexOf('I')]});
  const bool visa = first[indexOf('V')] > other;
  if (lines[0].size() == 44) return visa ? Format::MRVA : Format::TD3;
  return visa ? Format::MRVB : Format::TD2;
}

Belief believed(const Posterior& seen, CharacterSet admittedHere) {
  Belief belief;
  double total = std::exp(seen[kReject]);
  for (int c = 0; c < kCharacterCount; ++c) {
    belief[c] = seen[c] + (contains(admittedHere, c) ? 0 : kOutOfPlace);
    total += std::exp(belief[c]);
  }
  for (double& value : belief) value -= std::log(total);
  return belief;
}

/// The French identity card issued from 1988 to 2021 is 2x36 too, but its fields lie elsewhere: read as TD2 it would be nonsense.
bool isOldFrenchCard(const std::vector<std::vector<Posterior>>& lines) {
  constexpr std::string_view kStart = "IDFRA";
  if (lines.size() != 2 || lines[0].size() != 36) return false;
  for (std::size_t i = 0; i < kStart.size(); ++i) {
    const auto best = std::max_element(lines[0][i].begin(), lines[0][i].begin() + kCharacterCount);
    if (best - lines[0][i].begin() != indexOf(kStart[i])) return false;
  }
  return true;
}

}  // namespace

Page pageOf(const std::vector<std::vector<Posterior>>& lines) {
  Page page{formatOf(lines), {}, {}, 0, !isOldFrenchCard(lines)};
  int count = 0;
  for (int line = 0; line < static_cast<int>(lines.size()); ++line) {
    page.beliefs.emplace_back();
    page.printed.emplace_back();
    for (int column = 0; column < static_cast<int>(lines[line].size()); ++column, ++count) {
      const CharacterSet set = page.laidOutByIcao ? admitted(page.format, {line, column}) : kEverything;
      const Belief belief = believed(lines[line][column], set);
      const auto best = std::max_element(belief.begin(), belief.end());
      page.printed.back() += kCharacters[best - belief.begin()];
      page.score += *best;
      page.beliefs.back().push_back(belief);
    }
  }
  page.score /= count;
  return page;
}

}  // namespace countersign::mrz
