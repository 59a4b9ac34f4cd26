"""Makes the Python stubs from the proto files of the project, into a folder of the caller's choice."""

import importlib.resources
import pathlib
import sys

from grpc_tools import protoc

PROJECT = pathlib.Path(__file__).resolve().parents[3]


def generate(folder):
    """Writes `depositary/v1/*_pb2.py` and `*_pb2_grpc.py` into `folder`.

    `google/type/date.proto` is only read: its stub comes with googleapis-common-protos, and a second one would
    register the same message twice.
    """
    proto = PROJECT / "proto"
    well_known = importlib.resources.files("grpc_tools") / "_proto"
    sources = sorted(str(path) for path in proto.glob("depositary/v1/*.proto"))
    if not sources:
        raise SystemExit(f"no proto files in {proto}")
    status = protoc.main(
        [
            "protoc",
            f"-I{proto}",
            f"-I{PROJECT / 'third_party'}",
            f"-I{well_known}",
            f"--python_out={folder}",
            f"--grpc_python_out={folder}",
            *sources,
        ]
    )
    if status != 0:
        raise SystemExit(f"protoc failed with status {status}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python stubs.py FOLDER")
    generate(sys.argv[1])
