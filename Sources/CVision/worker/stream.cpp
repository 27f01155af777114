#include "stream.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <new>

namespace countersign::worker {

Pages::Pages(std::size_t size) : length(std::max<std::size_t>(size, 1)) {
  void* pages = mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) throw std::bad_alloc();
  start = static_cast<std::uint8_t*>(pages);
}

Pages::~Pages() { munmap(start, length); }

bool readWhole(int descriptor, void* to, std::size_t count) {
  auto* next = static_cast<std::uint8_t*>(to);
  while (count > 0) {
    const auto got = read(descriptor, next, count);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    next += got;
    count -= static_cast<std::size_t>(got);
  }
  return true;
}

bool writeWhole(int descriptor, const void* from, std::size_t count) {
  const auto* next = static_cast<const std::uint8_t*>(from);
  while (count > 0) {
    const auto sent = write(descriptor, next, count);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    next += sent;
    count -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool discard(int descriptor, std::uint64_t count) {
  std::array<std::uint8_t, 65536> waste;
  while (count > 0) {
    const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(count, waste.size()));
    if (!readWhole(descriptor, waste.data(), part)) return false;
    count -= part;
  }
  waste.fill(0);
  return true;
}

}  // namespace countersign::worker
