"""The page on Django is put together as it is written, and a person is assessed with it."""

import json
import subprocess
import sys

import pytest

from supervise.exchange import from_json
from supervise.plugins import Registry
from tests.how_to.guide import WriteFile, steps
from tests.support.places import PROJECT, package

pytest.importorskip("django", reason="the page on Django needs the group 'examples'")

PAGE = PROJECT / "docs" / "how-to" / "use-with-django.md"
ANSWERS = Registry.builtin().instrument("psa").examples[0].answers

# What a Django project has anyway, and a request to what the page adds.
PROJECT_OF_THE_HOST = """
import json, sys
import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[
        "django.contrib.auth", "django.contrib.contenttypes",
        "assessing.apps.AssessingConfig",
    ],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import RequestFactory
from assessing.models import KeptAssessment
from assessing.views import assess

call_command("migrate", run_syncdb=True, verbosity=0)
asked = json.load(sys.stdin)
request = RequestFactory().post("/", asked, content_type="application/json")
request.user = User.objects.create_user("officer")
response = assess(request, "invented-1", sys.argv[1])
kept = KeptAssessment.objects.all()
assert all(each.assessment().person.id == each.person for each in kept)
print(json.dumps({
    "status": response.status_code,
    "body": json.loads(response.content),
    "records": [each.record for each in kept],
    "rows": list(kept.values("person", "instrument")),
}))
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The files of the page, in a project of Django."""
    folder = tmp_path_factory.mktemp("django")
    for step in steps(PAGE.read_text(encoding="utf-8")):
        assert isinstance(step, WriteFile)
        (folder / step.path).parent.mkdir(exist_ok=True)
        (folder / step.path).write_text(step.text, encoding="utf-8")
    (folder / "assessing" / "__init__.py").touch()
    (folder / "host.py").write_text(PROJECT_OF_THE_HOST, encoding="utf-8")
    return folder


@pytest.fixture
def ask(project):
    """Send answers to the view; give what it answers and what was kept."""

    def request(instrument, answers):
        done = subprocess.run(
            [sys.executable, "host.py", instrument],
            capture_output=True,
            check=False,
            cwd=project,
            env={"PYTHONPATH": str(package().parent)},
            input=json.dumps({"answers": dict(answers)}),
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return request


def test_an_assessment_is_kept_as_the_library_wrote_it(ask):
    told = ask("psa", ANSWERS)

    (record,) = told["records"]
    assert told["status"] == 201
    assert set(told["body"]["statuses"].values()) == {"scored"}
    assert told["rows"] == [{"person": "invented-1", "instrument": "psa"}]
    assert from_json(record).sheet["nca"].score == 6


def test_a_missing_answer_is_kept_as_missing(ask):
    told = ask("psa", {**ANSWERS, "recent_fta": None})

    assert told["status"] == 201
    assert told["body"]["statuses"]["fta"] == "missing"


def test_an_unknown_instrument_is_not_found(ask):
    told = ask("psaa", ANSWERS)

    assert (told["status"], told["records"]) == (404, [])
    assert "nearest: psa" in told["body"]["detail"]
