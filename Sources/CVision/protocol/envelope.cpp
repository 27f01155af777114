#include "envelope.hpp"

#include <algorithm>
#include <string_view>

#include "big_endian.hpp"

namespace countersign::protocol {
namespace {

constexpr std::size_t word = 4, mostBlobs = 4;

std::string start(const std::vector<std::size_t>& lengths) {
  std::string header = "{\"blobs\":[";
  for (std::size_t i = 0; i < lengths.size(); ++i) header += (i == 0 ? "" : ",") + std::to_string(lengths[i]);
  return header + "],";
}

bool harmless(std::string_view members) {
  const bool plain =
      std::all_of(members.begin(), members.end(), [](char c) { return c >= ' ' && c <= '~' && c != '\\'; });
  return plain && members.size() > 2 && members.front() == '"' && members.back() == '}' &&
         members.find("\"blobs\"") == std::string_view::npos;
}

}  // namespace

std::vector<std::uint8_t> seal(const Answer& answer) {
  const auto json = answer.body.dump(-1, ' ', /*ensure_ascii=*/true);
  std::vector<std::uint8_t> bytes;
  appendLong(bytes, json.size());
  appendLong(bytes, answer.blobs.size());
  for (const auto& blob : answer.blobs) appendLong(bytes, blob.size());
  bytes.insert(bytes.end(), json.begin(), json.end());
  for (const auto& blob : answer.blobs) bytes.insert(bytes.end(), blob.begin(), blob.end());
  return bytes;
}

std::optional<Opened> open(decode::Bytes envelope) {
  if (envelope.size < 2 * word) return std::nullopt;
  const std::size_t jsonSize = readLong(envelope.data), count = readLong(envelope.data + word);
  if (count > mostBlobs || envelope.size < (2 + count) * word) return std::nullopt;
  const std::size_t offset = (2 + count) * word;
  std::size_t blobBytes = 0;
  std::vector<std::size_t> lengths;
  for (std::size_t i = 0; i < count; ++i) {
    lengths.push_back(readLong(envelope.data + (2 + i) * word));
    blobBytes += lengths.back();  // at most 4 * 2^32: no overflow in 64 bits
  }
  if (envelope.size - offset != jsonSize + blobBytes) return std::nullopt;
  const std::string_view json(reinterpret_cast<const char*>(envelope.data + offset), jsonSize);
  if (json.empty() || json.front() != '{' || !harmless(json.substr(1))) return std::nullopt;
  auto opening = start(lengths);
  const auto headerSize = opening.size() + jsonSize - 1;
  return Opened{std::move(opening), {envelope.data + offset + 1, envelope.size - offset - 1}, headerSize};
}

std::string header(const nlohmann::json& body) { return start({}) + body.dump().substr(1); }

}  // namespace countersign::protocol
