#include "transcript.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "check_digits.hpp"
#include "layout.hpp"

namespace countersign::mrz {
namespace {

/// A character ICAO Doc 9303 does not admit at its place is taken for 20 times less likely than the picture alone suggests: enough
/// to tell 0 from O, too little to talk a clear print into something else.
const double kOutOfPlace = -std::log(20.0);

/// The rule for `Reading::accepted`. On a hundred third-party pictures right repairs cost up to 2.7 nats, wrong ones 2 to 14; more
/// generous rules accepted wrongly printed check digits as misread.
namespace acceptance {
constexpr double kMostRepairNats = 3;
constexpr int kMostRepairedFields = 2;
constexpr double kLowestScore = -0.3;
}  // namespace acceptance

/// A mending must hold at least this share of all strings that satisfy the digit, else it is a guess.
constexpr double kLeastShare = 0.6;
/// Fillers are at least this share of any real zone; text of another kind has none.
constexpr double kLeastFillers = 0.08;

struct Page {
  Format format;
  std::vector<std::vector<Belief>> beliefs;
  std::vector<std::string> printed;
  double score;
};

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

Page pageOf(const std::vector<std::vector<Posterior>>& lines, Format format) {
  Page page{format, {}, {}, 0};
  int count = 0;
  for (int line = 0; line < static_cast<int>(lines.size()); ++line) {
    page.beliefs.emplace_back();
    page.printed.emplace_back();
    for (int column = 0; column < static_cast<int>(lines[line].size()); ++column, ++count) {
      const Belief belief = believed(lines[line][column], admitted(format, {line, column}));
      const auto best = std::max_element(belief.begin(), belief.end());
      page.printed.back() += kCharacters[best - belief.begin()];
      page.score += *best;
      page.beliefs.back().push_back(belief);
    }
  }
  page.score /= count;
  return page;
}

Format formatOf(const std::vector<std::vector<Posterior>>& lines) {
  if (lines.size() == 3) return Format::TD1;
  // A visa begins with V, everything else of two lines with P, A, C or I.
  const Posterior& first = lines[0][0];
  const float other = std::max({first[indexOf('P')], first[indexOf('A')], first[indexOf('C')], first[indexOf('I')]});
  const bool visa = first[indexOf('V')] > other;
  if (lines[0].size() == 44) return visa ? Format::MRVA : Format::TD3;
  return visa ? Format::MRVB : Format::TD2;
}

/// Mends one field after the other; characters of a field found in order stay as they are.
class Audit {
 public:
  explicit Audit(const Page& page) : page_(page), beliefs_(page.beliefs), text_(page.printed) {}

  void examine(const CheckedField& field) {
    const std::string data = textAt(text_, field.data);
    const char digit = text_[field.digit.line][field.digit.column];
    FieldCheck check{field.name, FieldStatus::ok, 0};
    if (satisfied(data, digit, field.fillerDigitAllowed)) {
      if (digit == '<') check.status = FieldStatus::absent;
      settle(field);
    } else {
      repair(field, data, digit, check);
    }
    checks_.push_back(check);
  }

  void fill(Reading& reading) const {
    reading.printed = page_.printed;
    reading.repaired = text_;
    reading.checks = checks_;
    for (const FieldCheck& check : checks_) {
      if (check.status != FieldStatus::repaired) continue;
      ++reading.repairedFields;
      reading.repairNats += check.lossNats;
    }
  }

 private:
  void repair(const CheckedField& field, const std::string& data, char digit, FieldCheck& check) {
    std::vector<Belief> beliefs;
    double printed = 0;
    for (std::size_t i = 0; i < field.data.size(); ++i) {
      beliefs.push_back(admissible(field.data[i]));
      printed += beliefs.back()[indexOf(data[i])];
    }
    beliefs.push_back(admissible(field.digit));
    printed += beliefs.back()[indexOf(digit)];
    const Mending mending = mend(beliefs);
    check.lossNats = printed - mending.logLikelihood;
    // A digit read with confidence costs more than the rule allows, and so does a confident character it contradicts.
    if (check.lossNats > acceptance::kMostRepairNats || mending.share < kLeastShare) {
      check.status = FieldStatus::contradicts;
      return;
    }
    check.status = FieldStatus::repaired;
    for (std::size_t i = 0; i < field.data.size(); ++i) text_[field.data[i].line][field.data[i].column] = mending.data[i];
    text_[field.digit.line][field.digit.column] = mending.digit;
    settle(field);
  }

  /// Beliefs in what is printed and in what may stand there; a mending must not bring in misplaced characters.
  Belief admissible(Slot slot) const {
    Belief belief = beliefs_[slot.line][slot.column];
    const CharacterSet set = admitted(page_.format, slot);
    const int current = indexOf(text_[slot.line][slot.column]);
    for (int c = 0; c < kCharacterCount; ++c)
      if (c != current && !contains(set, c)) belief[c] = -std::numeric_limits<double>::infinity();
    return belief;
  }

  void settle(const CheckedField& field) {
    const auto fix = [&](Slot slot) {
      Belief& belief = beliefs_[slot.line][slot.column];
      belief.fill(-std::numeric_limits<double>::infinity());
      belief[indexOf(text_[slot.line][slot.column])] = 0;
    };
    for (Slot slot : field.data) fix(slot);
    fix(field.digit);
  }

  const Page& page_;
  std::vector<std::vector<Belief>> beliefs_;
  std::vector<std::string> text_;
  std::vector<FieldCheck> checks_;
};

/// YYMMDD; unknown parts are fillers (9303-3, 4.7), which some issuers print as 00.
bool plausibleDate(const std::string& date) {
  const auto part = [&](int at, int most) {
    const std::string two = date.substr(at, 2);
    if (two == "<<") return true;
    return two.find('<') == std::string::npos && std::stoi(two) <= most;
  };
  constexpr int kMonths = 12, kDays = 31, kYears = 99;
  return part(0, kYears) && part(2, kMonths) && part(4, kDays);
}

bool plausible(Format format, const std::vector<std::string>& text) {
  for (int line = 0; line < lineCount(format); ++line)
    for (int column = 0; column < columnCount(format); ++column)
      if (!contains(admitted(format, {line, column}), indexOf(text[line][column]))) return false;
  for (const CheckedField& field : checkedFields(format, text))
    if (field.name != "documentNumber" && field.name != "optionalData" && !plausibleDate(textAt(text, field.data))) return false;
  // The old French identity card is 2x36 too, but laid out otherwise: read as TD2 it would yield nonsense.
  if (format == Format::TD2 && text[0].compare(0, 5, "IDFRA") == 0) return false;
  const std::string& names = text[format == Format::TD1 ? 2 : 0];
  return names.find('<') != std::string::npos;
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

Reading transcribe(const std::vector<std::vector<Posterior>>& lines) {
  const Page page = pageOf(lines, formatOf(lines));
  Audit audit(page);
  for (const CheckedField& field : checkedFields(page.format, page.printed)) audit.examine(field);
  const CheckedField composite = compositeField(page.format);
  if (!composite.data.empty()) audit.examine(composite);

  Reading reading{};
  reading.format = page.format;
  reading.score = page.score;
  audit.fill(reading);
  const bool satisfiedThroughout = std::none_of(reading.checks.begin(), reading.checks.end(), [](const FieldCheck& check) {
    return check.status == FieldStatus::contradicts;
  });
  reading.accepted = satisfiedThroughout && reading.repairNats <= acceptance::kMostRepairNats &&
                     reading.repairedFields <= acceptance::kMostRepairedFields && reading.score > acceptance::kLowestScore &&
                     fillerShare(reading.printed) >= kLeastFillers && plausible(reading.format, reading.repaired);
  return reading;
}

}  // namespace countersign::mrz
