#pragma once

#include <string>
#include <vector>

#include "layout.hpp"
#include "page.hpp"

namespace countersign::mrz {

/// Repairs that gave up more likelihood than this contradict the print. On a hundred third-party pictures right repairs cost up to
/// 2.7 nats, wrong ones 2 to 14; more generous limits mended wrongly printed check digits into valid ones.
constexpr double kMostRepairNats = 3;

/// Compares a page with its check digits, one field after the other.
class Audit {
 public:
  explicit Audit(const Page& page);

  /// Mends the field where its print is unsure. Characters of a field found in order stay as they are from then on.
  void examine(const CheckedField& field);

  const std::vector<std::string>& text() const { return text_; }
  const std::vector<FieldCheck>& checks() const { return checks_; }
  /// The smallest share, over the fields, that a field's text holds of the likelihood of all strings satisfying its digit.
  double leastShare() const { return leastShare_; }
  /// The smallest posterior of a character that no check digit protects.
  double leastUnprotected() const;

 private:
  std::vector<Belief> admissible(const CheckedField& field) const;
  void settle(const CheckedField& field);

  const Page& page_;
  std::vector<std::vector<Belief>> beliefs_;
  std::vector<std::string> text_;
  std::vector<FieldCheck> checks_;
  double leastShare_ = 1;
};

}  // namespace countersign::mrz
