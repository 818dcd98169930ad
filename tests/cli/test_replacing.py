"""A file stands under its name when it is whole, and not before."""

import os
import signal
from threading import Thread

import pytest

from supervise.cli.replacing import replacing
from supervise.errors import UnreadableFile


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_nothing_stands_under_the_name_until_all_is_written(tmp_path):
    with replacing(tmp_path / "out.csv") as raw:
        raw.write(b"half")
        raw.flush()
        assert "out.csv" not in names(tmp_path)

    assert ["out.csv"] == names(tmp_path)


@pytest.mark.parametrize("trouble", (ValueError, KeyboardInterrupt, SystemExit))
def test_whatever_goes_wrong_leaves_what_stood_there(tmp_path, trouble):
    (tmp_path / "out.csv").write_bytes(b"before")

    def break_off():
        with replacing(tmp_path / "out.csv") as raw:
            raw.write(b"half")
            raise trouble

    with pytest.raises(trouble):
        break_off()

    assert (["out.csv"], b"before") == (
        names(tmp_path),
        (tmp_path / "out.csv").read_bytes(),
    )


@pytest.mark.parametrize("request_to_stop", (signal.SIGTERM, signal.SIGHUP))
def test_a_request_to_stop_leaves_nothing_behind(tmp_path, request_to_stop):
    before = signal.getsignal(request_to_stop)

    def be_stopped():
        with replacing(tmp_path / "out.csv") as raw:
            raw.write(b"half")
            os.kill(os.getpid(), request_to_stop)

    with pytest.raises(SystemExit) as stopped:
        be_stopped()

    assert 128 + request_to_stop == stopped.value.code
    assert [] == names(tmp_path)
    assert before == signal.getsignal(request_to_stop)


def test_a_terminal_that_hangs_up_is_ignored_where_it_was_ignored_before(tmp_path):
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with replacing(tmp_path / "out.csv") as raw:
            raw.write(b"whole")
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)

    assert b"whole" == (tmp_path / "out.csv").read_bytes()


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path):
    (tmp_path / "real.csv").write_bytes(b"before")
    (tmp_path / "out.csv").symlink_to(tmp_path / "real.csv")

    with replacing(tmp_path / "out.csv") as raw:
        raw.write(b"after")

    assert (tmp_path / "out.csv").is_symlink()
    assert b"after" == (tmp_path / "real.csv").read_bytes()


def test_a_folder_is_not_replaced(tmp_path):
    (tmp_path / "out.csv").mkdir()

    with (
        pytest.raises(UnreadableFile, match="no ordinary file"),
        replacing(tmp_path / "out.csv"),
    ):
        pass


def test_a_full_disk_is_said_in_words(tmp_path):
    def fill():
        with replacing(tmp_path / "out.csv"):
            raise OSError(28, "No space left on device")

    with pytest.raises(UnreadableFile, match="No space left on device"):
        fill()

    assert [] == names(tmp_path)


def test_a_host_that_writes_in_a_thread_keeps_its_own_way_with_signals(tmp_path):
    before = signal.getsignal(signal.SIGTERM)

    def write():
        with replacing(tmp_path / "out.csv") as raw:
            raw.write(b"whole")

    thread = Thread(target=write)
    thread.start()
    thread.join()

    assert b"whole" == (tmp_path / "out.csv").read_bytes()
    assert before == signal.getsignal(signal.SIGTERM)
