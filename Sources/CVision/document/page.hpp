#pragma once
// From a photograph to an upright page. The machine readable zone is the anchor: its lines have a standard length, so
// it tells direction and scale even where no edge of the document can be seen.

#include <opencv2/core.hpp>

#include "../mrz/mrz.hpp"

namespace countersign::document {

struct Page {
  cv::Mat rgb;              ///< upright, cut to the document with a margin
  cv::Matx23d fromPicture;  ///< maps pixels of the decoded picture to pixels of `rgb`
  double scale = 1;         ///< pixels of `rgb` for one pixel of the picture, at most 1
};

/// The page around a zone, or the whole picture turned by its angle where the zone leaves no sensible page.
Page pageAround(const mrz::Reading& zone, const cv::Mat& rgb);

/// The whole picture, turned clockwise by a number of quarters.
Page wholePicture(const cv::Mat& rgb, int quarters);

/// Where the zone lies on its page.
cv::Rect zoneOnPage(const mrz::Reading& zone, const Page& page);

}  // namespace countersign::document
