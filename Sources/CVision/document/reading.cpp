#include "reading.hpp"

#include <opencv2/imgproc.hpp>

#include "../protocol/cpu_time.hpp"
#include "quality.hpp"

namespace countersign::document {
namespace {

std::optional<mrz::Reading> readZone(const cv::Mat& rgb) {
  cv::Mat grey;
  cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
  return mrz::read(grey, {});
}

void findPortraitOnPage(Finding& finding, faces::Engine& engine) {
  const auto& page = finding.page.rgb;
  if (const auto face = faces::findPrintedFace(engine, page))
    finding.portrait = faces::describePortrait(engine, page, *face);
}

// Without a zone the surest face tells which way is up. Sideways and upside down are only looked at while the face, if
// any, could as well be a pattern in the print.
void findPortraitEveryWayUp(Finding& finding, const cv::Mat& rgb, faces::Engine& engine) {
  constexpr double sure = 0.5;  // of the detector's score, whose own threshold is 0
  std::optional<faces::Face> best;
  for (const int quarters : {0, 1, 3, 2}) {
    auto page = wholePicture(rgb, quarters);
    const auto faces = engine.find(page.rgb, {1000, 0});
    if (faces.empty() || (best && best->score >= faces.front().score)) continue;
    best = faces.front();
    finding.page = std::move(page);
    if (best->score >= sure) break;
  }
  if (best) {
    finding.portrait = faces::describePortrait(engine, finding.page.rgb, *best);
    return;
  }
  findPortraitOnPage(finding, engine);
}

Quality measure(const Finding& finding) {
  const auto& page = finding.page;
  Quality quality;
  quality.sharpness = sharpness(page.rgb);
  quality.luminance = luminance(page.rgb);
  if (finding.zone) quality.zoneGlare = glare(page.rgb, zoneOnPage(*finding.zone, page));
  if (finding.portrait) quality.portraitGlare = glare(page.rgb, finding.portrait->frame);
  return quality;
}

}  // namespace

Finding examine(const cv::Mat& rgb, faces::Engine& engine) {
  Finding finding;
  CPUTime clock;
  finding.zone = readZone(rgb);
  finding.zoneMilliseconds = clock.lap();

  finding.page = finding.zone ? pageAround(*finding.zone, rgb) : wholePicture(rgb, 0);
  if (finding.zone) findPortraitOnPage(finding, engine);
  // The back of a card has a zone and no portrait; only a zone that was not accepted may have misled us.
  if (!finding.portrait && !(finding.zone && finding.zone->accepted)) findPortraitEveryWayUp(finding, rgb, engine);
  finding.portraitMilliseconds = clock.lap();
  finding.quality = measure(finding);
  return finding;
}

}  // namespace countersign::document
