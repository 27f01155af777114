#pragma once
#include "picture.hpp"

namespace countersign::decode {

/// The orientation (1 to 8) told by the payload of a JPEG APP1 segment, or 1 when it tells none.
/// Reads one tag and trusts no offset; everything else in the block is ignored and never leaves the process.
int exifOrientation(Bytes app1);

}  // namespace countersign::decode
