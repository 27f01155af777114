#pragma once
#include <csetjmp>
#include <cstdio>
// jpeglib.h expects FILE and size_t to be known.
#include <jpeglib.h>

#include <string>

namespace countersign::decode {

/// libjpeg's error state, without a word printed and without `exit`.
struct JPEGErrors {
  jpeg_error_mgr base{};  // first member: libjpeg hands back a pointer to it
  std::jmp_buf escape;
  char message[JMSG_LENGTH_MAX] = {};
  bool incomplete = false;  // a warning told that part of the picture is made up

  JPEGErrors();
};

/// Runs calls into libjpeg; false when it gave up. libjpeg leaves errors by `longjmp`, which skips destructors:
/// `calls` must not own anything.
template <typename Calls>
bool guarded(JPEGErrors& errors, Calls calls) {
  if (setjmp(errors.escape) != 0) return false;
  calls();
  return true;
}

}  // namespace countersign::decode
