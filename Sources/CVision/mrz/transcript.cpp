#include "transcript.hpp"

#include <algorithm>

#include "audit.hpp"
#include "layout.hpp"
#include "page.hpp"
#include "plausibility.hpp"

namespace countersign::mrz {
namespace {

/// The rule for `Reading::accepted`, besides satisfied check digits and a plausible text.
namespace acceptance {
constexpr double kLowestScore = -0.3;
constexpr int kMostRepairedFields = 2;
/// Of all strings that satisfy a check digit, the field's text must hold this share of the likelihood.
constexpr double kLeastShare = 0.75;
/// The posterior each character needs that no check digit protects (names, states, sex).
constexpr double kLeastPosterior = 0.6;
}  // namespace acceptance

bool isAccepted(const Reading& reading, const Audit& audit) {
  const bool satisfied = std::none_of(reading.checks.begin(), reading.checks.end(),
                                      [](const FieldCheck& check) { return check.status == FieldStatus::contradicts; });
  return satisfied && reading.score > acceptance::kLowestScore && reading.repairNats <= kMostRepairNats &&
         reading.repairedFields <= acceptance::kMostRepairedFields && audit.leastShare() >= acceptance::kLeastShare &&
         audit.leastUnprotected() >= acceptance::kLeastPosterior && plausible(reading.format, reading.repaired);
}

}  // namespace

Reading transcribe(const std::vector<std::vector<Posterior>>& lines) {
  const Page page = pageOf(lines);
  Reading reading{};
  reading.format = page.format;
  reading.printed = reading.repaired = page.printed;
  reading.score = page.score;
  if (!page.laidOutByIcao) return reading;

  Audit audit(page);
  for (const CheckedField& field : checkedFields(page.format, page.printed)) audit.examine(field);
  const CheckedField composite = compositeField(page.format);
  if (!composite.data.empty()) audit.examine(composite);
  reading.repaired = audit.text();
  reading.checks = audit.checks();
  for (const FieldCheck& check : reading.checks) {
    if (check.status != FieldStatus::repaired) continue;
    ++reading.repairedFields;
    reading.repairNats += check.lossNats;
  }
  reading.accepted = isAccepted(reading, audit);
  return reading;
}

}  // namespace countersign::mrz
