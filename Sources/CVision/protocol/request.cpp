#include "request.hpp"

#include <nlohmann/json.hpp>

namespace countersign::protocol {
namespace {

using nlohmann::json;

constexpr std::size_t mostBlobs = 8;

std::optional<std::vector<std::size_t>> blobLengths(const json& header) {
  const auto found = header.find("blobs");
  if (found == header.end()) return std::vector<std::size_t>{};
  if (!found->is_array() || found->size() > mostBlobs) return std::nullopt;
  std::vector<std::size_t> lengths;
  for (const auto& length : *found) {
    if (!length.is_number_unsigned() || length.get<std::uint64_t>() > 0xFFFF'FFFF) return std::nullopt;
    lengths.push_back(length.get<std::size_t>());
  }
  return lengths;
}

std::optional<Operation> operation(const json& header) {
  const auto found = header.find("op");
  if (found == header.end()) return std::nullopt;
  if (*found == "hello") return Operation::hello;
  if (*found == "document") return Operation::document;
  if (*found == "face") return Operation::face;
  return std::nullopt;
}

std::optional<bool> wantsDescriptor(const json& header) {
  const auto found = header.find("descriptor");
  if (found == header.end()) return false;
  return found->is_boolean() ? std::optional(found->get<bool>()) : std::nullopt;
}

}  // namespace

std::optional<ParsedHeader> parseHeader(std::string_view text) {
  const auto header = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!header.is_object()) return std::nullopt;
  const auto lengths = blobLengths(header);
  if (!lengths) return std::nullopt;

  ParsedHeader parsed{*lengths, std::nullopt};
  const auto asked = operation(header);
  const auto descriptor = wantsDescriptor(header);
  if (!asked || !descriptor) return parsed;
  const std::size_t expected = *asked == Operation::hello ? 0 : 1;
  if (lengths->size() == expected) parsed.request = Request{*asked, *descriptor, *lengths};
  return parsed;
}

}  // namespace countersign::protocol
