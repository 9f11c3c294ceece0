"""Asks the running Stipend: `ask.py token URL SECRETS PERSON`, `ask.py prove URL SECRETS`, `ask.py reconcile URL SECRETS [--dry-run]`."""

import decimal
import json
import pathlib
import sys
import time
import urllib.error
import urllib.request


def fail(cause, remedy):
    print(f"\n  {cause}\n  {remedy}", file=sys.stderr)
    sys.exit(1)


def ask(request):
    try:
        return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=300).read().decode()
    except urllib.error.HTTPError as e:
        text = e.read().decode(errors="replace")
        try:
            problem = json.loads(text)
            fail(problem["detail"], problem.get("nextStep", ""))
        except (ValueError, KeyError, TypeError):
            fail(text.strip() or f"Stipend answers {e.code}.", "The log under the data directory says more." if e.code >= 500 else "")
    except OSError:
        fail(f"Stipend does not answer at {url}.", "Start it with ./stipend up.")


def token(person):
    try:
        key = pathlib.Path(secrets, "token-key").read_text().strip()
    except OSError as e:
        fail(f"Cannot read the key of this Stipend: {e.strerror}.", "Run this as the person who started it.")
    where = f"{url}/embedded/token?person={urllib.parse.quote(person)}"
    return ask(urllib.request.Request(where, headers={"Authorization": f"Bearer {key}"}))


def operator():
    headers = {"Authorization": f"Bearer {token('operator')}", "Content-Type": "application/json",
               "Accept": "application/json"}

    def answer(method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        return json.loads(ask(urllib.request.Request(url + path, data=data, headers=headers, method=method)))

    return answer


def prove():
    proof = operator()("POST", "/api/proofs", {})
    for check in proof["checks"]:
        print(f"  {'holds ' if check['ok'] else 'BROKEN'}  {check['name']:<72} {check['checked']:>9}")
        if not check["ok"]:
            print(f"            {check['detail']}")
    broken = sum(not check["ok"] for check in proof["checks"])
    print(f"\n  {len(proof['checks'])} checks, {broken} broken")
    return 1 if broken else 0


OUTCOMES = {
    "SWITCHED_OFF": "Nothing was done: stipend.reconcile.enabled is false.",
    "BILLING_OFF": "Nothing was compared: billing is off, so what there is is not known.",
    "EMPTY_LISTING": "Nothing was compared: the provider lists nothing at all, though rows say that something is there.",
    "NOT_LISTED": "Nothing was compared: the provider did not answer.",
}


def reconcile(dry):
    asked = operator()
    found = asked("POST", "/api/reconciliations", {"dryRun": dry})
    patience = time.monotonic() + 600
    while found["finishedAt"] is None:
        if time.monotonic() > patience:
            fail("It has not ended after ten minutes.", "Look whether Temporal and workers are there: /actuator/health.")
        time.sleep(0.3)
        found = asked("GET", f"/api/reconciliations/{found['id']}")
    show(found["findings"], dry)
    print(f"\n  {found['machines']} machines and {found['disks']} disks listed, {found['found']} differ from their rows")
    if found["outcome"] in OUTCOMES:
        print(f"  {OUTCOMES[found['outcome']]}")
    return 0 if found["outcome"] in ("DONE", "SWITCHED_OFF") else 1


def show(findings, dry):
    if not findings:
        return
    print(f"  {'what':<16} {'name':<46} {'seen since':<20} {'$ a day':>8}  {'would be done' if dry else 'done':<13} next")
    for one in findings:
        cost = "unknown" if one["perDay"] is None else f"{decimal.Decimal(one['perDay']):.2f}"
        print(f"  {words(one['kind']):<16} {one['name']:<46} {second(one['firstSeen']):<20} {cost:>8}  "
              f"{words(one['act'] or 'nothing'):<13} {following(one)}")


def following(one):
    if one["next"]:
        return f"{words(one['next'])} at {second(one['nextAt'])}"
    return f"kept until {second(one['nextAt'])} at least" if one["nextAt"] else ""


def words(name):
    return name.lower().replace("_", " ")


def second(instant):
    return instant[:19] + "Z"


command, url, secrets = sys.argv[1:4]
if command == "token":
    print(token(sys.argv[4]))
elif command == "reconcile":
    sys.exit(reconcile("--dry-run" in sys.argv[4:]))
else:
    sys.exit(prove())
