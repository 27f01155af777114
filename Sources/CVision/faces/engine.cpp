#include "engine.hpp"

#include <dlib/image_processing.h>
#include <dlib/image_processing/frontal_face_detector.h>
#include <dlib/image_transforms.h>
#include <dlib/opencv/cv_image.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace countersign::faces {
namespace {

using View = dlib::cv_image<dlib::rgb_pixel>;  // borrows the pixels of a cv::Mat

constexpr int searchSides[] = {640, 1000, 1600};
constexpr double largestMagnification = 3.0;  // beyond it the detector only meets interpolated pixels

struct Detection {
  cv::Rect box;
  double score;
};

cv::Rect toRect(const dlib::rectangle& box, double scale) {
  const auto back = [scale](double value) { return static_cast<int>(std::lround(value / scale)); };
  return {back(box.left()), back(box.top()), back(box.width()), back(box.height())};
}

std::vector<Detection> detectAt(dlib::frontal_face_detector& detector, const cv::Mat& rgb, double scale,
                                double threshold) {
  cv::Mat scaled;
  cv::resize(rgb, scaled, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  std::vector<std::pair<double, dlib::rectangle>> found;
  detector(View(scaled), found, threshold);
  std::vector<Detection> detections;
  for (const auto& [score, box] : found) detections.push_back({toRect(box, scale), score});
  return detections;
}

}  // namespace

struct Engine::Models {
  explicit Models(std::istream& descriptorModel) : network(descriptorModel) {}

  dlib::frontal_face_detector detector = dlib::get_frontal_face_detector();
  dlib::shape_predictor landmarks;
  DescriptorNetwork network;
};

Engine::Engine(std::istream& descriptorModel, std::istream& landmarkModel)
    : models(std::make_unique<Models>(descriptorModel)) {
  dlib::deserialize(models->landmarks, landmarkModel);
  if (models->landmarks.num_parts() != Landmarks{}.size())
    throw dlib::serialization_error("the landmark model does not place five points");
}

Engine::~Engine() = default;

std::vector<Face> Engine::find(const cv::Mat& rgb, const Search& search) {
  const int longest = std::max(rgb.cols, rgb.rows);
  // A strip a few pixels thin would vanish when scaled, and holds no face.
  if (std::min(rgb.cols, rgb.rows) * 1600.0 / longest < 40) return {};

  std::vector<Detection> detections;
  for (const int side : searchSides) {
    if (side > search.largestSide) break;
    const double scale = std::min(static_cast<double>(side) / longest, largestMagnification);
    detections = detectAt(models->detector, rgb, scale, search.threshold);
    if (!detections.empty() || scale == largestMagnification) break;
  }

  std::vector<Face> faces;
  for (const auto& detection : detections) {
    Face face;
    face.box = detection.box;
    face.score = detection.score;
    face.landmarks = locate(rgb, face.box);
    face.pose = measurePose(face.landmarks);
    face.insideFrame = isInside(face, rgb.size());
    face.quality = measureQuality(rgb, face.box);
    faces.push_back(face);
  }
  std::sort(faces.begin(), faces.end(), [](const Face& a, const Face& b) { return a.box.area() > b.box.area(); });
  return faces;
}

Landmarks Engine::locate(const cv::Mat& rgb, const cv::Rect& box) const {
  const dlib::rectangle area(box.x, box.y, box.x + box.width - 1, box.y + box.height - 1);
  const auto shape = models->landmarks(View(rgb), area);
  Landmarks points;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& part = shape.part(i);
    points[i] = {static_cast<double>(part.x()), static_cast<double>(part.y())};
  }
  return points;
}

Descriptor Engine::describe(const cv::Mat& rgb, const Landmarks& landmarks) {
  std::vector<dlib::point> parts;
  for (const auto& point : landmarks) parts.emplace_back(std::lround(point.x), std::lround(point.y));
  const dlib::full_object_detection shape({}, parts);
  dlib::array2d<dlib::rgb_pixel> chip;
  // A padding of 0.25 is what the network was trained with.
  const auto details = dlib::get_face_chip_details(shape, DescriptorNetwork::chipSide, 0.25);
  dlib::extract_image_chip(View(rgb), details, chip);

  cv::Mat pixels(DescriptorNetwork::chipSide, DescriptorNetwork::chipSide, CV_8UC3);
  for (int y = 0; y < pixels.rows; ++y) {
    auto* row = pixels.ptr<cv::Vec3b>(y);
    for (int x = 0; x < pixels.cols; ++x) row[x] = {chip[y][x].red, chip[y][x].green, chip[y][x].blue};
  }
  return models->network.describe(pixels);
}

void Engine::warmUp() {
  const cv::Mat grey(200, 200, CV_8UC3, cv::Scalar::all(128));
  describe(grey, locate(grey, {50, 50, 100, 100}));
}

}  // namespace countersign::faces
