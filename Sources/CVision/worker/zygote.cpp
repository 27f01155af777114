#include "zygote.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <numeric>

#include "../protocol/big_endian.hpp"
#include "../protocol/envelope.hpp"
#include "child.hpp"

namespace countersign::worker {
namespace {

using nlohmann::json;
constexpr int protocolVersion = 1;

json problem(const char* code, const char* message) { return protocol::refusal(code, message).body; }

}  // namespace

Zygote::Zygote(LoadedModels loaded, const Limits& limits, int requests, int answers)
    : models(std::move(loaded)),
      limits(limits),
      requests(requests),
      answers(answers),
      self(getpid()),
      networkIsolated(confineZygote()) {
  warmUp(*models.engine);
}

bool Zygote::serve() {
  // Sixteen times fewer turns of the scheduler for a large picture. Only a wish: a file or socket has no such size.
  fcntl(requests, F_SETPIPE_SZ, 1 << 20);
  std::uint8_t size[4];
  while (readWhole(requests, size, sizeof size))
    if (!serveNext(protocol::readLong(size))) return false;
  return true;
}

bool Zygote::serveNext(std::size_t headerSize) {
  if (headerSize > protocol::largestHeader) {
    answerWith(problem("badRequest", "the header is too long"));
    return false;  // where the next request begins cannot be known
  }
  std::string text(headerSize, '\0');
  if (!readWhole(requests, text.data(), text.size())) return false;
  const auto header = protocol::parseHeader(text);
  if (!header) {
    answerWith(problem("badRequest", "the header is not understood"));
    return false;
  }

  const auto blobBytes = std::accumulate(header->blobs.begin(), header->blobs.end(), std::uint64_t{0});
  if (headerSize + blobBytes > protocol::largestRequest)
    return discard(requests, blobBytes) && answerWith(problem("tooLarge", "the request is larger than 16 MB"));
  if (!header->request)
    return discard(requests, blobBytes) && answerWith(problem("badRequest", "there is no such request"));
  if (header->request->operation == protocol::Operation::hello) return answerWith(greeting());
  return delegate(*header->request);
}

json Zygote::greeting() const {
  return {{"ok", true},
          {"version", protocolVersion},
          {"models", {{"descriptor", models.descriptorDigest}, {"landmarks", models.landmarksDigest}}},
          {"networkIsolated", networkIsolated}};
}

bool Zygote::answerWith(const json& body) const {
  const auto header = protocol::header(body);
  std::vector<std::uint8_t> size;
  protocol::appendLong(size, header.size());
  return writeWhole(answers, size.data(), size.size()) && writeWhole(answers, header.data(), header.size());
}

bool Zygote::delegate(const protocol::Request& request) {
  Pages result(protocol::largestAnswer);
  std::size_t resultSize = 0;
  {
    // The picture lives in pages that are gone before the next fork.
    Pages picture(request.blobs.front());
    if (!readWhole(requests, picture.data(), request.blobs.front())) return false;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return answerWith(problem("unreadable", "the worker has no pipe"));
    const auto child = fork();
    if (child == 0) runChild(request, {picture.data(), request.blobs.front()}, ends[1]);
    close(ends[1]);
    resultSize = child < 0 ? 0 : await(child, ends[0], result, limits.wallSeconds);
    close(ends[0]);
  }
  const auto opened = protocol::open({result.data(), resultSize});
  if (!opened) return answerWith(problem("unreadable", "the picture could not be examined within its limits"));
  std::vector<std::uint8_t> size;
  protocol::appendLong(size, opened->headerSize);
  return writeWhole(answers, size.data(), size.size()) &&
         writeWhole(answers, opened->start.data(), opened->start.size()) &&
         writeWhole(answers, opened->rest.data, opened->rest.size);
}

void Zygote::runChild(const protocol::Request& request, decode::Bytes picture, int pipe) {
  // _exit: the destructors and buffers of the zygote are not this process's to run.
  if (!jail.enter(limits, self, pipe)) _exit(70);
  const auto envelope = protocol::seal(examine(request, picture, *models.engine));
  _exit(writeWhole(Jail::answerDescriptor, envelope.data(), envelope.size()) ? 0 : 71);
}

}  // namespace countersign::worker
