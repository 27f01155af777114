#include "child.hpp"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgproc.hpp>

#include "../decode/encode.hpp"

namespace countersign::worker {
namespace {

using Clock = std::chrono::steady_clock;

const char* code(decode::Refusal refusal) {
  switch (refusal) {
    case decode::Refusal::unsupportedFormat:
      return "unsupportedFormat";
    case decode::Refusal::tooLarge:
      return "tooLarge";
    case decode::Refusal::damaged:
      return "damaged";
  }
  return "unreadable";
}

int millisecondsUntil(Clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return left > 0 ? static_cast<int>(left) : 0;
}

/// Reads until the end of the stream. False at the deadline, on an error, or when there is more than fits.
bool collect(int pipe, Pages& result, std::size_t& filled, Clock::time_point deadline) {
  for (;;) {
    pollfd ready{pipe, POLLIN, 0};
    const int changed = poll(&ready, 1, millisecondsUntil(deadline));
    if (changed < 0 && errno == EINTR) continue;
    if (changed <= 0) return false;
    if (filled == result.size()) return false;
    const auto got = read(pipe, result.data() + filled, result.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) return true;
    filled += static_cast<std::size_t>(got);
  }
}

}  // namespace

protocol::Answer examine(const protocol::Request& request, decode::Bytes picture, faces::Engine& engine) noexcept {
  try {
    return request.operation == protocol::Operation::document
               ? protocol::examineDocument(picture, engine)
               : protocol::examineFace(picture, request.descriptor, engine);
  } catch (const decode::DecodeError& error) {
    return protocol::refusal(code(error.refusal), error.what());
  } catch (const std::exception& error) {
    return protocol::refusal("unreadable", error.what());
  }
}

void warmUp(faces::Engine& engine) {
  // Small on purpose: the detector enlarges at most three times, and a search that finds no face costs the most.
  cv::Mat page(100, 140, CV_8UC3, cv::Scalar(224, 230, 236));
  for (const int line : {82, 92})
    cv::putText(page, "L898902C36UTO74081", {8, line}, cv::FONT_HERSHEY_PLAIN, 0.7, {20, 20, 20});
  const auto jpeg = decode::encodeJPEG(page);
  protocol::examineDocument({jpeg.data(), jpeg.size()}, engine);
  protocol::examineFace({jpeg.data(), jpeg.size()}, true, engine);
  engine.warmUp();
  cv::getNumberOfCPUs();
}

std::size_t await(pid_t child, int pipe, Pages& result, unsigned wallSeconds) {
  std::size_t filled = 0;
  const bool finished = collect(pipe, result, filled, Clock::now() + std::chrono::seconds(wallSeconds));
  // In its jail a child can close its pipe only by exiting; should it ever linger, there is nothing left for it to do.
  kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return finished && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? filled : 0;
}

}  // namespace countersign::worker
