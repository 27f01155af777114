#include "audit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace countersign::mrz {
namespace {

constexpr double kImpossible = -std::numeric_limits<double>::infinity();

}  // namespace

Audit::Audit(const Page& page) : page_(page), beliefs_(page.beliefs), text_(page.printed) {}

void Audit::examine(const CheckedField& field) {
  const std::string data = textAt(text_, field.data);
  const char digit = text_[field.digit.line][field.digit.column];
  FieldCheck check{field.name, FieldStatus::ok, 0};
  const bool inOrder = satisfied(data, digit, field.fillerDigitAllowed);
  if (inOrder && digit == '<') {
    check.status = FieldStatus::absent;
  } else {
    const std::vector<Belief> beliefs = admissible(field);
    const Mending mending = mend(beliefs);
    if (!inOrder) {
      double printed = beliefs.back()[indexOf(digit)];
      for (std::size_t i = 0; i < data.size(); ++i) printed += beliefs[i][indexOf(data[i])];
      check.lossNats = printed - mending.logLikelihood;
      // A digit read with confidence costs more than the limit, and so do confident characters it contradicts.
      check.status = check.lossNats <= kMostRepairNats ? FieldStatus::repaired : FieldStatus::contradicts;
    }
    if (check.status == FieldStatus::repaired) {
      for (std::size_t i = 0; i < data.size(); ++i) text_[field.data[i].line][field.data[i].column] = mending.data[i];
      text_[field.digit.line][field.digit.column] = mending.digit;
    }
    leastShare_ = std::min(leastShare_, mending.share);
  }
  if (check.status != FieldStatus::contradicts) settle(field);
  checks_.push_back(check);
}

double Audit::leastUnprotected() const {
  double least = 0;
  for (const auto& line : beliefs_)
    for (const Belief& belief : line) least = std::min(least, *std::max_element(belief.begin(), belief.end()));
  return std::exp(least);
}

/// Beliefs in what is printed and in what may stand there: a mending must not bring in misplaced characters.
std::vector<Belief> Audit::admissible(const CheckedField& field) const {
  std::vector<Slot> slots = field.data;
  slots.push_back(field.digit);
  std::vector<Belief> beliefs;
  for (Slot slot : slots) {
    beliefs.push_back(beliefs_[slot.line][slot.column]);
    const CharacterSet set = admitted(page_.format, slot);
    const int current = indexOf(text_[slot.line][slot.column]);
    for (int c = 0; c < kCharacterCount; ++c)
      if (c != current && !contains(set, c)) beliefs.back()[c] = kImpossible;
  }
  return beliefs;
}

void Audit::settle(const CheckedField& field) {
  const auto fix = [&](Slot slot) {
    Belief& belief = beliefs_[slot.line][slot.column];
    belief.fill(kImpossible);
    belief[indexOf(text_[slot.line][slot.column])] = 0;
  };
  for (Slot slot : field.data) fix(slot);
  fix(field.digit);
}

}  // namespace countersign::mrz
