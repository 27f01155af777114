#include "exif.hpp"

#include <cstring>

namespace countersign::decode {
namespace {

/// A TIFF block (TIFF 6.0, section 2) whose reads answer zero outside of it.
class Tiff {
 public:
  explicit Tiff(Bytes block) : block(block), bigEndian(block.size > 0 && block.data[0] == 'M') {}

  std::uint32_t short16(std::size_t offset) const {
    if (offset > block.size || block.size - offset < 2) return 0;
    const std::uint32_t first = block.data[offset], second = block.data[offset + 1];
    return bigEndian ? first << 8 | second : second << 8 | first;
  }

  std::uint32_t long32(std::size_t offset) const {
    const auto first = short16(offset), second = short16(offset + 2);
    return bigEndian ? first << 16 | second : second << 16 | first;
  }

  bool valid() const {
    return block.size >= 8 && block.data[0] == block.data[1] && (block.data[0] == 'I' || bigEndian) && short16(2) == 42;
  }

 private:
  Bytes block;
  bool bigEndian;
};

constexpr char signature[] = {'E', 'x', 'i', 'f', '\0', '\0'};
constexpr std::uint32_t orientationTag = 0x0112, shortType = 3;
constexpr std::size_t entrySize = 12;

}  // namespace

int exifOrientation(Bytes app1) {
  if (app1.size < sizeof signature || std::memcmp(app1.data, signature, sizeof signature) != 0) return 1;
  const Tiff tiff({app1.data + sizeof signature, app1.size - sizeof signature});
  if (!tiff.valid()) return 1;
  const std::size_t directory = tiff.long32(4);
  const auto entries = tiff.short16(directory);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * entrySize;
    if (tiff.short16(entry) != orientationTag || tiff.short16(entry + 2) != shortType) continue;
    const auto value = tiff.short16(entry + 8);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

}  // namespace countersign::decode
