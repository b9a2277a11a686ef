"""Why the system refuses a file, in both languages."""

import errno

from optimizer.io.refused import why_refused


def test_a_file_that_is_open_elsewhere_is_thought_of():
    why = why_refused(PermissionError(errno.EACCES, "Permission denied"))
    assert why == "Permission denied, or it is open in another program as Excel or WPS"
    assert "WPS" in why.zh


def test_a_rare_reason_is_told_as_the_system_does():
    why = why_refused(OSError(errno.EXDEV, "Invalid cross-device link"))
    assert (why, why.zh) == ("Invalid cross-device link", "Invalid cross-device link")
