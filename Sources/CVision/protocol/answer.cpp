#include "answer.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "../decode/encode.hpp"
#include "../document/reading.hpp"
#include "cpu_time.hpp"
#include "values.hpp"

namespace countersign::protocol {
namespace {

using nlohmann::json;

constexpr int documentWidth = 1600, portraitWidth = 600, frameSide = 1280, faceSide = 480;

long peakKiB() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

json describePicture(const decode::Picture& picture) {
  return {{"width", picture.rgb.cols}, {"height", picture.rgb.rows}, {"format", decode::name(picture.format)}};
}

cv::Mat shrunk(const cv::Mat& rgb, double scale) {
  if (scale >= 1) return rgb;
  cv::Mat result;
  const cv::Size size(std::max(1, cvRound(rgb.cols * scale)), std::max(1, cvRound(rgb.rows * scale)));
  cv::resize(rgb, result, size, 0, 0, cv::INTER_AREA);
  return result;
}

double toFit(int side, int limit) { return std::min(1.0, static_cast<double>(limit) / side); }

/// A square around the face, twice as wide as its box; white where it leaves the picture.
cv::Mat faceSquare(const cv::Mat& rgb, const cv::Rect& box) {
  const int side = 2 * box.width;
  const cv::Rect wanted(box.x + box.width / 2 - side / 2, box.y + box.height / 2 - side / 2, side, side);
  const auto visible = wanted & cv::Rect({}, rgb.size());
  cv::Mat square(faceSide, faceSide, CV_8UC3, cv::Scalar::all(255));
  const double scale = static_cast<double>(faceSide) / side;
  const auto onSquare = [&](int from, int to) { return cv::Range(cvRound(from * scale), cvRound(to * scale)); };
  const auto across = onSquare(visible.x - wanted.x, visible.br().x - wanted.x);
  const auto down = onSquare(visible.y - wanted.y, visible.br().y - wanted.y);
  if (visible.empty() || across.empty() || down.empty()) return square;
  auto target = square(down, across);
  cv::resize(rgb(visible), target, target.size(), 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  return square;
}

json portraitToJSON(const document::Finding& finding, double coordinates) {
  const auto& portrait = *finding.portrait;
  auto face = portrait.face;
  face.pose.eyeDistance /= finding.page.scale;
  auto body = toJSON(face, coordinates);
  body["descriptor"] = toJSON(portrait.raw);
  body["descreenedDescriptor"] = toJSON(portrait.descreened);
  body["width"] = rounded(portrait.width / finding.page.scale, 1);
  return body;
}

json qualityToJSON(const document::Finding& finding) {
  const auto orNull = [](const std::optional<double>& value) { return value ? json(rounded(*value, 4)) : json(); };
  const auto& quality = finding.quality;
  return {
      {"sharpness", rounded(quality.sharpness, 2)},
      {"luminance", rounded(quality.luminance, 2)},
      {"mrzGlare", orNull(quality.zoneGlare)},
      {"portraitGlare", orNull(quality.portraitGlare)},
      {"mrzPitch", finding.zone ? json(rounded(finding.zone->pitch, 2)) : json()},
  };
}

}  // namespace

void Answer::attach(const char* name, std::vector<std::uint8_t> jpeg) {
  body["blobNames"].push_back(name);
  blobs.push_back(std::move(jpeg));
}

Answer refusal(const std::string& code, const std::string& message) {
  // The words may come from a decoder: no quote, backslash or control character leaves the jail.
  std::string plain = message.substr(0, 200);
  std::replace_if(
      plain.begin(), plain.end(), [](char c) { return c < ' ' || c > '~' || c == '"' || c == '\\'; }, '?');
  return {{{"ok", false}, {"code", code}, {"message", plain}}, {}};
}

Answer examineDocument(decode::Bytes bytes, faces::Engine& engine) {
  CPUTime whole, clock;
  const auto picture = decode::decode(bytes);
  const double decodeMilliseconds = clock.lap();
  const auto finding = document::examine(picture.rgb, engine);
  const auto& page = finding.page.rgb;
  const double scale = toFit(page.cols, documentWidth);

  Answer answer;
  answer.body = {{"ok", true}, {"image", describePicture(picture)}, {"blobNames", json::array()}};
  answer.body["mrz"] = finding.zone ? toJSON(*finding.zone) : json();
  answer.body["portrait"] = finding.portrait ? portraitToJSON(finding, scale) : json();
  answer.body["quality"] = qualityToJSON(finding);
  answer.attach("document", decode::encodeJPEG(shrunk(page, scale)));
  if (finding.portrait) {
    const auto& frame = finding.portrait->frame;
    answer.attach("portrait", decode::encodeJPEG(shrunk(page(frame), toFit(frame.width, portraitWidth)).clone()));
  }
  answer.body["milliseconds"] = {{"decode", rounded(decodeMilliseconds, 1)},
                                 {"mrz", rounded(finding.zoneMilliseconds, 1)},
                                 {"portrait", rounded(finding.portraitMilliseconds, 1)},
                                 {"total", rounded(whole.lap(), 1)}};
  answer.body["peakKiB"] = peakKiB();
  return answer;
}

Answer examineFace(decode::Bytes bytes, bool describe, faces::Engine& engine) {
  CPUTime whole, clock;
  const auto picture = decode::decode(bytes);
  const double decodeMilliseconds = clock.lap();
  const auto faces = engine.find(picture.rgb);
  const double findMilliseconds = clock.lap();

  Answer answer;
  answer.body = {{"ok", true}, {"image", describePicture(picture)}, {"faces", json::array()}};
  for (const auto& face : faces) answer.body["faces"].push_back(toJSON(face));
  if (describe && !faces.empty())
    answer.body["descriptor"] = toJSON(engine.describe(picture.rgb, faces.front().landmarks));
  const double describeMilliseconds = clock.lap();
  const double scale = toFit(std::max(picture.rgb.cols, picture.rgb.rows), frameSide);
  answer.attach("frame", decode::encodeJPEG(shrunk(picture.rgb, scale)));
  if (!faces.empty()) answer.attach("face", decode::encodeJPEG(faceSquare(picture.rgb, faces.front().box)));
  answer.body["milliseconds"] = {{"decode", rounded(decodeMilliseconds, 1)},
                                 {"faces", rounded(findMilliseconds, 1)},
                                 {"descriptor", rounded(describeMilliseconds, 1)},
                                 {"total", rounded(whole.lap(), 1)}};
  answer.body["peakKiB"] = peakKiB();
  return answer;
}

}  // namespace countersign::protocol
