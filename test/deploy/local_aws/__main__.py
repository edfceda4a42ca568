"""Runs the local AWS API: python3 -m local_aws SECONDS

It listens on the loopback interface only, on a free port, and prints its address once it does. It ends when it is
killed, when whoever started it closes its standard input (which happens however they end), or after a time limit.
"""
import logging
import os
import sys
import threading

# Read by moto when it is imported: the managed policies of AWS exist.
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

# Each adds its resource types when it is imported.
from . import additional_type, alarm, bucket, corrections, messages, metric_filter, subscription, trail  # noqa: F401


def end_with_whoever_started_this():
    sys.stdin.buffer.read()
    os._exit(0)


def main():
    limit = threading.Timer(float(sys.argv[1]), os._exit, [1])
    limit.daemon = True
    limit.start()
    threading.Thread(target=end_with_whoever_started_this, daemon=True).start()

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
    additional_type.endpoint = f"http://127.0.0.1:{server.port}"
    additional_type.refuse_what_moto_drops()
    additional_type.create_in_another_order()
    print(additional_type.endpoint, flush=True)
    server.serve_forever()


main()
