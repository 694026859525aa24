"""Addresses of imports."""

from django.urls import path

from heedful.web.views import imports

app_name = "imports"

urlpatterns = [
    path("imports/", imports.imports, name="list"),
    path("imports/new", imports.new, name="new"),
    path("imports/<uuid:pk>", imports.one, name="one"),
    path("imports/<uuid:pk>/letters", imports.letters, name="letters"),
    path("imports/<uuid:pk>/columns", imports.columns, name="map"),
    path("imports/<uuid:pk>/judge", imports.judge, name="judge"),
    path("imports/<uuid:pk>/start", imports.start, name="start"),
    path("imports/<uuid:pk>/drop", imports.drop, name="drop"),
    path("imports/<uuid:pk>/withdraw", imports.withdraw, name="withdraw"),
    path("imports/<uuid:pk>/rows", imports.rows, name="rows"),
    path("imports/<uuid:pk>/rows.csv", imports.rows_file, name="rows_file"),
]
