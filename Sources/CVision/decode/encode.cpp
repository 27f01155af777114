#include "encode.hpp"

#include <cstdlib>
#include <stdexcept>

#include "jpeg_errors.hpp"

namespace countersign::decode {
namespace {

/// Owns libjpeg's state and its output buffer.
struct JPEGWriter {
  JPEGErrors errors;
  jpeg_compress_struct state{};
  unsigned char* buffer = nullptr;
  unsigned long size = 0;

  ~JPEGWriter() {
    jpeg_destroy_compress(&state);
    std::free(buffer);  // jpeg_mem_dest allocates with malloc
  }
};

}  // namespace

std::vector<std::uint8_t> encodeJPEG(const cv::Mat& rgb, int quality) {
  CV_Assert(rgb.type() == CV_8UC3 && !rgb.empty());
  JPEGWriter writer;
  auto& state = writer.state;
  state.err = &writer.errors.base;
  const bool written = guarded(writer.errors, [&] {
    jpeg_create_compress(&state);
    jpeg_mem_dest(&state, &writer.buffer, &writer.size);
    state.image_width = static_cast<JDIMENSION>(rgb.cols);
    state.image_height = static_cast<JDIMENSION>(rgb.rows);
    state.input_components = 3;
    state.in_color_space = JCS_RGB;
    jpeg_set_defaults(&state);
    jpeg_set_quality(&state, quality, TRUE);
    jpeg_start_compress(&state, TRUE);
    while (state.next_scanline < state.image_height) {
      JSAMPROW row = rgb.data + rgb.step * state.next_scanline;
      jpeg_write_scanlines(&state, &row, 1);
    }
    jpeg_finish_compress(&state);
  });
  if (!written) throw std::runtime_error(writer.errors.message);
  return {writer.buffer, writer.buffer + writer.size};
}

}  // namespace countersign::decode
