from __future__ import annotations

from django.urls import path

from dajuan.web.systems.services.views import bases, coverage, facility

app_name = "services"
urlpatterns = [
    path("", coverage.home, name="home"),
    path("measure/", coverage.measure, name="measure"),
    path("reach/<slug:key>/", coverage.service, name="service"),
    path("reach/<slug:key>/map.geojson", coverage.geojson, name="map"),
    path("reach/<slug:key>/homes.<str:form>", coverage.export, name="export"),
    path("facility/<str:code>/", facility.facility, name="facility"),
    path("bases/", bases.listed, name="bases"),
    path("bases/take/<str:kind>/", bases.take, name="take"),
    path("bases/residents.<str:form>", bases.template, name="template"),
]
