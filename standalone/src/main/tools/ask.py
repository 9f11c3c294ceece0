"""Asks the running Stipend: `ask.py token URL SECRETS PERSON`, `ask.py prove URL SECRETS`."""

import json
import pathlib
import sys
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


def prove():
    headers = {"Authorization": f"Bearer {token('operator')}", "Content-Type": "application/json",
               "Accept": "application/json"}
    proof = json.loads(ask(urllib.request.Request(f"{url}/api/proofs", data=b"{}", headers=headers, method="POST")))
    for check in proof["checks"]:
        print(f"  {'holds ' if check['ok'] else 'BROKEN'}  {check['name']:<72} {check['checked']:>9}")
        if not check["ok"]:
            print(f"            {check['detail']}")
    broken = sum(not check["ok"] for check in proof["checks"])
    print(f"\n  {len(proof['checks'])} checks, {broken} broken")
    return 1 if broken else 0


command, url, secrets = sys.argv[1:4]
if command == "token":
    print(token(sys.argv[4]))
else:
    sys.exit(prove())
