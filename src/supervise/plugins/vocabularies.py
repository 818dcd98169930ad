"""The words that plugins brought: schemes of levels and intensities, domains of need.

It only looks words up; what a level or a need means is said where it is declared.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Self

import attrs

from supervise.levels import IntensityScheme, LevelScheme
from supervise.needs import NeedDomain

Vocabulary = LevelScheme | IntensityScheme | NeedDomain


@attrs.frozen(kw_only=True)
class Vocabularies:
    """Every scheme by its id and every domain of need by its code."""

    level_schemes: Mapping[str, LevelScheme]
    intensity_schemes: Mapping[str, IntensityScheme]
    need_domains: Mapping[str, NeedDomain]

    @classmethod
    def of(cls, words: Iterable[Vocabulary]) -> Self:
        """The vocabularies that these words make."""
        levels: dict[str, LevelScheme] = {}
        intensities: dict[str, IntensityScheme] = {}
        domains: dict[str, NeedDomain] = {}
        for word in words:
            match word:
                case LevelScheme():
                    levels[word.id] = word
                case IntensityScheme():
                    intensities[word.id] = word
                case NeedDomain():
                    domains[word.code] = word
        return cls(
            level_schemes=MappingProxyType(levels),
            intensity_schemes=MappingProxyType(intensities),
            need_domains=MappingProxyType(domains),
        )
