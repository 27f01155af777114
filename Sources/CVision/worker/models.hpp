#pragma once
#include <memory>
#include <string>

#include "../faces/engine.hpp"

namespace countersign::worker {

struct LoadedModels {
  std::unique_ptr<faces::Engine> engine;
  std::string descriptorDigest;  ///< SHA-256 of the file that was loaded, lower-case hexadecimal
  std::string landmarksDigest;
};

/// Reads both model files of a directory. Throws `std::runtime_error` with the path that failed.
LoadedModels loadModels(const std::string& directory);

}  // namespace countersign::worker
