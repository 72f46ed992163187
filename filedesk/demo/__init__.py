"""The demo office: its people, its drawn papers and their acts, all made through the services (`demo.building`)."""

DEMO_PASSWORD = "demo-filedesk"  # noqa: S105 - a demo's password is public: it is said at the end
