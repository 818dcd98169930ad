"""One value of every kind, by the name of its kind."""

from tests.exchange import case_values, values

VALUES = {**values.VALUES, **case_values.VALUES}
