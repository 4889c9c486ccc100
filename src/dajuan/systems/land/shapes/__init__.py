"""图形 shapes: files in, in whichever frame they come; areas, overlaps and slivers in the right 3-degree zone.

``files`` reads GeoJSON, Shapefile and DXF into features; ``frames`` says in which coordinate system they are, or asks; ``intake``
holds each row to the parcels that are there. All of it wants the extra ``geo`` (shapely, pyproj, pyshp, ezdxf).
"""
