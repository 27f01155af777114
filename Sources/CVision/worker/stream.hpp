#pragma once
// Whole reads and writes on file descriptors, and memory that is given back to the kernel.

#include <cstddef>
#include <cstdint>

#include "../decode/picture.hpp"

namespace countersign::worker {

/// Zeroed pages of their own. Released pages cannot be inherited by the next child, as freed heap memory would be.
class Pages {
 public:
  explicit Pages(std::size_t size);
  ~Pages();
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;

  std::uint8_t* data() { return start; }
  std::size_t size() const { return length; }

 private:
  std::uint8_t* start;
  std::size_t length;
};

/// False at the end of the stream or on an error.
bool readWhole(int descriptor, void* to, std::size_t count);
bool writeWhole(int descriptor, const void* from, std::size_t count);
bool discard(int descriptor, std::uint64_t count);

}  // namespace countersign::worker
