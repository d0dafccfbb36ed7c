"""Files: asyncio has no file API of its own, and a slow disk blocks like a slow network."""

import asyncio
from pathlib import Path


# Bad: reading and writing block while the disk is slow.
async def copy_report(source: Path, target: Path) -> None:
    text = source.read_text()  # finds file: source.read_text()
    with open(target, "w") as file:  # finds file: open(target, "w")
        file.write(text)


# Good
async def copy_report_in_thread(source: Path, target: Path) -> None:
    text = await asyncio.to_thread(source.read_text)
    await asyncio.to_thread(target.write_text, text)
