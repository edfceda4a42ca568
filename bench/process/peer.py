# The same count with the standard library of Python. Arguments: alerts or access, the file with the names, the folder.
import gzip
import json
import pathlib
import sys

job, names_file, folder = sys.argv[1:4]
names = set(json.loads(pathlib.Path(names_file).read_text()))
records = found = 0
for path in sorted(pathlib.Path(folder).rglob("*.json.gz")):
    with gzip.open(path) as file:
        events = json.load(file)["Records"]
    records += len(events)
    for event in events:
        if job == "alerts":
            found += event["eventName"].lower() in names or event["userIdentity"]["type"] == "Root"
        else:
            found += event["eventCategory"] == "Data"
print(json.dumps({"records": records, "found": found}))
