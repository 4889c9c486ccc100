from __future__ import annotations

from django.urls import path, register_converter

from dajuan.web.programmes.views import board, charts, listing, maps, packs, recording, sheets, subject


class CodeConverter:
    """A programme's code. What is not of a programme begins with an underscore, which no code does."""

    regex = "[a-z][a-z0-9-]*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CodeConverter, "programme")

app_name = "programmes"
urlpatterns = [
    path("", listing.programmes, name="list"),
    path("_packs/", packs.every, name="packs"),
    path("_packs/new/", packs.new, name="new-pack"),
    path("_packs/<programme:code>/", packs.one, name="pack"),
    path("_packs/<programme:code>/switch/", packs.switch, name="switch-pack"),
    path("_uploads/<uuid:pk>/", sheets.upload, name="upload"),
    path("_uploads/<uuid:pk>/record/", sheets.record, name="record-upload"),
    path("_uploads/<uuid:pk>/rejected.xlsx", sheets.rejected, name="rejected"),
    path("<programme:code>/", listing.one, name="one"),
    path("<programme:code>/board/", board.board, name="board"),
    path("<programme:code>/board/column/", board.column, name="column"),
    path("<programme:code>/map/", maps.page, name="map"),
    path("<programme:code>/map.geojson", maps.geojson, name="geojson"),
    path("_boundary.geojson", maps.boundary, name="boundary"),
    path("<programme:code>/charts/", charts.charts, name="charts"),
    path("<programme:code>/sheets/", sheets.sheets, name="sheets"),
    path("<programme:code>/sheets/template.xlsx", sheets.template, name="template"),
    path("<programme:code>/export.<str:kind>", listing.export, name="export"),
    path("<programme:code>/new/", recording.new, name="new"),
    path("<programme:programme>/subjects/<str:code>/", subject.subject, name="subject"),
    path("<programme:programme>/subjects/<str:code>/versions/", subject.versions, name="versions"),
    path("<programme:programme>/subjects/<str:code>/<int:seq>/<slug:deed>/", recording.about, name="about"),
    path("<programme:programme>/subjects/<str:code>/<slug:deed>/", recording.deed, name="deed"),
]
