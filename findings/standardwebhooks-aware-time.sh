#!/bin/bash
# standardwebhooks 1.1.0: sign() signs another moment if the time's zone is not UTC.
# Expected: Webhook.sign(msg_id, timestamp, data) signs the message for the moment that timestamp is; the
# specification (Standard Webhooks, "Signature scheme") wants whole seconds since the epoch.
# Seen: the zone is overwritten with UTC, not converted: 12:00+02:00 is signed as 12:00 UTC, two hours later. verify()
# with the right header webhook-timestamp then finds no matching signature. UTC and naive UTC times are signed
# rightly.
# Cost: webhooks signed with local times are refused by every receiver, in tests only on machines outside UTC.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check standardwebhooks==1.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import datetime, time
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

webhook = Webhook(b"a secret of the two parties")
now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)

def accepted(moment):
    assert moment.timestamp() == now.timestamp()
    headers = {"webhook-id": "m1", "webhook-timestamp": str(int(moment.timestamp())), "webhook-signature": webhook.sign("m1", moment, "{}")}
    try:
        webhook.verify("{}", headers)
    except WebhookVerificationError as error:
        return str(error)
    return "accepted"

utc, east = accepted(now), accepted(now.astimezone(datetime.timezone(datetime.timedelta(hours=2))))
print(f"UTC: {utc}; the same moment as +02:00: {east}")
assert utc == "accepted" and east == "No matching signature found"
PY
