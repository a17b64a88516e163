"""Schemathesis' hooks: sends generated requests to what is there, and counts by operation what was answered."""

import atexit
import collections
import json
import os
import zlib

import schemathesis
from schemathesis.core import NOT_SET
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import TestPhase

from operations import Call
from seeds import World

WORLD = World(
    os.environ["JAPM_URL"],
    (os.environ["JAPM_EMAIL"], os.environ["JAPM_PASSWORD"]),
    os.environ["JAPM_PROVIDER"],
    os.environ["JAPM_PROVIDER_ADMINISTRATOR"],
)
# A tenant with thousands of resources makes its whole lists slow.
CALLS_PER_TENANT = 200
# After these the resource is as it was, and may be used again.
LEFT_ALONE = {400, 401, 403, 412, 413, 415, 422}
ANSWERS = collections.defaultdict(collections.Counter)
SEEN = set()
SOMEBODY = "Bearer somebody"
FLAGS = {"ifUnused", "includeAssets", "processed", "resolveAssets", "strict"}
TRUTHS = (True, False, "true", "false")


def prepared(case):
    """What the operation needs; made anew when the last call may have used it up."""
    operation_id = case.operation.definition.raw["operationId"]
    if operation_id not in WORLD.calls:
        WORLD.calls[operation_id] = Call(WORLD, operation_id, case.path, reads=case.operation.method == "get")
    return WORLD.calls[operation_id]


@schemathesis.auth(refresh_interval=None)
class Credentials:
    """Cases are made long before they are sent; who sends them is decided then."""

    def get(self, case, context):
        return SOMEBODY

    def set(self, case, somebody, context):
        case.headers["Authorization"] = somebody


@schemathesis.hook
def before_call(context, case, kwargs):
    if sum(ANSWERS["all"].values()) % CALLS_PER_TENANT == CALLS_PER_TENANT - 1:
        WORLD.renew()
    call = prepared(case)
    if case.headers.get("Authorization") == SOMEBODY:
        case.headers["Authorization"] = f"Bearer {call.token}"
    # From the case and not at random: a failure must come back when the case is run again.
    choice = zlib.crc32(repr((case.path_parameters, case.query, case.body)).encode())
    succeeds = phase_of(case) == TestPhase.EXAMPLES or choice % 2 == 0
    if not is_negative(case, ParameterLocation.PATH) and (succeeds or choice % 8 != 1):
        fill_path(case, call)
    if not is_negative(case, ParameterLocation.BODY) and case.body is not NOT_SET:
        fill_body(case, call, succeeds, choice // 2 % 2)
    if succeeds and not is_negative(case, ParameterLocation.QUERY):
        case.query = without_none({**case.query, **call.query})
    if succeeds and not is_negative(case, ParameterLocation.HEADER):
        for name in ("If-Match", "If-None-Match", "Idempotency-Key"):
            case.headers.pop(name, None)
        case.headers.update(call.headers)


def phase_of(case):
    return case.meta and case.meta.phase.name


def is_negative(case, location):
    return case.meta is not None and case.meta.is_negative_at(location)


def fill_path(case, call):
    """What a link of the stateful phase brought stays."""
    linked = {name for name, value in case.path_parameters.items() if phase_of(case) == TestPhase.STATEFUL and value in SEEN}
    case.path_parameters = {name: value if name in linked else call.path.get(name, value) for name, value in case.path_parameters.items()}


def fill_body(case, call, succeeds, with_references):
    """The document's example; or what was generated, as it is or with references to what is there."""
    content = case.operation.definition.raw.get("requestBody", {}).get("content", {})
    example = content.get("application/json", {}).get("example")
    if succeeds and example is not None:
        case.body = without_none({**example, **call.refs, **call.good})
    elif with_references and isinstance(case.body, dict):
        case.body = {**case.body, **call.refs}


def without_none(values):
    return {name: value for name, value in values.items() if value is not None}


@schemathesis.hook
def after_call(context, case, response):
    if case.method != case.operation.method.upper():
        return
    ANSWERS["all"][response.status_code] += 1
    ANSWERS[case.operation.label][response.status_code] += 1
    if (case.method != "GET" or prepared(case).headers) and response.status_code not in LEFT_ALONE:
        WORLD.calls.pop(case.operation.definition.raw["operationId"], None)
    if response.status_code == 401:
        renew_if_signed_out()
    if response.status_code < 300 and phase_of(case) == TestPhase.STATEFUL:
        remember(response)


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Empty query values are ignored, of whatever type the parameter is, and flags take any value (wire contract, 1.1)."""
    lenient = "" in case.query.values() or any(name in FLAGS and value not in TRUTHS for name, value in case.query.items())
    return not (isinstance(failure, AcceptedNegativeData) and lenient)


def renew_if_signed_out():
    """A generated request may have hit upon the very user who sends them."""
    try:
        WORLD.send("GET", "/api/auth/profile")
    except RuntimeError:
        WORLD.renew()


def remember(response):
    try:
        answer = response.json()
    except ValueError:
        return
    for each in answer if isinstance(answer, list) else [answer]:
        if isinstance(each, dict):
            SEEN.update(each[name] for name in ("id", "key", "name", "versionTag") if isinstance(each.get(name), str))


@atexit.register
def report():
    ANSWERS.pop("all", None)
    with open(os.environ["JAPM_ANSWERS"], "w") as file:
        json.dump(ANSWERS, file, sort_keys=True)
