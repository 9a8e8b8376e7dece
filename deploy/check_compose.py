"""Hold docker-compose.yml to its promises where no Docker engine is at hand (needs PyYAML).

One door to the outside, no secret in the file, every variable explained in .env.example, every
service that must survive restarts, every mounted file of ours there.
"""

import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    text = (ROOT / "docker-compose.yml").read_text()
    services = yaml.safe_load(text)["services"]
    problems = [
        f"{name} publishes a port; only nginx may"
        for name, service in services.items()
        if "ports" in service and name != "nginx"
    ]
    problems += [
        f"{name} does not come back after a failure"
        for name, service in services.items()
        if service.get("restart") != "unless-stopped" and name != "migrate"
    ]
    problems += [
        f"{name} may write to its root file system"
        for name, service in services.items()
        if not service.get("read_only") and name != "db"
    ]
    explained = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    asked = set(re.findall(r"\$\{([A-Z_]+)", text))
    problems += [f"{name} is not explained in .env.example" for name in sorted(asked - explained)]
    problems += [f"{name} of .env.example is never used" for name in sorted(explained - asked)]
    problems += [
        f"{name} stands in the file instead of in .env"
        for name in re.findall(
            r"^\s*([A-Z_]*(?:SECRET|PASSWORD|KEY)[A-Z_]*):\s*(?!\$\{)\S", text, re.M
        )
    ]
    problems += [
        f"{name} mounts {volume}, which is not there"
        for name, service in services.items()
        for volume in service.get("volumes", [])
        if isinstance(volume, str)
        and volume.startswith("./")
        and not (ROOT / volume.partition(":")[0]).is_file()
    ]
    for problem in problems:
        print(f"docker-compose.yml: {problem}", file=sys.stderr)
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
