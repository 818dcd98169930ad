"""Every reader on its corpus, and on inputs made of it: the part of fuzzing that always runs.

The search that is guided by coverage is `make fuzz`; what it finds joins the corpus.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzzing.mutations import mutated
from tests.fuzzing.readers import CORPORA, READERS

SAMPLES = [
    pytest.param(reader, path, id=f"{name}-{path.name}")
    for name, reader in READERS.items()
    for path in reader.samples()
]


@pytest.mark.parametrize(("reader", "path"), SAMPLES)
def test_a_sample_is_read_or_refused_as_is_documented(reader, path):
    reader.run(path.read_bytes(), is_sample=True)


@pytest.mark.parametrize("name", READERS)
def test_every_reader_has_a_corpus_in_which_something_is_read(name):
    reader = READERS[name]
    read = 0
    for path in reader.samples():
        try:
            read += sum(1 for _ in reader.read(path.read_bytes()))
        except reader.documented:
            continue

    assert read > 0


def test_every_corpus_has_its_reader():
    assert {path.name for path in CORPORA.iterdir()} == set(READERS)


@pytest.mark.parametrize("name", READERS)
@given(data=st.data(), random=st.randoms(use_true_random=False))
def test_no_input_made_of_samples_makes_a_reader_fail_otherwise(name, data, random):
    samples = READERS[name].samples()
    one, other = (data.draw(st.sampled_from(samples)).read_bytes() for _ in range(2))

    READERS[name].run(mutated(one, other, random))


@pytest.mark.parametrize("name", READERS)
@given(content=st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_no_bytes_whatever_make_a_reader_fail_otherwise(name, content):
    READERS[name].run(content)
