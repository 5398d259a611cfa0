#!/bin/sh
# Make sure that LibreOffice, the fonts and the PDF tools are there.
# As root on Debian it installs what is missing; otherwise it names what is missing and fails.
set -eu

# One line per need: a name that is right when any of its alternatives is installed; the first one is what we install.
# fonts-liberation 1.07 has no Vietnamese letters, so it is no alternative to fonts-liberation2.
# The tests use DejaVu to see that borrowed letters are noticed, python3-uno to edit in LibreOffice as a person does,
# PostgreSQL for batches that several machines share (they start a server of their own), and Chromium for the pages.
needs='libreoffice-writer-nogui libreoffice-writer
libreoffice-calc-nogui libreoffice-calc
fonts-liberation2
fonts-dejavu-core
poppler-utils
postgresql
python3-uno
chromium'

installed() {
    for package in "$@"; do
        status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
        [ "$status" = installed ] && return 0
    done
    return 1
}

missing_packages() {
    echo "$needs" | while read -r first others; do
        # shellcheck disable=SC2086 — the alternatives are separate words on purpose
        installed "$first" $others || echo "$first"
    done
}

missing_programs() {
    for program in soffice pdftotext pdffonts fc-match; do
        command -v "$program" >/dev/null || echo "$program"
    done
}

refuse() {
    echo "Máy này còn thiếu:" "$@" >&2
    echo "Cách xử lý: $remedy" >&2
    exit 1
}

if ! command -v dpkg-query >/dev/null; then
    missing=$(missing_programs)
    remedy='cài LibreOffice (Writer, Calc), Poppler, fontconfig và phông Liberation 2 rồi chạy lại.'
    [ -z "$missing" ] || refuse $missing
    exit 0
fi

missing=$(missing_packages)
[ -n "$missing" ] || exit 0
remedy="chạy bằng quyền quản trị: apt-get install --no-install-recommends $(echo $missing)"
[ "$(id -u)" -eq 0 ] || refuse $missing

echo "Đang cài các gói Debian còn thiếu:" $missing
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends $missing >/dev/null
