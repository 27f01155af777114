#include "layout.hpp"

#include "alphabet.hpp"

namespace countersign::mrz {
namespace {

constexpr CharacterSet setOf(std::string_view characters) {
  CharacterSet set = 0;
  for (char c : characters) set |= CharacterSet{1} << indexOf(c);
  return set;
}

constexpr CharacterSet kDigits = setOf("0123456789");
constexpr CharacterSet kDigitsOrFiller = kDigits | setOf("<");
constexpr CharacterSet kLetters = setOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
constexpr CharacterSet kLettersOrFiller = kLetters | setOf("<");
constexpr CharacterSet kAny = kLetters | kDigitsOrFiller;
constexpr CharacterSet kSexes = setOf("MFX<");

bool isVisa(Format format) { return format == Format::MRVA || format == Format::MRVB; }

CharacterSet admittedOnCard(Slot slot) {
  const int c = slot.column;
  if (slot.line == 0) {
    if (c == 0) return setOf("IAC");
    if (c >= 2 && c <= 4) return c == 2 ? kLetters : kLettersOrFiller;
    return c == 14 ? kDigitsOrFiller : kAny;
  }
  if (slot.line == 1) {
    if (c == 6 || c == 29) return kDigits;
    if (c == 7) return kSexes;
    if (c <= 14) return kDigitsOrFiller;
    return c <= 17 ? kLettersOrFiller : kAny;
  }
  return c == 0 ? kLetters : kLettersOrFiller;
}

CharacterSet admittedOnFirstOfTwo(Format format, int c) {
  if (c == 0) return format == Format::TD3 ? setOf("P") : isVisa(format) ? setOf("V") : setOf("IAC");
  if (c == 1) return kAny;
  return c == 2 || c == 5 ? kLetters : kLettersOrFiller;
}

CharacterSet admittedOnSecondOfTwo(Format format, int c) {
  if (c == 9) return kDigitsOrFiller;
  if (c == 10) return kLetters;
  if (c == 11 || c == 12) return kLettersOrFiller;
  if (c == 19) return kDigits;
  if (c == 20) return kSexes;
  if (c >= 13 && c <= 27) return kDigitsOrFiller;
  if (format == Format::TD3 && c >= 42) return c == 42 ? kDigitsOrFiller : kDigits;
  if (format == Format::TD2 && c == 35) return kDigits;
  return kAny;
}

void append(std::vector<Slot>& slots, int line, int first, int last) {
  for (int column = first; column <= last; ++column) slots.push_back({line, column});
}

CheckedField field(const char* name, int line, int first, int last, bool fillerDigitAllowed = false) {
  CheckedField result{name, {}, {line, last + 1}, fillerDigitAllowed};
  append(result.data, line, first, last);
  return result;
}

/// A number longer than nine characters has `<` for its check digit and runs on in the optional data up to the first filler;
/// the last character before that filler is then its check digit.
CheckedField documentNumber(const std::vector<std::string>& text, int line, int first, int continued) {
  const int digit = first + 9;
  CheckedField number = field("documentNumber", line, first, digit - 1, true);
  const std::string& row = text[line];
  std::size_t end = row.find('<', continued);
  if (end == std::string::npos) end = row.size();
  if (row[digit] != '<' || row[digit - 1] == '<' || static_cast<int>(end) - continued < 2) return number;
  append(number.data, line, continued, static_cast<int>(end) - 2);
  number.digit = {line, static_cast<int>(end) - 1};
  return number;
}

}  // namespace

int lineCount(Format format) { return format == Format::TD1 ? 3 : 2; }

int columnCount(Format format) {
  if (format == Format::TD1) return 30;
  return format == Format::TD3 || format == Format::MRVA ? 44 : 36;
}

CharacterSet admitted(Format format, Slot slot) {
  if (format == Format::TD1) return admittedOnCard(slot);
  return slot.line == 0 ? admittedOnFirstOfTwo(format, slot.column) : admittedOnSecondOfTwo(format, slot.column);
}

std::vector<CheckedField> checkedFields(Format format, const std::vector<std::string>& text) {
  if (format == Format::TD1) {
    return {documentNumber(text, 0, 5, 15), field("dateOfBirth", 1, 0, 5), field("dateOfExpiry", 1, 8, 13)};
  }
  std::vector<CheckedField> fields = {field("documentNumber", 1, 0, 8, true), field("dateOfBirth", 1, 13, 18),
                                      field("dateOfExpiry", 1, 21, 26)};
  if (format == Format::TD2) fields.front() = documentNumber(text, 1, 0, 28);
  if (format == Format::TD3) fields.push_back(field("optionalData", 1, 28, 41, true));
  return fields;
}

CheckedField compositeField(Format format) {
  CheckedField composite{"composite", {}, {1, columnCount(format) - 1}, false};
  if (format == Format::TD1) {
    append(composite.data, 0, 5, 29);
    append(composite.data, 1, 0, 6);
    append(composite.data, 1, 8, 14);
    append(composite.data, 1, 18, 28);
  } else if (!isVisa(format)) {
    append(composite.data, 1, 0, 9);
    append(composite.data, 1, 13, 19);
    append(composite.data, 1, 21, composite.digit.column - 1);
  }
  return composite;
}

}  // namespace countersign::mrz
