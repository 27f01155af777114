#pragma once
// The two sides of one examination: what the child does, and how the zygote waits for it.

#include <sys/types.h>

#include "../protocol/answer.hpp"
#include "../protocol/request.hpp"
#include "stream.hpp"

namespace countersign::worker {

/// Runs in the jail. Every failure becomes an answer; none leaves as an exception.
protocol::Answer examine(const protocol::Request& request, decode::Bytes picture, faces::Engine& engine) noexcept;

/// Examines a picture of our own, so that libraries initialise what they need before the first jail: once inside, they
/// could neither ask for the number of processors nor share the memory with later children.
void warmUp(faces::Engine& engine);

/// Collects what the child writes until it is done, and reaps it. Returns the number of bytes, or 0 when the child
/// failed, was killed, wrote more than `result` holds, or needed more than `wallSeconds` and was stopped.
std::size_t await(pid_t child, int pipe, Pages& result, unsigned wallSeconds);

}  // namespace countersign::worker
