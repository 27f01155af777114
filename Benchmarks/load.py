"""HTTP load from one thread: as fast as it goes, or at a rate that does not wait for answers (open loop)."""
import asyncio
import time


class Answers:
    def __init__(self):
        self.good, self.bad, self.seconds = 0, 0, []
        self.elapsed = 0.0

    @property
    def rate(self):
        return self.good / self.elapsed

    def percentile(self, share):
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(len(self.seconds) * share))]


class Connection(asyncio.Protocol):
    """One request at a time, on a connection that stays open."""

    def connection_made(self, transport):
        self.transport, self.buffer, self.waiting = transport, b"", None

    def data_received(self, data):
        self.buffer += data
        head, found, rest = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return
        length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
        if len(rest) < length:
            return
        answer, self.buffer = head + b"\r\n\r\n" + rest[:length], rest[length:]
        waiting, self.waiting = self.waiting, None
        waiting.set_result(answer)

    def connection_lost(self, _):
        if self.waiting:
            self.waiting.set_exception(ConnectionError("closed without an answer"))

    def ask(self, request):
        self.waiting = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self.waiting


async def connect(port, count):
    loop = asyncio.get_running_loop()
    return [(await loop.create_connection(Connection, "127.0.0.1", port))[1] for _ in range(count)]


async def ask(connection, request, is_good, answers, since):
    answer = await connection.ask(request)
    answers.seconds.append(time.perf_counter() - since)
    if is_good(answer):
        answers.good += 1
    else:
        answers.bad += 1


def flat_out(port, requests, is_good, connections, seconds):
    async def run():
        answers, began = Answers(), time.perf_counter()

        async def one(connection):
            while time.perf_counter() - began < seconds:
                await ask(connection, next(requests), is_good, answers, time.perf_counter())

        opened = await connect(port, connections)
        began = time.perf_counter()
        await asyncio.gather(*(one(each) for each in opened))
        answers.elapsed = time.perf_counter() - began
        for each in opened:
            each.transport.close()
        return answers

    return asyncio.run(run())


def at_rate(port, requests, is_good, rate, seconds, connections=64):
    """A request's time counts from when it was due, so that waiting for a free connection counts too."""

    async def run():
        answers, tasks = Answers(), []
        free = asyncio.Queue()
        for each in await connect(port, connections):
            free.put_nowait(each)

        async def one(due):
            connection = await free.get()
            await ask(connection, next(requests), is_good, answers, due)
            free.put_nowait(connection)

        began = time.perf_counter()
        for number in range(int(rate * seconds)):
            due = began + number / rate
            await asyncio.sleep(max(0, due - time.perf_counter()))
            tasks.append(asyncio.create_task(one(due)))
        await asyncio.gather(*tasks)
        answers.elapsed = time.perf_counter() - began
        return answers

    return asyncio.run(run())
