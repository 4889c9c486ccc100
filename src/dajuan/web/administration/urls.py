from __future__ import annotations

from django.urls import path

from dajuan.web.administration.views import keeping, logs, organisations, people, rules

app_name = "administration"
urlpatterns = [
    path("", keeping.home, name="home"),
    path("organisations/", organisations.tree, name="organisations"),
    path("organisations/<int:pk>/", organisations.one, name="organisation"),
    path("organisations/<int:pk>/<slug:step>/", organisations.change, name="change-organisation"),
    path("people/", people.listed, name="people"),
    path("people/new/", people.new, name="new-person"),
    path("people/people.toml", people.export, name="export-people"),
    path("people/load/", people.take_in, name="load-people"),
    path("people/<int:pk>/", people.one, name="person"),
    path("people/<int:pk>/<slug:step>/", people.change, name="change-person"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<slug:what>/", rules.choose_rule, name="choose-rule"),
    path("calendar/", rules.calendar, name="calendar"),
    path("notices/", rules.notices, name="notices"),
    path("notices/send/", rules.send_notices, name="send-notices"),
    path("checkpoints/", keeping.checkpoints, name="checkpoints"),
    path("checkpoints/sign/", keeping.sign_checkpoint, name="sign-checkpoint"),
    path("checkpoints/verify/", keeping.verify, name="verify"),
    path("checkpoints/<str:name>", keeping.checkpoint, name="checkpoint"),
    path("backups/", keeping.backups, name="backups"),
    path("backups/make/", keeping.make_backup, name="make-backup"),
    path("backups/<str:name>", keeping.backup_file, name="backup-file"),
    path("changes/", logs.changes, name="changes"),
    path("sign-ins/", logs.sign_ins, name="sign-ins"),
    path("viewed/", logs.viewed, name="viewed"),
]
