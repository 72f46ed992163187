"""The demo office: its people, its drawn papers and their acts, all made through the services."""

from filedesk.demo.building import DEMO_PASSWORD, build_demo

__all__ = ["DEMO_PASSWORD", "build_demo"]
