#pragma once

#include <string>
#include <vector>

#include "mrz.hpp"

namespace countersign::mrz {

/// Could the text stand on a document: admitted characters everywhere, dates of this calendar, names, enough fillers?
bool plausible(Format format, const std::vector<std::string>& text);

}  // namespace countersign::mrz
