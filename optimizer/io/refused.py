"""Why a file or folder could not be read or written, in the words of both languages."""

from __future__ import annotations

import errno

from optimizer.bilingual import Bilingual

_WHY_ZH = {
    errno.EACCES: "没有权限，或正被其他程序（如 Excel、WPS）打开",
    errno.EPERM: "没有权限",
    errno.EBUSY: "正被其他程序使用",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只读",
    errno.ENAMETOOLONG: "名称过长",
}


def why_refused(error: OSError) -> Bilingual:
    """Return the reason the system gives; where it is rare, in its own words in both languages."""
    english = error.strerror or str(error)
    told = _WHY_ZH.get(error.errno or 0, english)
    if error.errno == errno.EACCES:
        english += ", or it is open in another program as Excel or WPS"
    return Bilingual(english, told)
