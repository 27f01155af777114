#include "reading.hpp"

#include <opencv2/imgproc.hpp>

#include "../protocol/cpu_time.hpp"
#include "quality.hpp"

namespace countersign::document {
namespace {

std::optional<mrz::Reading> readZone(const cv::Mat &rgb) {
    cv::Mat grey;
    cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
    return mrz::read(grey, {});
}

// Upright first, then lying on either side, then upside down: cards are photographed in that order of likelihood.
void searchEveryWayUp(Finding &finding, const cv::Mat &rgb, faces::Engine &engine) {
    for (const int quarters : {0, 1, 3, 2}) {
        auto page = wholePicture(rgb, quarters);
        finding.portrait = faces::findPortrait(engine, page.rgb);
        if (!finding.portrait) continue;
        finding.page = std::move(page);
        return;
    }
}

Quality measure(const Finding &finding) {
    const auto &page = finding.page;
    Quality quality;
    quality.sharpness = sharpness(page.rgb);
    quality.luminance = luminance(page.rgb);
    if (finding.zone) quality.zoneGlare = glare(page.rgb, zoneOnPage(*finding.zone, page));
    if (finding.portrait) quality.portraitGlare = glare(page.rgb, finding.portrait->frame);
    return quality;
}

}  // namespace

Finding examine(const cv::Mat &rgb, faces::Engine &engine) {
    Finding finding;
    CPUTime clock;
    finding.zone = readZone(rgb);
    finding.zoneMilliseconds = clock.lap();

    finding.page = finding.zone ? pageAround(*finding.zone, rgb) : wholePicture(rgb, 0);
    if (finding.zone) finding.portrait = faces::findPortrait(engine, finding.page.rgb);
    // The back of a card has a zone and no portrait; only a zone that was not accepted may have misled us.
    if (!finding.portrait && !(finding.zone && finding.zone->accepted)) searchEveryWayUp(finding, rgb, engine);
    finding.portraitMilliseconds = clock.lap();
    finding.quality = measure(finding);
    return finding;
}

}  // namespace countersign::document
