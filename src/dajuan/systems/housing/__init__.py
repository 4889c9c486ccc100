"""保交楼与安置 housing: stalled estates until they are struck off, and resettlement housing until people live in it.

``estate`` what is known of one, ``account`` listed − closed = remaining on every day, ``closing`` who struck off, who checked
and by which paper, ``moving`` households and people moved back, ``status`` what a buyer may be told. Pure.
"""
