#include "values.hpp"

#include <cmath>

namespace countersign::protocol {
namespace {

using nlohmann::json;

json point(double x, double y) { return json::array({rounded(x, 1), rounded(y, 1)}); }

const char* name(mrz::Format format) {
  switch (format) {
    case mrz::Format::TD1:
      return "TD1";
    case mrz::Format::TD2:
      return "TD2";
    case mrz::Format::TD3:
      return "TD3";
    case mrz::Format::MRVA:
      return "MRVA";
    case mrz::Format::MRVB:
      return "MRVB";
  }
  return "";
}

const char* name(mrz::FieldStatus status) {
  switch (status) {
    case mrz::FieldStatus::ok:
      return "ok";
    case mrz::FieldStatus::repaired:
      return "repaired";
    case mrz::FieldStatus::contradicts:
      return "contradicts";
    case mrz::FieldStatus::absent:
      return "absent";
  }
  return "";
}

}  // namespace

double rounded(double value, int decimals) {
  const double unit = std::pow(10.0, decimals);
  return std::round(value * unit) / unit;
}

json toJSON(const faces::Face& face, double coordinates) {
  json landmarks = json::array();
  for (const auto& landmark : face.landmarks)
    landmarks.push_back(point(landmark.x * coordinates, landmark.y * coordinates));
  const auto scaled = [coordinates](int value) { return std::lround(value * coordinates); };
  return {
      {"box",
       {{"x", scaled(face.box.x)},
        {"y", scaled(face.box.y)},
        {"width", scaled(face.box.width)},
        {"height", scaled(face.box.height)}}},
      {"score", rounded(face.score, 4)},
      {"landmarks", std::move(landmarks)},
      {"eyeDistance", rounded(face.pose.eyeDistance, 2)},
      {"u", rounded(face.pose.along, 4)},
      {"v", rounded(face.pose.across, 4)},
      {"roll", rounded(face.pose.roll, 2)},
      {"insideFrame", face.insideFrame},
      {"quality",
       {{"sharpness", rounded(face.quality.sharpness, 2)},
        {"mean", rounded(face.quality.mean, 2)},
        {"deviation", rounded(face.quality.deviation, 2)},
        {"clipped", rounded(face.quality.clipped, 4)},
        {"sideDifference", rounded(face.quality.sideDifference, 4)}}},
  };
}

json toJSON(const faces::Descriptor& descriptor) {
  json values = json::array();
  for (const float value : descriptor) values.push_back(rounded(value, 6));
  return values;
}

json toJSON(const mrz::Reading& zone) {
  json checks = json::array();
  for (const auto& check : zone.checks)
    checks.push_back({{"name", check.name}, {"status", name(check.status)}, {"lossNats", rounded(check.lossNats, 3)}});
  json quad = json::array();
  for (const auto& corner : zone.quad) quad.push_back(point(corner.x, corner.y));
  return {
      {"format", name(zone.format)},
      {"printed", zone.printed},
      {"repaired", zone.repaired},
      {"score", rounded(zone.score, 4)},
      {"repairNats", rounded(zone.repairNats, 3)},
      {"repairedFields", zone.repairedFields},
      {"accepted", zone.accepted},
      {"checks", std::move(checks)},
      {"quad", std::move(quad)},
      {"pitch", rounded(zone.pitch, 2)},
      {"angle", rounded(zone.angle, 4)},
  };
}

}  // namespace countersign::protocol
