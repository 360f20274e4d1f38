"""Tests that drive JupyterLab in a browser."""
