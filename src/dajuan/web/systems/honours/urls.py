from __future__ import annotations

from django.urls import path

from dajuan.web.systems.honours import views

app_name = "honours"
urlpatterns = [
    path("", views.home, name="home"),
    path("reviews/", views.reviews, name="reviews"),
    path("listings/", views.listings, name="listings"),
    path("prizes/", views.results, {"programme": "science-prizes"}, name="prizes"),
    path("projects/", views.results, {"programme": "science-projects"}, name="projects"),
    path("of/<str:code>/", views.enterprise, name="enterprise"),
    path("platform/<str:code>/", views.platform, name="platform"),
    path("prize/<str:code>/", views.result, {"programme": "science-prizes"}, name="prize"),
    path("project/<str:code>/", views.result, {"programme": "science-projects"}, name="project"),
]
