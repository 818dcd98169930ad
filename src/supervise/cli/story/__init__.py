"""The story that `supervise demo` tells: a year of an invented person, from end to end.

What people did stands in the modules `..._acts`, as data with its date and its author;
`year` works out what follows; the modules `telling_...` say it in words.
Nothing is drawn by chance, so that the story is the same each time.
"""
