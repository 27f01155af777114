#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

/// Reads the machine readable zone of travel documents (ICAO Doc 9303, parts 3 to 7) in a grey picture.
namespace countersign::mrz {

/// Sizes of ICAO Doc 9303: cards of 3x30 (TD1) and 2x36 (TD2), passports of 2x44 (TD3), visas of 2x44 (MRVA) and 2x36 (MRVB).
enum class Format { TD1, TD2, TD3, MRVA, MRVB };

/// `contradicts`: the check digit was read with confidence, yet does not belong to the field. That is a finding, never mended.
enum class FieldStatus { ok, repaired, contradicts, absent };

struct FieldCheck {
  std::string name;  ///< documentNumber, dateOfBirth, dateOfExpiry, optionalData or composite
  FieldStatus status;
  double lossNats;  ///< how much less likely the best string satisfying the check digit is than the printed one; 0 if ok
};

struct Reading {
  Format format;
  std::vector<std::string> printed;   ///< what stands on the document, never repaired
  std::vector<std::string> repaired;  ///< after the search for strings satisfying the check digits; `printed` if nothing was unsure
  double score;                       ///< mean log posterior per printed character, <= 0
  double repairNats;                  ///< likelihood given up by all repairs
  int repairedFields;
  /// In the order above. Empty, and the reading not accepted, if the fields do not lie where ICAO puts them (old French cards).
  std::vector<FieldCheck> checks;
  bool accepted;                  ///< sure enough to be used without a person looking; see `acceptance` in transcript.cpp
  std::vector<cv::Point2f> quad;  ///< corners of the zone in source pixels, in reading order TL TR BR BL
  double pitch;                   ///< source pixels from one character to the next
  double angle;                   ///< reading direction in the source picture in radians, clockwise because y points down
};

struct Options {
  bool anyRotation = true;  ///< also look for zones that are not within some 20 degrees of level
};

/// The best reading of a picture, or nothing where no line resembles a machine readable zone.
/// `gray8`: CV_8UC1, any size; pictures above 2600 pixels are reduced first. Never throws; deterministic. Starts no thread itself;
/// OpenCV does unless the process has called `cv::setNumThreads(1)`.
std::optional<Reading> read(const cv::Mat& gray8, const Options& options);

}  // namespace countersign::mrz
