"""What an enterprise's own account may do beyond seeing: speak for its enterprise, where a page asks it to."""

from __future__ import annotations

from dajuan.web.access.rights import Viewer


def speaks_for(viewer: Viewer, enterprise: str) -> bool:
    """Ask for something, add papers, rate, take back. A token never does: somebody has to be there."""
    return bool(enterprise) and viewer.enterprise == enterprise and viewer.scopes is None
