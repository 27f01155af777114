#include <cvision.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <opencv2/core/utility.hpp>

#include "zygote.hpp"

namespace {

using namespace countersign;

// A language runtime that is linked in may have installed handlers that print a crashed process's memory and start a
// debugger on it, or let it carry on. A process that holds somebody's face just ends.
void removeCrashHandlers() {
  for (const int fatal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGQUIT, SIGSYS})
    std::signal(fatal, SIG_DFL);
}

// The child, if any, dies with us (PR_SET_PDEATHSIG); there is nothing to flush.
void stop(int) { _exit(0); }

}  // namespace

countersign_vision_limits countersign_vision_default_limits(void) {
  return {/*wall_seconds=*/15, /*cpu_seconds=*/10, /*memory_mebibytes=*/1024};
}

int countersign_vision_serve(const char* models_directory, int requests, int answers,
                             countersign_vision_limits limits) {
  try {
    // Threads do not survive a fork, and may not be made in the jail.
    cv::setNumThreads(1);
    removeCrashHandlers();
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGTERM, stop);
    const worker::Limits own{limits.wall_seconds, limits.cpu_seconds, limits.memory_mebibytes};
    worker::Zygote zygote(worker::loadModels(models_directory), own, requests, answers);
    return zygote.serve() ? 0 : 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "vision-worker: %s\n", error.what());
    return 1;
  }
}
