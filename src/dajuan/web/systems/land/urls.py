from __future__ import annotations

from django.urls import path

from dajuan.web.systems.land.views import custom, deeds, home, maps, parcel, shapes

app_name = "land"
urlpatterns = [
    path("", home.home, name="home"),
    path("map/", maps.page, name="map"),
    path("map.geojson", maps.geojson, name="geojson"),
    path("custom/", custom.page, name="custom"),
    path("rules/", custom.rules, name="rules"),
    path("code/", home.code, name="code"),
    path("shapes/", shapes.upload, name="shapes"),
    path("shapes/record/", shapes.record, name="record-shapes"),
    path("open/", deeds.open_parcel, name="open"),
    path("parcel/<str:code>/", parcel.page, name="parcel"),
    path("parcel/<str:code>/around.geojson", parcel.around, name="around"),
    path("parcel/<str:code>/<slug:deed>/", deeds.deed, name="deed"),
]
