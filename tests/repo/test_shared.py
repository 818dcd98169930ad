"""The shared folder is found by its variable, else beside the project."""

import socket

import pytest

from tests.support import places


def test_the_variable_names_the_shared_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("SUPERVISE_SHARED", str(tmp_path))

    assert tmp_path == places.shared()


def test_without_the_variable_the_shared_folder_is_beside_the_project(monkeypatch):
    monkeypatch.delenv("SUPERVISE_SHARED", raising=False)

    assert places.PROJECT.parent / "shared" == places.shared()


def test_a_shared_folder_that_is_present_is_a_folder(shared):
    assert shared.is_dir()


@pytest.mark.parametrize("host", ("192.0.2.1", "example.invalid"))
def test_a_test_that_reaches_for_another_machine_is_stopped(host):
    with pytest.raises(RuntimeError, match="tests stay on this machine"):
        socket.create_connection((host, 9))
