#pragma once
#include <ctime>

namespace countersign {

/// CPU time of this process: unlike wall time it says the same on a busy machine.
class CPUTime {
 public:
  /// Milliseconds since the start or the last lap.
  double lap() {
    const double before = last;
    last = now();
    return last - before;
  }

 private:
  static double now() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
  }

  double last = now();
};

}  // namespace countersign
