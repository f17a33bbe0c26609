"""The commands and programs that the documents show."""

import re
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

TOP = Path(__file__).parents[2]
PAGES = [page for folder in (".", "docs", "models", "examples") for page in sorted((TOP / folder).glob("*.md"))]
FENCED = re.compile(r"^( *)```([^\n`]*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
COMMENT_OR_CONTINUATION = re.compile(r"\s# .*$|\\$", re.MULTILINE)


@dataclass(frozen=True)
class Shown:
    """A command of a shell block, with its comment; of a block in another language, all of it."""

    page: str
    line: int
    language: str
    text: str

    @property
    def command(self):
        """The command on one line, without comment."""
        return " ".join(COMMENT_OR_CONTINUATION.sub("", self.text).split())

    @property
    def name(self):
        """The page and the command; of a block in another language, its first line."""
        return f"{self.page}: {self.command if self.language == 'sh' else self.text.partition(chr(10))[0]}"

    def with_text(self, text):
        return replace(self, text=text)


def shown():
    """Everything in a fenced block but what is marked as text, in order."""
    for page in PAGES:
        source = page.read_text()
        for block in FENCED.finditer(source):
            indent, language, body = block.groups()
            line = source.count("\n", 0, block.start()) + 2
            body = re.sub(f"(?m)^{indent}", "", body)
            if language == "sh":
                for text, offset in commands(body):
                    yield Shown(str(page.relative_to(TOP)), line + offset, language, text)
            elif language != "text":
                yield Shown(str(page.relative_to(TOP)), line, language, body)


def commands(script):
    """The commands of a script with the number of lines before each. A command ends with the first line that completes it."""
    text, began = "", 0
    for number, line in enumerate(script.splitlines()):
        began = began if text else number
        text += line + "\n"
        complete = subprocess.run(["bash", "-n", "-c", text], capture_output=True).returncode == 0
        if complete and text.strip() and not line.endswith("\\"):
            yield text.strip(), began
            text = ""
    if text.strip():
        yield text.strip(), began
