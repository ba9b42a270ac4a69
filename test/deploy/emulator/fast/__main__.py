"""Reads a job on standard input, writes its figures on standard output: see ../../fast-engine.ts."""

import json
import logging
import sys
import time

logging.disable(logging.CRITICAL)

from .. import cloudformation as emulated_types  # noqa: E402
from ..agentcore.servers import SERVERS  # noqa: E402
from ..cloudformation.appconfig import Protection, Waiting  # noqa: E402
from . import assembly, deployment  # noqa: E402
from .assets import ASSETS  # noqa: E402
from .lambdas import Lambdas  # noqa: E402
from .listed_servers import ListedServers  # noqa: E402
from .order import Fault, Order  # noqa: E402
from .trial import Trials  # noqa: E402


def main() -> None:
    job = json.load(sys.stdin)
    emulated_types.install()
    ASSETS.install()
    deployment.install()
    SERVERS.run = ListedServers()
    order, fault, lambdas = Order(), Fault(), Lambdas()
    order.install()
    fault.install()
    lambdas.install()
    Protection.on = job.get("deletionProtection", False)
    started = time.monotonic()
    trials = Trials(order, fault, job.get("serversCrash", False))
    seeds = range(job["seed"], job["seed"] + job["orders"])
    before = assembly.read(job["before"])
    figures = {"resources": sum(len(stack.resources) for stack in before.values()), "orders": job["orders"]}
    if "after" in job:
        after = assembly.read(job["after"])
        trials.updates(before, after, seeds)
        figures["waitedMinutes"] = Waiting.minutes
        if job.get("faults"):
            faults = Trials(order, fault, job.get("serversCrash", False))
            most = None if job["faults"] is True else job["faults"]
            figures["faults"] = faults.faults(before, after, job["seed"], most)
            figures["failedFaults"] = faults.failed
            figures["faultProblems"] = faults.problems
    else:
        trials.first(before, seeds)
    lambdas.stop()
    json.dump({
        **figures, "failed": trials.failed, "problems": trials.problems, "examples": trials.examples,
        "readinessChecks": lambdas.invocations, "seconds": round(time.monotonic() - started, 1),
    }, sys.stdout)


main()
