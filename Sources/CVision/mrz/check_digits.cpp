#include "check_digits.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace countersign::mrz {
namespace {

constexpr int kModulus = 10;
constexpr std::array<int, 3> kWeights = {7, 3, 1};
constexpr double kImpossible = -std::numeric_limits<double>::infinity();

int valueOf(int character) { return character == kFiller ? 0 : character; }

double logSum(double a, double b) {
  if (a < b) std::swap(a, b);
  return b == kImpossible ? a : a + std::log1p(std::exp(b - a));
}

/// For each running sum: the best string reaching it, the likelihood of all, and how the best one got there.
struct Residues {
  std::array<double, kModulus> best, all;
  std::array<int, kModulus> character{}, previous{};
  Residues() {
    best.fill(kImpossible);
    all.fill(kImpossible);
  }
};

Residues advance(const Residues& from, const Belief& belief, int weight) {
  Residues to;
  for (int before = 0; before < kModulus; ++before) {
    if (from.best[before] == kImpossible) continue;
    for (int c = 0; c < kCharacterCount; ++c) {
      if (belief[c] == kImpossible) continue;
      const int sum = (before + weight * valueOf(c)) % kModulus;
      const double reached = from.best[before] + belief[c];
      if (reached > to.best[sum]) to.best[sum] = reached, to.character[sum] = c, to.previous[sum] = before;
      to.all[sum] = logSum(to.all[sum], from.all[before] + belief[c]);
    }
  }
  return to;
}

}  // namespace

std::string textAt(const std::vector<std::string>& lines, const std::vector<Slot>& slots) {
  std::string text;
  for (Slot slot : slots) text += lines[slot.line][slot.column];
  return text;
}

int checkDigit(const std::string& data) {
  int sum = 0;
  for (std::size_t i = 0; i < data.size(); ++i) sum += kWeights[i % kWeights.size()] * valueOf(indexOf(data[i]));
  return sum % kModulus;
}

bool satisfied(const std::string& data, char digit, bool fillerDigitAllowed) {
  if (digit == '<') return fillerDigitAllowed && data.find_first_not_of('<') == std::string::npos;
  return digit == static_cast<char>('0' + checkDigit(data));
}

Mending mend(const std::vector<Belief>& beliefs) {
  const std::size_t length = beliefs.size() - 1;
  std::vector<Residues> sums(1);
  sums[0].best[0] = sums[0].all[0] = 0;
  for (std::size_t i = 0; i < length; ++i) sums.push_back(advance(sums[i], beliefs[i], kWeights[i % kWeights.size()]));

  Mending result{std::string(length, '<'), '0', kImpossible, 0};
  double all = kImpossible;
  int residue = 0;
  for (int r = 0; r < kModulus; ++r) {
    const double total = sums[length].best[r] + beliefs[length][r];
    if (total > result.logLikelihood) result.logLikelihood = total, residue = r;
    all = logSum(all, sums[length].all[r] + beliefs[length][r]);
  }
  if (result.logLikelihood == kImpossible) return result;
  result.share = std::exp(result.logLikelihood - all);
  result.digit = static_cast<char>('0' + residue);
  for (std::size_t i = length; i > 0; --i) {
    result.data[i - 1] = kCharacters[sums[i].character[residue]];
    residue = sums[i].previous[residue];
  }
  return result;
}

}  // namespace countersign::mrz
