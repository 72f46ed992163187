"""The tables of the office's own calendar: its days, and the years that it told whole."""

from __future__ import annotations

from peewee import IntegerField, TextField

from filedesk.storage.models import Table


class CalendarDay(Table):
    day = TextField(primary_key=True)
    working = IntegerField()
    name = TextField()
    seq = IntegerField()

    class Meta:
        table_name = "calendar_day"


class CalendarYear(Table):
    year = IntegerField(primary_key=True)
    seq = IntegerField()

    class Meta:
        table_name = "calendar_year"


TABLES = (CalendarDay, CalendarYear)
