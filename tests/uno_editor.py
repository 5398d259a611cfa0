"""Open documents and workbooks in LibreOffice, edit them as people do, save them (run by Debian's python3).

Each line of standard input is one file: `[SOURCE, TARGET, STEP…]` as JSON. Each is answered by a line: what
went wrong, or an empty text. LibreOffice is started once and ends when no more lines come.

Steps: `accept`, `reject` (all tracked changes), `replace:OLD=>NEW`, `append:TEXT=>NEW` (a new paragraph after
the one with TEXT). For workbooks: `unprotect:SHEET`, `insert-row:SHEET!ROW`, `delete-row:SHEET!ROW`,
`insert-column:SHEET!COLUMN` (rows and columns count from 1), `type:SHEET!CELL=>TEXT`, `rename:OLD=>NEW`,
`copy:SHEET=>NEW`.
"""

import json
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
FILTERS = {".docx": "MS Word 2007 XML", ".xlsx": "Calc MS Excel 2007 XML"}


def main():
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
        manager = connected(pipe).ServiceManager
        desktop = manager.createInstance("com.sun.star.frame.Desktop")
        for line in sys.stdin:
            sys.stdout.write(json.dumps(edited(manager, desktop, *json.loads(line))) + "\n")
            sys.stdout.flush()
        desktop.terminate()
        office.wait(30)
    finally:
        if office.poll() is None:
            office.kill()
            office.wait()
        shutil.rmtree(profile, ignore_errors=True)


def edited(manager, desktop, source, target, *steps):
    """Edit one file; return what went wrong, or nothing."""
    document = desktop.loadComponentFromURL(
        Path(source).absolute().as_uri(), "_blank", 0, (value("Hidden", True),)
    )
    if document is None:
        return f"not opened: {source}"
    try:
        for step in steps:
            name, _, argument = step.partition(":")
            STEPS[name](document, manager.createInstance("com.sun.star.frame.DispatchHelper"), argument)
        filter_name = value("FilterName", FILTERS[Path(target).suffix])
        document.storeToURL(Path(target).absolute().as_uri(), (filter_name,))
    except ValueError as error:
        return str(error)
    finally:
        document.close(True)
    return ""


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
        raise ValueError(f"not found: {old}")


def append(document, dispatcher, argument):
    text, _, new = argument.partition("=>")
    wanted = document.createSearchDescriptor()
    wanted.SearchString = text
    found = document.findFirst(wanted)
    cursor = found.Text.createTextCursorByRange(found)
    cursor.gotoEndOfParagraph(False)
    found.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    found.Text.insertString(cursor, new, False)


def sheet_of(document, place):
    name, _, rest = place.partition("!")
    return document.Sheets.getByName(name), rest


def unprotect(document, dispatcher, argument):
    document.Sheets.getByName(argument).unprotect("")


def insert_row(document, dispatcher, argument):
    sheet, row = sheet_of(document, argument)
    sheet.Rows.insertByIndex(int(row) - 1, 1)


def delete_row(document, dispatcher, argument):
    sheet, row = sheet_of(document, argument)
    sheet.Rows.removeByIndex(int(row) - 1, 1)


def insert_column(document, dispatcher, argument):
    sheet, column = sheet_of(document, argument)
    sheet.Columns.insertByIndex(int(column) - 1, 1)


def type_cell(document, dispatcher, argument):
    place, _, text = argument.partition("=>")
    sheet, cell = sheet_of(document, place)
    sheet.getCellRangeByName(cell).Formula = text


def rename(document, dispatcher, argument):
    old, _, new = argument.partition("=>")
    document.Sheets.getByName(old).Name = new


def copy(document, dispatcher, argument):
    old, _, new = argument.partition("=>")
    document.Sheets.copyByName(old, new, document.Sheets.Count)


STEPS = {
    "accept": settle("Accept"),
    "reject": settle("Reject"),
    "replace": replace,
    "append": append,
    "unprotect": unprotect,
    "insert-row": insert_row,
    "delete-row": delete_row,
    "insert-column": insert_column,
    "type": type_cell,
    "rename": rename,
    "copy": copy,
}

if __name__ == "__main__":
    main()
