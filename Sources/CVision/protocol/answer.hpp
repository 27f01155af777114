#pragma once
// What goes back to the server: a JSON object and the pictures it names. PROTOCOL.md lists every member.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "../decode/picture.hpp"
#include "../faces/engine.hpp"

namespace countersign::protocol {

struct Answer {
  nlohmann::json body;  ///< without `blobs`: who writes the frame knows their lengths
  std::vector<std::vector<std::uint8_t>> blobs;

  /// Appends a picture and its name.
  void attach(const char* name, std::vector<std::uint8_t> jpeg);
};

Answer refusal(const std::string& code, const std::string& message);

/// Decodes and examines the picture of a document. Throws `decode::DecodeError`, or whatever a library throws.
Answer examineDocument(decode::Bytes picture, faces::Engine& engine);

/// Decodes a picture and measures every face in it; `describe` asks for the descriptor of the largest.
Answer examineFace(decode::Bytes picture, bool describe, faces::Engine& engine);

}  // namespace countersign::protocol
