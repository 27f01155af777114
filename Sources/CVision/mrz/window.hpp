#pragma once

namespace countersign::mrz {

// The geometry the classifier was trained with; script/training/alphabet.py holds the same figures.

/// Pixels from one character to the next after rectification.
constexpr int kPitch = 16;
constexpr int kWindowWidth = 22;
constexpr int kWindowHeight = 26;
/// Neighbourhood that sets mean and deviation of a pixel: 2.5 characters, one line.
constexpr int kContrastWidth = 41;
constexpr int kContrastHeight = 29;
/// Grey levels; below this a patch is paper, not print.
constexpr float kDeviationFloor = 4.0f;
/// Normalised pixels are cut off at this many deviations.
constexpr float kClip = 3.0f;
/// Two poolings by two share their work between windows at even offsets only.
constexpr int kFinestStep = 2;

}  // namespace countersign::mrz
