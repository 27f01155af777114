#pragma once
// One process per slot that has everything loaded and touches no picture: for each request it forks a child, which
// decodes in a jail, answers and dies. Nothing of one person's picture is there when the next one's arrives.

#include <nlohmann/json.hpp>

#include "../protocol/request.hpp"
#include "jail.hpp"
#include "models.hpp"
#include "stream.hpp"

namespace countersign::worker {

class Zygote {
 public:
  Zygote(LoadedModels models, const Limits& limits, int requests, int answers);

  /// Serves until the stream of requests ends (true) or can no longer be understood (false).
  bool serve();

 private:
  bool serveNext(std::size_t headerSize);
  bool answerWith(const nlohmann::json& body) const;
  bool delegate(const protocol::Request& request);
  [[noreturn]] void runChild(const protocol::Request& request, decode::Bytes picture, int pipe);
  nlohmann::json greeting() const;

  LoadedModels models;
  Limits limits;
  int requests, answers;
  pid_t self;
  Jail jail;
  bool networkIsolated;
};

}  // namespace countersign::worker
