"""How the documentation is built: offline, with nothing fetched by its pages."""

from importlib import metadata

project = "supervise"
author = "the supervise contributors"
project_copyright = "2026, the supervise contributors"
release = version = metadata.version("community-supervision")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"supervise {release}"
html_show_sphinx = False
html_copy_source = False

autodoc_typehints = "description"
autodoc_member_order = "bysource"

# Names of the standard library and of other packages have no page here.
nitpick_ignore_regex = [("py:.*", r"(?!supervise\b).*")]
