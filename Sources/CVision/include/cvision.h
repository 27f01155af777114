#pragma once
// The only door between C++ and the rest. Nothing here throws. The protocol is described in ../protocol/PROTOCOL.md.

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What one examination may use before it is stopped and answered with the code `unreadable`.
typedef struct {
  uint32_t wall_seconds;  ///< from the fork to the last byte of the answer
  uint32_t cpu_seconds;
  uint32_t memory_mebibytes;  ///< address space beyond the loaded models
} countersign_vision_limits;

/// 15 s, 10 s, 1024 MiB.
countersign_vision_limits countersign_vision_default_limits(void);

/// Loads the models of a directory and serves requests from one file descriptor on the other until the requests end.
/// The calling process must be single-threaded, as it forks for each request: set `OPENBLAS_NUM_THREADS=1` before it
/// starts. It gives up its network, where it may, and cannot get it back.
///
/// Returns 0 at the end of the requests, 1 when the models cannot be loaded (with a line on standard error),
/// 2 when the stream was broken off or cannot be understood any more. SIGTERM ends the process with status 0.
int countersign_vision_serve(const char* models_directory, int requests, int answers, countersign_vision_limits limits);

#ifdef __cplusplus
}
#endif
