"""The what-if page: sliders over a sweep that has been run."""
