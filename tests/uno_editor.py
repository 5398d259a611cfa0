"""Open a Word file in LibreOffice, edit it as a person does, save it as .docx (run by Debian's python3).

    python3 uno_editor.py SOURCE TARGET STEP…

Steps: `accept`, `reject` (all tracked changes), `replace:OLD=>NEW`, `append:TEXT=>NEW` (a new paragraph after
the one with TEXT).
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

SECONDS_TO_START = 60
PARAGRAPH_BREAK = 0


def main(source, target, *steps):
    profile = tempfile.mkdtemp(prefix="reportgen-uno-")
    pipe = f"reportgen{os.getpid()}"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{profile}",
        "--headless",
        "--norestore",
        "--nologo",
        f"--accept=pipe,name={pipe};urp;",
    ]
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        context = connected(pipe)
        manager = context.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(
            Path(source).absolute().as_uri(), "_blank", 0, (value("Hidden", True),)
        )
        for step in steps:
            name, _, argument = step.partition(":")
            STEPS[name](document, manager.createInstance("com.sun.star.frame.DispatchHelper"), argument)
        filter_name = value("FilterName", "MS Word 2007 XML")
        document.storeToURL(Path(target).absolute().as_uri(), (filter_name,))
        document.close(True)
        desktop.terminate()
        office.wait(30)
    finally:
        if office.poll() is None:
            office.kill()
            office.wait()
        shutil.rmtree(profile, ignore_errors=True)


def connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    ends = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > ends:
                raise
            time.sleep(0.2)


def value(name, content):
    pair = PropertyValue()
    pair.Name, pair.Value = name, content
    return pair


def settle(command):
    def step(document, dispatcher, argument):
        frame = document.CurrentController.Frame
        dispatcher.executeDispatch(frame, f".uno:{command}AllTrackedChanges", "", 0, ())

    return step


def replace(document, dispatcher, argument):
    old, _, new = argument.partition("=>")
    wanted = document.createReplaceDescriptor()
    wanted.SearchString, wanted.ReplaceString = old, new
    if not document.replaceAll(wanted):
        raise SystemExit(f"not found: {old}")


def append(document, dispatcher, argument):
    text, _, new = argument.partition("=>")
    wanted = document.createSearchDescriptor()
    wanted.SearchString = text
    found = document.findFirst(wanted)
    cursor = found.Text.createTextCursorByRange(found)
    cursor.gotoEndOfParagraph(False)
    found.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    found.Text.insertString(cursor, new, False)


STEPS = {"accept": settle("Accept"), "reject": settle("Reject"), "replace": replace, "append": append}

if __name__ == "__main__":
    main(*sys.argv[1:])
