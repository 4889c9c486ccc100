"""What goes in and what comes out, one module a kind of thing; the OpenAPI document is made from these."""
