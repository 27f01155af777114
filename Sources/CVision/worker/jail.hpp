#pragma once
#include <sys/types.h>
#include <cstdint>

namespace countersign::worker {

struct Limits {
  std::uint32_t wallSeconds;
  std::uint32_t cpuSeconds;
  std::uint32_t memoryMebibytes;  ///< address space beyond what the loaded models occupy
};

/// What the process that decodes may still do once it sits in its jail: compute, allocate, and write its answer.
class Jail {
 public:
  /// Prepares the system call filter. Throws `std::system_error`.
  Jail();
  ~Jail();
  Jail(const Jail&) = delete;
  Jail& operator=(const Jail&) = delete;

  /// Locks the calling process in, for good. Afterwards `answers` is file descriptor 3 and no other file is open.
  /// False when any wall could not be raised; the caller must then exit.
  bool enter(const Limits& limits, pid_t zygote, int answers) const;

  static constexpr int answerDescriptor = 3;

 private:
  void* filter;
};

/// The zygote's own walls: no new privileges, no core dump of faces, and no network where the system lets us leave it.
/// Returns whether the network is out of reach.
bool confineZygote();

}  // namespace countersign::worker
