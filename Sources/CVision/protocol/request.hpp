#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace countersign::protocol {

constexpr std::size_t largestHeader = 64 * 1024;
constexpr std::size_t largestRequest = 16'000'000;  // header and blobs together

enum class Operation { hello, document, face };

struct Request {
  Operation operation = Operation::hello;
  bool descriptor = false;         ///< for `face`: describe the largest face, too
  std::vector<std::size_t> blobs;  ///< their lengths
};

/// Reads the header of a request. Nothing when it is not JSON, or its blob lengths cannot be told, so that what
/// follows on the stream could be anything.
struct ParsedHeader {
  std::vector<std::size_t> blobs;
  std::optional<Request> request;  ///< absent for an operation that does not exist or has the wrong blobs
};
std::optional<ParsedHeader> parseHeader(std::string_view json);

}  // namespace countersign::protocol
