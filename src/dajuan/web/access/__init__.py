"""权限 access: who may do what to which object, decided here and nowhere else.

``roles.toml`` says which actions each role has. A role is held at an organisation and reaches its whole subtree. A thing
belongs to organisations (``things`` says how that follows from a target or a subject); ``rights`` puts the two together.
Pages ask ``request.viewer``; they decide nothing themselves.
"""
