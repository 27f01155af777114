#pragma once
// Measurements as JSON. PROTOCOL.md lists every member.

#include <nlohmann/json.hpp>

#include "../document/reading.hpp"
#include "../faces/face.hpp"

namespace countersign::protocol {

/// A number with so many decimals: what is beyond them is noise, and doubles the size of an answer.
double rounded(double value, int decimals);

/// `coordinates` scales box and landmarks to the picture that is sent along; lengths stay in pixels of the upload.
nlohmann::json toJSON(const faces::Face& face, double coordinates = 1);
nlohmann::json toJSON(const faces::Descriptor& descriptor);
nlohmann::json toJSON(const mrz::Reading& zone);

}  // namespace countersign::protocol
