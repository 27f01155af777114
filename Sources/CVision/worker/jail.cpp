#include "jail.hpp"

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <system_error>

namespace countersign::worker {
namespace {

// No open, no socket, no fork, not even read: the picture is in memory before the door closes. Everything else kills.
constexpr int allowedCalls[] = {
    SCMP_SYS(write),        SCMP_SYS(munmap),       SCMP_SYS(brk),
    SCMP_SYS(mremap),       SCMP_SYS(madvise),      SCMP_SYS(exit),
    SCMP_SYS(exit_group),   SCMP_SYS(futex),        SCMP_SYS(clock_gettime),
    SCMP_SYS(getrandom),    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(sched_yield),  SCMP_SYS(restart_syscall),
    SCMP_SYS(getrusage),
};

// Memory may never become executable: code cannot be brought along in a picture.
constexpr int mappingCalls[] = {SCMP_SYS(mmap), SCMP_SYS(mprotect)};

void require(int status, const char* what) {
  if (status < 0) throw std::system_error(-status, std::generic_category(), what);
}

rlim_t addressSpaceInUse() {
  unsigned long pages = 0;
  if (auto* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%lu", &pages) != 1) pages = 0;
    std::fclose(file);
  }
  return static_cast<rlim_t>(pages) * static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
}

bool limit(__rlimit_resource resource, rlim_t value) {
  const rlimit both{value, value};
  return setrlimit(resource, &both) == 0;
}

bool limitResources(const Limits& limits) {
  const auto inUse = addressSpaceInUse();
  return inUse > 0 && limit(RLIMIT_AS, inUse + (rlim_t{limits.memoryMebibytes} << 20)) &&
         limit(RLIMIT_CPU, limits.cpuSeconds) && limit(RLIMIT_NOFILE, 16) && limit(RLIMIT_NPROC, 0) &&
         limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0);
}

// Libraries may still write a complaint to standard error; it goes nowhere, as it could quote the picture.
bool keepOnly(int answers) {
  const int nowhere = open("/dev/null", O_RDWR);
  if (nowhere < 0) return false;
  for (int standard = 0; standard <= 2; ++standard)
    if (dup2(nowhere, standard) < 0) return false;
  return dup2(answers, Jail::answerDescriptor) >= 0 && close_range(Jail::answerDescriptor + 1, ~0U, 0) == 0;
}

}  // namespace

Jail::Jail() : filter(seccomp_init(SCMP_ACT_KILL_PROCESS)) {
  if (filter == nullptr) throw std::system_error(ENOMEM, std::generic_category(), "seccomp_init");
  for (const int call : allowedCalls) require(seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0), "seccomp_rule_add");
  for (const int call : mappingCalls)
    require(seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)),
            "seccomp_rule_add");
}

Jail::~Jail() { seccomp_release(filter); }

bool Jail::enter(const Limits& limits, pid_t zygote, int answers) const {
  std::signal(SIGTERM, SIG_DFL);
  // Whoever stops the zygote stops us; if it died before the request to be told, nobody will wait for an answer.
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != zygote) return false;
  return limitResources(limits) && keepOnly(answers) && prctl(PR_SET_DUMPABLE, 0) == 0 &&
         prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && seccomp_load(filter) == 0;
}

bool confineZygote() {
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_DUMPABLE, 0);
  // A user namespace lets an ordinary account do it, where the distribution allows that.
  return unshare(CLONE_NEWNET) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0;
}

}  // namespace countersign::worker
