#include "models.hpp"

#include <openssl/sha.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace countersign::worker {
namespace {

constexpr auto descriptorFile = "dlib_face_recognition_resnet_model_v1.dat";
constexpr auto landmarksFile = "shape_predictor_5_face_landmarks.dat";

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file || bytes.empty()) throw std::runtime_error("cannot read the model " + path);
  return bytes;
}

std::string sha256(const std::string& bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const auto byte : digest) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace

LoadedModels loadModels(const std::string& directory) {
  // The bytes that are hashed are the bytes that are loaded: thresholds belong to a digest.
  const auto descriptor = contents(directory + "/" + descriptorFile);
  const auto landmarks = contents(directory + "/" + landmarksFile);
  std::istringstream descriptorStream(descriptor), landmarksStream(landmarks);
  LoadedModels models;
  try {
    models.engine = std::make_unique<faces::Engine>(descriptorStream, landmarksStream);
  } catch (const std::exception& error) {
    throw std::runtime_error("cannot load the models in " + directory + ": " + error.what());
  }
  models.descriptorDigest = sha256(descriptor);
  models.landmarksDigest = sha256(landmarks);
  return models;
}

}  // namespace countersign::worker
