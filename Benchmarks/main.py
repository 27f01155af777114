"""Entry of script/bench: what to time."""
import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Tests" / "BrowserTests"))

import decision  # noqa: E402
import openid  # noqa: E402
import sync  # noqa: E402


def main():
    parser = argparse.ArgumentParser(prog="script/bench", description="Time what people wait for.")
    what = parser.add_subparsers(dest="what", required=True)
    command = what.add_parser("decision", help="last frame to decision, and start to ready")
    command.add_argument("--runs", type=int, default=20, choices=range(1, 29), metavar="1..28")
    command = what.add_parser("sync", help="directory sync out of the simulated Entra")
    command.add_argument("--people", type=int, default=10_000)
    command = what.add_parser("openid", help="Entra's hints judged and answered over HTTP")
    command.add_argument("--rounds", type=int, default=3)
    command.add_argument("--seconds", type=int, default=5, help="of each measurement")
    arguments = parser.parse_args()
    {"decision": decision.measure, "openid": openid.measure, "sync": sync.measure}[arguments.what](arguments)


if __name__ == "__main__":
    main()
