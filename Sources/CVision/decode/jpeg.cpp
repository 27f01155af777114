#include <jerror.h>

#include "codecs.hpp"
#include "exif.hpp"
#include "jpeg_errors.hpp"

namespace countersign::decode {
namespace {

void limitScans(j_common_ptr common) {
  if (reinterpret_cast<j_decompress_ptr>(common)->input_scan_number > limits::scans)
    ERREXIT(common, JERR_BAD_PROGRESSION);
}

/// Owns libjpeg's state for one picture.
class JPEGReader {
 public:
  explicit JPEGReader(Bytes bytes) {
    state.err = &errors.base;
    const bool understood = guarded(errors, [&] {
      jpeg_create_decompress(&state);
      jpeg_mem_src(&state, bytes.data, bytes.size);
      jpeg_save_markers(&state, JPEG_APP0 + 1, 0xFFFF);
      jpeg_read_header(&state, TRUE);
    });
    if (!understood) {
      jpeg_destroy_decompress(&state);
      throw DecodeError(Refusal::damaged, errors.message);
    }
    progress.progress_monitor = limitScans;
    state.progress = &progress;
  }

  ~JPEGReader() { jpeg_destroy_decompress(&state); }
  JPEGReader(const JPEGReader&) = delete;
  JPEGReader& operator=(const JPEGReader&) = delete;

  int orientation() const {
    for (auto marker = state.marker_list; marker != nullptr; marker = marker->next) {
      const auto told = exifOrientation({marker->data, marker->data_length});
      if (told != 1) return told;
    }
    return 1;
  }

  cv::Mat read() {
    requireAllowedSize(state.image_width, state.image_height);
    const bool inks = state.num_components == 4;
    state.out_color_space = inks ? JCS_CMYK : JCS_RGB;
    cv::Mat pixels(static_cast<int>(state.image_height), static_cast<int>(state.image_width), inks ? CV_8UC4 : CV_8UC3);
    const bool complete = guarded(errors, [&] {
      jpeg_start_decompress(&state);
      while (state.output_scanline < state.output_height) {
        JSAMPROW row = pixels.data + pixels.step * state.output_scanline;
        jpeg_read_scanlines(&state, &row, 1);
      }
      jpeg_finish_decompress(&state);
    });
    if (!complete) throw DecodeError(Refusal::damaged, errors.message);
    if (errors.incomplete) throw DecodeError(Refusal::damaged, "the picture ends too early");
    return inks ? fromInks(pixels) : pixels;
  }

 private:
  // Adobe writes CMYK inverted and says so with its marker. Without a colour profile this is close enough for a face.
  cv::Mat fromInks(const cv::Mat& inks) const {
    cv::Mat rgb(inks.size(), CV_8UC3);
    const int flip = state.saw_Adobe_marker ? 0 : 255;
    for (int y = 0; y < inks.rows; ++y) {
      const auto* from = inks.ptr<cv::Vec4b>(y);
      auto* to = rgb.ptr<cv::Vec3b>(y);
      for (int x = 0; x < inks.cols; ++x)
        for (int channel = 0; channel < 3; ++channel)
          to[x][channel] = static_cast<std::uint8_t>((from[x][channel] ^ flip) * (from[x][3] ^ flip) / 255);
    }
    return rgb;
  }

  JPEGErrors errors;
  jpeg_decompress_struct state{};
  jpeg_progress_mgr progress{};
};

}  // namespace

cv::Mat decodeJPEG(Bytes bytes) {
  JPEGReader reader(bytes);
  const int orientation = reader.orientation();  // before the pixels: libjpeg forgets its markers at their end
  return upright(reader.read(), orientation);
}

}  // namespace countersign::decode
