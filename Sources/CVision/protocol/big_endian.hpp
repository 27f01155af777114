#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace countersign::protocol {

/// Four bytes in network order; `value` is known to fit.
inline void appendLong(std::vector<std::uint8_t>& bytes, std::size_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

inline std::uint32_t readLong(const std::uint8_t* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

}  // namespace countersign::protocol
