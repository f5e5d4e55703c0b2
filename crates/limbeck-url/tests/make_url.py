# Reads a URL a line, and prints what SQLAlchemy's `make_url` makes of it: its parts, percent-encoded, and the URL as it renders it, with tabs.
import sys
from urllib.parse import quote

from sqlalchemy.engine import make_url


def part(value):
    return "-" if value is None else quote(str(value), safe="")


for line in sys.stdin:
    try:
        url = make_url(line.rstrip("\n"))
        parts = [url.drivername, url.username, url.password, url.host, url.port, url.database]
        row = [part(value) for value in parts] + [url.render_as_string(hide_password=False)]
    except Exception as error:
        row = ["error", part(error)]
    print("\t".join(row))
