// vision-worker --models DIR: examines pictures for the server, one jailed process each.

#include <cvision.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>

namespace {

struct Options {
  std::string models;
  countersign_vision_limits limits = countersign_vision_default_limits();
};

constexpr auto usage =
    "usage: vision-worker --models DIR [--wall-seconds N] [--cpu-seconds N] [--memory-mib N]\n"
    "Reads requests from standard input and answers on standard output until the input ends.\n";

bool parseNumber(const char* text, uint32_t& number) {
  char* end = nullptr;
  const auto value = std::strtoul(text, &end, 10);
  if (end == text || *end != '\0' || value == 0 || value > 1'000'000) return false;
  number = static_cast<uint32_t>(value);
  return true;
}

std::optional<Options> parse(int count, char** arguments) {
  Options options;
  for (int i = 1; i < count; i += 2) {
    if (i + 1 == count) return std::nullopt;
    const std::string name = arguments[i];
    const char* value = arguments[i + 1];
    if (name == "--models")
      options.models = value;
    else if (name == "--wall-seconds" && parseNumber(value, options.limits.wall_seconds))
      continue;
    else if (name == "--cpu-seconds" && parseNumber(value, options.limits.cpu_seconds))
      continue;
    else if (name == "--memory-mib" && parseNumber(value, options.limits.memory_mebibytes))
      continue;
    else
      return std::nullopt;
  }
  return options.models.empty() ? std::nullopt : std::optional(options);
}

// OpenBLAS reads this when it is loaded, which is before main: the only way to be in time is to start over.
void ensureSingleThreadedBLAS(char** arguments) {
  constexpr auto name = "OPENBLAS_NUM_THREADS";
  const char* value = std::getenv(name);
  if (value != nullptr && std::strcmp(value, "1") == 0) return;
  setenv(name, "1", 1);
  execv("/proc/self/exe", arguments);
  std::perror("vision-worker: cannot restart with one BLAS thread");
  std::exit(1);
}

}  // namespace

int main(int count, char** arguments) {
  const auto options = parse(count, arguments);
  if (!options) {
    std::fputs(usage, stderr);
    return 64;  // EX_USAGE
  }
  ensureSingleThreadedBLAS(arguments);
  return countersign_vision_serve(options->models.c_str(), STDIN_FILENO, STDOUT_FILENO, options->limits);
}
