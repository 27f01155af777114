#pragma once
// How an answer travels from the jailed child to the zygote, which must not parse what a child that was taken over
// may have written. Big-endian: u32 length of the JSON, u32 number of blobs, u32 length of each; the JSON; the blobs.
// The zygote then writes the member `blobs` itself: a false length would let one person's answer spill into the next.

#include <optional>
#include <string>
#include <vector>

#include "answer.hpp"

namespace countersign::protocol {

constexpr std::size_t largestAnswer = 8'000'000;

std::vector<std::uint8_t> seal(const Answer& answer);

/// An envelope whose lengths add up. `rest` is borrowed from it: names and descriptors are not copied to the heap,
/// where the next child would find them.
struct Opened {
  std::string start;       ///< the beginning of the JSON object with its member `blobs`
  decode::Bytes rest;      ///< the other members, and directly behind them the blobs
  std::size_t headerSize;  ///< of the whole JSON object: `start` and the other members
};

/// Nothing unless every length agrees with the size, and the JSON is printable ASCII without a backslash or a `blobs`
/// of its own.
std::optional<Opened> open(decode::Bytes envelope);

/// The header of an answer without blobs.
std::string header(const nlohmann::json& body);

}  // namespace countersign::protocol
