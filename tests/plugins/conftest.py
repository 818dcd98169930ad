"""Fixtures for the tests of plugins."""

import pytest

from tests.plugins.installing import site_packages


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install a distribution with a plugin for the time of a test."""
    with site_packages(tmp_path, monkeypatch) as folder:
        yield folder
