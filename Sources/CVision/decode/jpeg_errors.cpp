#include "jpeg_errors.hpp"

#include <jerror.h>

namespace countersign::decode {
namespace {

JPEGErrors& errors(j_common_ptr common) { return *reinterpret_cast<JPEGErrors*>(common->err); }

[[noreturn]] void leave(j_common_ptr common) {
  common->err->format_message(common, errors(common).message);
  std::longjmp(errors(common).escape, 1);
}

void note(j_common_ptr common, int level) {
  if (level >= 0) return;  // a trace message
  switch (common->err->msg_code) {
    // After these libjpeg fills the rest with grey and reports success: half a face is not a picture to judge.
    case JWRN_JPEG_EOF:
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC:
      errors(common).incomplete = true;
      break;
    default:
      break;  // cameras write odd markers; the pixels are whole
  }
}

void stayQuiet(j_common_ptr) {}

}  // namespace

JPEGErrors::JPEGErrors() {
  jpeg_std_error(&base);
  base.error_exit = leave;
  base.emit_message = note;
  base.output_message = stayQuiet;
}

}  // namespace countersign::decode
