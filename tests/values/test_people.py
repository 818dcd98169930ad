"""People are opaque, and what is shown to whom is narrow by default."""

import pytest

from supervise.people import Actor, PersonRef, Role, Sensitivity, Visibility


def test_without_more_only_officers_and_supervisors_see_a_record():
    seen_by = {role for role in Role if Visibility().allows(role)}

    assert {Role.OFFICER, Role.SUPERVISOR} == seen_by


@pytest.mark.parametrize("sensitivity", (Sensitivity.VICTIM, Sensitivity.THIRD_PARTY))
def test_the_person_never_sees_what_concerns_victims_or_third_parties(sensitivity):
    with pytest.raises(ValueError, match="never reaches"):
        Visibility(sensitivity=sensitivity, roles=frozenset({Role.PERSON}))


@pytest.mark.parametrize("id", ("", "  ", 7))
def test_a_reference_to_nobody_is_refused(id):
    with pytest.raises(ValueError, match="non-empty opaque text"):
        PersonRef(id)


def test_an_actor_has_a_role_of_the_list():
    with pytest.raises(TypeError):
        Actor("officer-1", "officer")
