"""Count events in ClickHouse, which runs inside this process (chdb).

Reads one JSON line per request from standard input and writes one JSON line for each: {"load": "events.tsv"} loads a
file of tab-separated rows, {"sql": "..."} returns {"ids": [...]}, the second column of all rows, read completely.
The first line of the output is {"version": "..."}.
Usage: clickhouse_events.py FOLDER
"""
import json
import sys

from chdb import session

TABLE = """CREATE TABLE events (
  slot Int64, id String, camera LowCardinality(String), lon Float64, lat Float64,
  total UInt32, car UInt32, truck UInt32) ENGINE = MergeTree ORDER BY (slot, id)"""


def main():
    database = session.Session(sys.argv[1])
    database.query("CREATE DATABASE IF NOT EXISTS bench ENGINE = Atomic")
    database.query("USE bench")
    database.query(TABLE)
    database.query("SET max_threads = 2")
    reply({"version": str(database.query("SELECT version()", "TSV")).strip()})
    for line in sys.stdin:
        request = json.loads(line)
        if "load" in request:
            path = request["load"].replace("'", "\\'")
            database.query(f"INSERT INTO events SELECT * FROM file('{path}', 'TSV')")
            database.query("OPTIMIZE TABLE events FINAL")
            reply({"ids": []})
        else:
            rows = str(database.query(request["sql"], "TSV")).splitlines()
            reply({"ids": [row.split("\t")[1] for row in rows]})


def reply(value):
    print(json.dumps(value), flush=True)


main()
